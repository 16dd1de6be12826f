/** What stands for a masked value. */
export const mask = '‹masked›'

/** How much of a secret may be shown, in characters, less one. */
const gramLength = 6

/**
 * The one way out: everything of a server's or a user's that is printed or written goes through
 * `text`. Secrets are masked whole and in part, in each encoding; controls are made visible.
 */
export class Redactor {
  readonly #grams = new Set<string>()
  readonly #whole = new Set<string>()

  /** Never show this value, nor six characters in a row of it. */
  addSecret(value: string): void {
    if (value.length < gramLength) return this.addPersonal(value)
    for (const form of forms(value)) {
      for (let start = 0; start + gramLength <= form.length; start++) {
        const gram = form.slice(start, start + gramLength)
        // A row of one character gives nothing away, and shrunk values are full of them.
        if (new Set(gram).size > 1) this.#grams.add(gram)
      }
    }
  }

  /** Never show this value; a number of six digits or more not even in part. */
  addPersonal(value: string): void {
    if (/[0-9]{6}/.test(value)) return this.addSecret(value)
    if (value.trim().length >= 3) for (const form of forms(value)) this.#whole.add(form)
  }

  /** The text without secrets, personal data and control characters. */
  text(text: string): string {
    return printable(this.#withoutWhole(this.#withoutGrams(text)))
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
    for (const value of this.#whole) result = result.replaceAll(value, mask)
    return result
  }
}

function forms(value: string): Set<string> {
  const json = JSON.stringify(value).slice(1, -1)
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '')
  return new Set([
    value,
    encodeURIComponent(value),
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
