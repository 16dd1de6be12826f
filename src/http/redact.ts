import { shownLength } from '../contract/validator.ts'

/** What stands for a masked value. */
export const mask = '‹masked›'

/** How much of a secret may be shown, in characters, less one. */
const gramLength = 6

/**
 * The one way out: everything of a server's or a user's that is printed or written goes through
 * `text`. Secrets are masked whole and in part, in each encoding; controls are made visible.
 */
export class Redactor {
  readonly #kept: RegExp | null
  readonly #grams = new Set<string>()
  readonly #whole = new Set<string>()

  /** @param kept our own words, shown whatever they have in common with a secret */
  constructor(kept: readonly string[] = []) {
    const words = kept.filter((word) => /^\w+$/.test(word))
    this.#kept = words.length === 0 ? null : new RegExp(`(${words.join('|')})`)
  }

  /** Never show this value, nor six characters in a row of it. */
  addSecret(value: string): void {
    this.#addWhole(value)
    for (const form of forms(value)) {
      for (let start = 0; start + gramLength <= form.length; start++) {
        const gram = form.slice(start, start + gramLength)
        // A row of one character gives nothing away, and shrunk values are full of them.
        if (new Set(gram).size > 1) this.#grams.add(gram)
      }
    }
  }

  /** Never show this value; a number in it of six digits or more not even in part. */
  addPersonal(value: string): void {
    this.#addWhole(value)
    for (const [digits] of value.matchAll(/[0-9]{6,}/g)) this.addSecret(digits)
  }

  #addWhole(value: string): void {
    if (value.trim().length < 3) return
    for (const form of forms(value)) this.#whole.add(form)
    // A long value is shown by its beginning.
    const json = JSON.stringify(value)
    if (json.length > shownLength) this.#whole.add(json.slice(1, shownLength))
  }

  /** The text without secrets, personal data and control characters. */
  text(text: string): string {
    if (this.#kept === null) return this.#masked(text)
    return text
      .split(this.#kept)
      .map((part, index) => (index % 2 === 1 ? part : this.#masked(part)))
      .join('')
  }

  /** As {@link text}, for every text in a value. */
  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value)
    if (typeof value === 'number') return this.text(String(value)) === String(value) ? value : mask
    if (Array.isArray(value)) return value.map((inner) => this.value(inner))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.text(key), this.value(inner)]),
    )
  }

  #masked(text: string): string {
    return printable(this.#withoutWhole(this.#withoutGrams(text)))
  }

  #withoutGrams(text: string): string {
    if (this.#grams.size === 0) return text
    let result = ''
    let shown = 0
    for (let start = 0; start + gramLength <= text.length; start++) {
      if (!this.#grams.has(text.slice(start, start + gramLength))) continue
      let end = start + gramLength
      while (end < text.length && this.#grams.has(text.slice(end - gramLength + 1, end + 1))) end++
      result += text.slice(shown, start) + mask
      shown = end
      start = end - 1
    }
    return result + text.slice(shown)
  }

  #withoutWhole(text: string): string {
    let result = text
    for (const value of [...this.#whole].sort((a, b) => b.length - a.length))
      result = result.replaceAll(value, mask)
    return result
  }
}

function forms(value: string): Set<string> {
  const json = JSON.stringify(value).slice(1, -1)
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '')
  return new Set([
    value,
    encodeURIComponent(value.toWellFormed()),
    json,
    base64,
    Buffer.from(value).toString('base64url'),
  ])
}

/** Terminal controls, line breaks and marks that turn the direction of text, made visible. */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, escaped)
    .replaceAll('##[', '## [')
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
