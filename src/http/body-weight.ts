/** What a JSON text holds that takes more memory than its characters. */
export interface BodyWeight {
  /** Values, near enough. */
  values: number
  /** Different names of members, wherever they stand. */
  names: number
}

/**
 * Weighs a JSON text before it is parsed; no further than the most.
 * @param bytes in UTF-8
 * @param most where one of them is passed, the rest of the text is not looked at
 */
export function weigh(bytes: Buffer, most: BodyWeight): BodyWeight {
  const names = new Set<number>()
  let values = 0
  let hash = 0
  let isText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (isText) {
      if (byte === quote) isText = false
      else hash = mixed(hash, byte === backslash ? 0x100 + (bytes[++at] ?? 0) : byte)
    } else if (byte === quote) {
      isText = true
      hash = 0
    } else if (byte === colon) {
      names.add(hash)
      if (names.size > most.names) break
    } else if (byte === comma || byte === brace || byte === bracket) {
      values++
      if (values > most.values) break
    }
  }
  return { values, names: names.size }
}

/** As FNV-1a of 32 bits does: that it takes one of 50,000 names for another is not to be expected. */
function mixed(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const bracket = 0x5b
const backslash = 0x5c
const brace = 0x7b
