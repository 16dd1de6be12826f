const hexDigits = '0123456789abcdef'
const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A seeded source of values. The same seed gives the same sequence. */
export interface Random {
  /** An integer from min to max, both included. */
  int(min: number, max: number): number
  pick<T>(choices: ArrayLike<T>): T
  /** Lower-case hexadecimal digits. */
  hex(length: number): string
  /** ASCII letters and digits. */
  text(length: number): string
  /** A version 4 UUID in lower case. */
  uuid(): string
}

/** mulberry32: 32 bits of state, a period of 2^32. */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let out = 0x811c9dc5
  for (const byte of Buffer.from(text)) out = Math.imul(out ^ byte, 0x01000193)
  return out
}

/**
 * Opens the sequence of a seed, an integer, for one purpose: were it the same for every provider,
 * one's token would be part of another's.
 */
export function seeded(seed: number, purpose: string): Random {
  const next = mulberry32(hash(purpose) + seed)
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(choices: ArrayLike<T>) => choices[int(0, choices.length - 1)] as T
  const string = (alphabet: string, length: number) => {
    let out = ''
    for (let n = 0; n < length; n++) out += pick(alphabet)
    return out
  }
  const hex = (length: number) => string(hexDigits, length)
  return {
    int,
    pick,
    hex,
    text: (length) => string(alphanumeric, length),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick('89ab')}${hex(3)}-${hex(12)}`,
  }
}
