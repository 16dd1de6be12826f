import { decodedForms } from './sensitive-patterns.ts'

/** First characters of a credential that give it away, as error messages quote them; the most that are three quarters of it. */
const tellingLengths = [32, 24, 16, 12, 8] as const

/** A shorter one is only meant as a whole. */
const shortestBegun = 11

/** Shorter values are in every text, and mask nothing. */
const shortest = 3

/** So many credentials that begin alike are compared to their end. */
const mostAlike = 1000

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
  readonly #beginnings = new Map<number, Map<string, string[]>>()
  /** By how they begin. */
  readonly #personal = new Map<string, string[]>()
  /** Those that are told as a whole: they stand alone, or are not meant. */
  readonly #short = new Set<string>()
  readonly #ownWords: ReadonlySet<string>

  constructor({ secrets, personal = [], ownWords = [] }: PrivateTexts) {
    this.#ownWords = new Set([...ownWords].map((word) => word.toLowerCase()))
    for (const value of secrets) for (const form of foldings(value.trim())) this.#add(form)
    for (const value of personal) this.#addPersonal(value.trim().toLowerCase())
  }

  #add(value: string): void {
    if (value.length < shortestBegun) {
      if (value.length >= shortest) this.#short.add(value)
      return
    }
    const length = tellingLengths.find((one) => one <= value.length * 0.75) ?? shortestBegun
    const known = this.#beginnings.get(length) ?? new Map<string, string[]>()
    this.#beginnings.set(length, known)
    const beginning = value.slice(0, length)
    known.set(beginning, [...(known.get(beginning) ?? []).slice(0, mostAlike - 1), value])
  }

  #addPersonal(value: string): void {
    if (value.length < shortestPersonal) return
    const beginning = value.slice(0, shortestPersonal)
    const known = this.#personal.get(beginning)
    if (known) known.push(value)
    else this.#personal.set(beginning, [value])
  }

  /** Where a text holds one. `hidden`: a decoded form of it does. */
  rangesIn(text: string): readonly Range[] | 'hidden' {
    const isHidden = decodedForms(text).some((form) => this.#plainRanges(form).length > 0)
    return isHidden ? 'hidden' : this.#plainRanges(text)
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
      const begun = beginnings.get(text.slice(at, at + length))
      if (!begun) continue
      const end = at + Math.max(...begun.map((value) => commonLength(value, text, at)))
      const [rest = ''] = /^[^\s"'`,;()[\]{}]*/.exec(text.slice(end)) ?? []
      return this.#ownWords.has(wordAround(text, at)) ? at : end + rest.length
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

/** In lower case; as what was in capitals comes back from there (ß is ss then); as decoded forms have it. */
function foldings(text: string): Set<string> {
  const lower = text.toLowerCase()
  return new Set([lower, text.toUpperCase().toLowerCase(), lower.normalize('NFKC')])
}

/** How many characters the value has in common with the text from here on. */
function commonLength(value: string, text: string, at: number): number {
  let length = 0
  while (length < value.length && value[length] === text[at + length]) length++
  return length
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
