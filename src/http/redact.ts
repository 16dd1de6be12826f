import { base64Forms, folded, hexForm, textForms } from './encodings.ts'
import { printable } from './printable.ts'
import { isTelling, Rows } from './rows.ts'

/** What stands for a masked value. */
export const mask = '‹masked›'

/** So many characters in a row of a secret are not shown. */
const rowLength = 6

/** As {@link rowLength} in hexadecimal: with six digits, four of a thousand numbers would be masked. */
const hexLength = 8

/** A value of less than three characters is in every text, and masks nothing. */
const shortest = 3

/**
 * The one way out: everything of a server's or a user's that is printed or written goes through
 * `text` or `value`. Secrets are masked in whole and in part, in each encoding and in either case;
 * controls are made visible.
 *
 * Values of three to five characters are masked where they stand alone. Words that are kept are
 * shown even where a secret has them in it, or is one: a token "instance" must not mask what the
 * report says of instances.
 */
export class Redactor {
  readonly #values = new Set<string>()
  readonly #keptWords: ReadonlySet<string>
  readonly #keptRows: ReadonlySet<string>

  /** @param kept words of our own */
  constructor(kept: Iterable<string> = []) {
    this.#keptWords = new Set([...kept].map(folded))
    this.#keptRows = new Set([...this.#keptWords].flatMap(rowsOf))
  }

  /** Never show this value, nor six characters in a row of it. */
  addSecret(value: string): void {
    if (value.trim().length >= shortest) this.#values.add(value)
  }

  /** As {@link addSecret}; a server of pictures, or the domain of an address, is nobody's alone. */
  addPersonal(value: string): void {
    this.addSecret(value.replace(/^https?:\/\/[^/]*/, '').replace(/@[a-z]+(\.[a-z]+)+$/, ''))
  }

  /** The text without secrets, personal data and control characters. */
  text(text: string): string {
    return this.masking([text])(text)
  }

  /** As {@link text}, for every text in a value. */
  value(value: unknown): unknown {
    const texts: string[] = []
    mapTexts(value, (text) => {
      texts.push(text)
      return text
    })
    return mapTexts(value, this.masking(texts))
  }

  /** As {@link text}, for many texts: to look through all secrets takes its time. */
  masking(texts: readonly string[]): (text: string) => string {
    const secrets = new Secrets(texts, this.#keptRows)
    for (const value of this.#values) secrets.add(value, this.#keptWords.has(folded(value)))
    return (text) => printable(secrets.mask(text))
  }
}

/** What is secret in some texts. */
class Secrets {
  readonly #text: Rows
  readonly #base64: Rows
  readonly #hex: Rows
  /** Short values, by their length. */
  readonly #short = new Map<number, Set<string>>()

  constructor(texts: readonly string[], kept: ReadonlySet<string>) {
    const small = texts.map(folded)
    this.#text = new Rows(rowLength, small, kept)
    this.#base64 = new Rows(rowLength, texts, new Set())
    this.#hex = new Rows(hexLength, small, new Set())
  }

  add(value: string, isKept: boolean): void {
    for (const form of textForms(value)) {
      const small = folded(form)
      this.#text.add(small)
      if (!isKept && (small.length < rowLength || !isTelling(small))) this.#addShort(small)
    }
    for (const form of base64Forms(value)) this.#base64.add(form)
    this.#hex.add(hexForm(value))
  }

  #addShort(value: string): void {
    const known = this.#short.get(value.length)
    if (known) known.add(value)
    else this.#short.set(value.length, new Set([value]))
  }

  mask(text: string): string {
    let result = ''
    let shown = 0
    for (const [start, end] of merged(this.#rangesIn(text))) {
      result += text.slice(shown, start) + mask
      shown = end
    }
    return result + text.slice(shown)
  }

  #rangesIn(text: string): Range[] {
    const small = folded(text)
    const ranges: Range[] = []
    for (const at of this.#text.startsIn(small)) ranges.push([at, at + rowLength])
    for (const at of this.#base64.startsIn(text)) ranges.push([at, at + rowLength])
    for (const at of this.#hex.startsIn(small)) ranges.push([at, at + hexLength])
    for (const [length, values] of this.#short) {
      for (let at = 0; at + length <= small.length; at++)
        if (values.has(small.slice(at, at + length)) && standsAlone(small, at, at + length))
          ranges.push([at, at + length])
    }
    return ranges
  }
}

type Range = readonly [start: number, end: number]

/** Ranges that overlap become one. */
function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && start < last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)]
    else result.push([start, end])
  }
  return result
}

function standsAlone(text: string, start: number, end: number): boolean {
  const isWord = (character: string | undefined): boolean => /[\p{L}\p{N}]/u.test(character ?? '')
  return (
    !(isWord(text[start - 1]) && isWord(text[start])) &&
    !(isWord(text[end]) && isWord(text[end - 1]))
  )
}

function rowsOf(word: string): string[] {
  const count = Math.max(0, word.length - rowLength + 1)
  return Array.from({ length: count }, (_, at) => word.slice(at, at + rowLength))
}

/** The value with all texts in it replaced, keys included; a number, where its text is. */
export function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (typeof value === 'number') {
    const text = map(String(value))
    return text === String(value) ? value : text
  }
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [map(key), mapTexts(inner, map)]),
  )
}
