/**
 * Rows of so many characters that the texts to be shown have in common with secrets. An account of
 * ten thousand instances has millions of rows, the texts about it have few: only those that may be
 * there are kept.
 */
export class Rows {
  readonly #length: number
  readonly #kept: ReadonlySet<string>
  /** By hash: whether one of the texts may hold such a row. */
  readonly #there: Uint8Array
  readonly #secret = new Set<string>()
  /** By hash: whether a row is one of the secret ones, or shares its hash with one. */
  readonly #suspected: Uint8Array

  /** @param kept rows that are shown, whatever they have in common with a secret */
  constructor(length: number, texts: readonly string[], kept: ReadonlySet<string>) {
    this.#length = length
    this.#kept = kept
    const size = texts.reduce((sum, text) => sum + text.length, 0)
    this.#there = new Uint8Array(2 ** Math.min(24, Math.ceil(Math.log2(size * 16 + 1024))))
    this.#suspected = new Uint8Array(this.#there.length)
    for (const text of texts) this.#visit(text, (slot) => (this.#there[slot] = 1))
  }

  /** Adds the rows of a secret. */
  add(secret: string): void {
    this.#visit(secret, (slot, at) => {
      if (this.#there[slot] === 0) return
      const row = secret.slice(at, at + this.#length)
      if (!isTelling(row) || this.#kept.has(row)) return
      this.#secret.add(row)
      this.#suspected[slot] = 1
    })
  }

  /** Where in a text secret rows begin. */
  startsIn(text: string): number[] {
    const starts: number[] = []
    if (this.#secret.size === 0) return starts
    this.#visit(text, (slot, at) => {
      if (this.#suspected[slot] === 0) return
      if (this.#secret.has(text.slice(at, at + this.#length))) starts.push(at)
    })
    return starts
  }

  #visit(text: string, use: (slot: number, at: number) => void): void {
    const last = this.#there.length - 1
    for (let at = 0; at + this.#length <= text.length; at++) {
      let hash = 0
      for (let index = at; index < at + this.#length; index++)
        hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
      use((hash ^ (hash >>> 15)) & last, at)
    }
  }
}

/** A row of one character gives nothing away, and shrunk values are full of them. */
export function isTelling(row: string): boolean {
  return row !== (row[0] ?? '').repeat(row.length)
}
