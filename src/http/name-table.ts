/** The different member names in a JSON text, each with a number in the order of their appearance. */
export class NameTable {
  readonly #bytes: Buffer
  readonly #numbers = new Map<string, number>()
  /** Of each name, where it stood first. */
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  /** Of each name, the one that last came after it: most objects have their members in one order. */
  readonly #following: number[] = []
  #latest = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get size(): number {
    return this.#numbers.size
  }

  /**
   * The number of the name that stands there, quotes included.
   * @param isPlain it is its own bytes, in ASCII and without an escape
   */
  numberOf(start: number, end: number, isPlain: boolean): number {
    const likely = this.#following[this.#latest]
    const isLikely = likely !== undefined && this.#stands(likely, start, end)
    const number = isLikely ? likely : this.#lookUp(start, end, isPlain)
    this.#following[this.#latest] = number
    this.#latest = number
    return number
  }

  #stands(number: number, start: number, end: number): boolean {
    let known = this.#starts[number] ?? 0
    if ((this.#ends[number] ?? 0) - known !== end - start) return false
    for (let at = start; at < end; at++) if (this.#bytes[at] !== this.#bytes[known++]) return false
    return true
  }

  #lookUp(start: number, end: number, isPlain: boolean): number {
    const name = isPlain
      ? this.#bytes.toString('latin1', start + 1, end - 1)
      : (JSON.parse(this.#bytes.toString('utf8', start, end)) as string)
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#starts.push(start)
    this.#ends.push(end)
    this.#numbers.set(name, this.#numbers.size)
    return this.#numbers.size - 1
  }
}
