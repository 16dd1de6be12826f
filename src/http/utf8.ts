/**
 * How many bytes the character takes that begins there, of those beyond ASCII (RFC 3629, section 4);
 * 0 where none does. What the end cuts off is taken to be right.
 */
export function utf8Length(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0xc2 || lead > 0xf4) return 0
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  let [least, most] = secondBytes.get(lead) ?? followingBytes
  for (let next = at + 1; next < Math.min(at + length, bytes.length); next++) {
    const byte = bytes[next] ?? 0
    if (byte < least || byte > most) return 0
    ;[least, most] = followingBytes
  }
  return length
}

type Range = readonly [least: number, most: number]

const followingBytes: Range = [0x80, 0xbf]

/** After these, some second bytes would make a character too long, a surrogate, or none of Unicode's. */
const secondBytes = new Map<number, Range>([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
])
