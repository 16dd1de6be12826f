import { decodedForms } from './shapes.ts'

/** First characters of a credential that give it away, as error messages quote them; the most that are three quarters of it. */
const tellingLengths = [32, 24, 16, 12, 8] as const

/** A shorter one is only meant as a whole. */
const shortestBegun = 11

/** Shorter values are in every text, and mask nothing. */
const shortest = 3

/** Shorter names of people are words as well. */
const shortestPersonal = 6

/** A part of a text, in characters. */
export type Range = readonly [start: number, end: number]

/** What must not be shown wherever it stands. */
export interface PrivateTexts {
  /** Credentials: what begins as they do is not shown either. */
  secrets: Iterable<string>
  /** Personal data: only the whole of it is meant. */
  personal?: Iterable<string>
  /** Names of ours that a credential may begin with: those of variables and providers. */
  ownWords?: Iterable<string>
}

/**
 * Finds private texts that are known in texts that are about to be shown. What it costs depends on the text
 * alone.
 */
export class KnownTexts {
  /** By their length. */
  readonly #beginnings = new Map<number, Set<string>>()
  /** By how they begin. */
  readonly #personal = new Map<string, string[]>()
  /** Those that are told as a whole: they stand alone, or are not meant. */
  readonly #short = new Set<string>()
  readonly #ownWords: ReadonlySet<string>

  constructor({ secrets, personal = [], ownWords = [] }: PrivateTexts) {
    this.#ownWords = new Set([...ownWords].map((word) => word.toLowerCase()))
    for (const value of secrets) this.#add(value.trim().toLowerCase())
    for (const value of personal) this.#addPersonal(value.trim().toLowerCase())
  }

  #add(value: string): void {
    if (value.length < shortestBegun) {
      if (value.length >= shortest) this.#short.add(value)
      return
    }
    const length = tellingLengths.find((one) => one <= value.length * 0.75) ?? shortestBegun
    const known = this.#beginnings.get(length) ?? new Set()
    this.#beginnings.set(length, known.add(value.slice(0, length)))
  }

  #addPersonal(value: string): void {
    if (value.length < shortestPersonal) return
    const beginning = value.slice(0, shortestPersonal)
    const known = this.#personal.get(beginning)
    if (known) known.push(value)
    else this.#personal.set(beginning, [value])
  }

  /** Where a text holds one. `hidden`: only its decoded form does. */
  rangesIn(text: string): readonly Range[] | 'hidden' {
    const ranges = this.#plainRanges(text)
    const isHidden = decodedForms(text).some(
      (form) => this.#plainRanges(form).length > ranges.length,
    )
    return isHidden ? 'hidden' : ranges
  }

  /** The text with `mask` in place of each credential. */
  masked(text: string, mask: string): string {
    const ranges = this.#plainRanges(text)
    return ranges.reduceRight(
      (masked, [start, end]) => masked.slice(0, start) + mask + masked.slice(end),
      text,
    )
  }

  #plainRanges(text: string): Range[] {
    const ranges: Range[] = []
    const lower = text.toLowerCase()
    // A few letters become two in lower case, and what comes after them would be off by one.
    const folded = lower.length === text.length ? lower : text
    let last = 0
    for (let at = 0; at < folded.length; at++) {
      const end = at < last ? at : this.#endOf(folded, at)
      if (end > at) ranges.push([at, (last = end)])
    }
    return ranges
  }

  /** Where the credential that begins here ends, or here. */
  #endOf(text: string, at: number): number {
    for (const [length, beginnings] of this.#beginnings) {
      if (!beginnings.has(text.slice(at, at + length))) continue
      const [rest = ''] = /^[^\s"'`&<>,;()[\]{}]*/.exec(text.slice(at + length)) ?? []
      return this.#ownWords.has(wordAround(text, at)) ? at : at + length + rest.length
    }
    const begun = this.#personal.get(text.slice(at, at + shortestPersonal)) ?? []
    const whole = begun.find((value) => text.startsWith(value, at))
    if (whole !== undefined) return at + whole.length
    for (let length = shortestBegun - 1; length >= shortest && this.#short.size > 0; length--) {
      const value = text.slice(at, at + length)
      const isAlone = !isWordy(text[at - 1]) && !isWordy(text[at + length])
      if (isAlone && this.#short.has(value) && !this.#ownWords.has(value)) return at + length
    }
    return at
  }
}

function isWordy(character: string | undefined): boolean {
  return /[\p{L}\p{N}]/u.test(character ?? '')
}

/** The word that a character belongs to. */
function wordAround(text: string, at: number): string {
  const [before = ''] = /[\p{L}\p{N}_-]*$/u.exec(text.slice(Math.max(0, at - 64), at)) ?? []
  const [after = ''] = /^[\p{L}\p{N}_-]*/u.exec(text.slice(at, at + 200)) ?? []
  return before + after
}
