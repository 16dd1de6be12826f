import { decodedForms } from './shapes.ts'

/** So many first characters of a credential give it away, as error messages quote them. */
const tellingLength = 8

/** Shorter values are in every text, and mask nothing. */
const shortest = 3

/** A part of a text, in characters. */
export type Range = readonly [start: number, end: number]

/**
 * Finds credentials, or what begins as they do, in texts that are about to be shown. What it costs depends on
 * the text alone.
 */
export class KnownCredentials {
  readonly #beginnings = new Set<string>()
  /** Those that are too short to be told by their beginning: they stand alone, or are not meant. */
  readonly #short = new Set<string>()
  readonly #ownWords: ReadonlySet<string>

  /** @param ownWords names of ours that a credential may begin with: those of variables and providers */
  constructor(values: Iterable<string>, ownWords: Iterable<string> = []) {
    this.#ownWords = new Set([...ownWords].map((word) => word.toLowerCase()))
    for (const value of values) this.#add(value.trim().toLowerCase())
  }

  #add(value: string): void {
    if (value.length >= tellingLength) this.#beginnings.add(value.slice(0, tellingLength))
    else if (value.length >= shortest) this.#short.add(value)
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
    if (this.#beginnings.has(text.slice(at, at + tellingLength))) {
      const [rest = ''] = /^[^\s"'`&<>,;()[\]{}]*/.exec(text.slice(at + tellingLength)) ?? []
      const end = at + tellingLength + rest.length
      return this.#ownWords.has(wordAround(text, at)) ? at : end
    }
    for (let length = tellingLength - 1; length >= shortest && this.#short.size > 0; length--) {
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
