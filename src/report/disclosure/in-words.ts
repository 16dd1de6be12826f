import { addressEnd } from './sensitive-patterns.ts'

/** More parts than this are summed up. */
const mostParts = 5

/** What a text is made of, and nothing of what it says: `13 digits, then "@lid"`. */
export function layoutWords(text: string): string {
  if (text === '') return 'empty'
  if (/^(null|undefined|none|nil|nan|true|false)$/i.test(text)) return `the word ${text}`
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text)) return 'a number with an exponent'
  const end = addressEnd(text)
  const head = end === '' ? text : text.slice(0, -end.length)
  const scheme = /^[a-z]{2,8}:\/\//i.exec(head)?.[0] ?? ''
  const parts = head.slice(scheme.length).match(partPattern) ?? []
  return [
    ...(scheme === '' ? [] : [JSON.stringify(scheme.toLowerCase())]),
    ...(parts.length > mostParts ? [kindsIn(parts)] : parts.map(partWords)),
    ...(end === '' ? [] : [JSON.stringify(end)]),
  ].join(', then ')
}

const partPattern = /\p{N}+|\p{L}[\p{L}\p{M}]*|\s+|[^\p{L}\p{N}\s]/gu

function partWords(part: string): string {
  const length = Array.from(part).length
  if (/^\p{N}/u.test(part)) return length === 1 ? 'a digit' : `${length} digits`
  if (/^\p{L}/u.test(part)) return length === 1 ? 'a letter' : `${length} letters`
  if (/^\s/.test(part)) return length === 1 ? 'a space' : `${length} spaces`
  return signWords(part)
}

/** A sign in quotes where it is one that everybody writes: any other may act, or tell. */
function signWords(sign: string): string {
  return /^[!-~]$/.test(sign) ? JSON.stringify(sign) : 'another sign'
}

function kindsIn(parts: readonly string[]): string {
  const kinds = [
    ...(parts.some((part) => /^\p{L}/u.test(part)) ? ['letters'] : []),
    ...(parts.some((part) => /^\p{N}/u.test(part)) ? ['digits'] : []),
    ...(parts.some((part) => /^\s/.test(part)) ? ['spaces'] : []),
    ...new Set(parts.filter((part) => /^[^\p{L}\p{N}\s]/u.test(part)).map(signWords)),
  ]
  return kinds.slice(0, mostParts + 1).join(', ')
}

/** In what a text differs from another, and nothing of what either says; null where they are equal. */
export function differenceWords(text: string, other: string): string | null {
  if (text === other) return null
  if (text.toLowerCase() === other.toLowerCase()) return 'differs in case'
  if (text.normalize('NFC') === other.normalize('NFC')) return 'has composed letters otherwise'
  if (text.trim() === other.trim()) return 'differs in the spaces around it'
  const [one, two] = [Array.from(text), Array.from(other)]
  if (text.startsWith(other)) return `has ${characters(one.length - two.length)} more at its end`
  if (other.startsWith(text)) return `lacks the last ${characters(two.length - one.length)}`
  if (text.endsWith(other))
    return `has ${characters(one.length - two.length)} more at its beginning`
  if (other.endsWith(text)) return `lacks the first ${characters(two.length - one.length)}`
  const first = one.findIndex((character, at) => character !== two[at])
  const count = one.filter((character, at) => character !== two[at]).length
  const many = one.length === two.length ? `in ${count} of ${characters(one.length)}, ` : ''
  return `differs ${many}from character ${first + 1} on`
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`
}

/**
 * How a value was made of another one, as words to follow that one: `""` where it is the same, null where it
 * was made otherwise.
 */
export function derivationWords(value: string, origin: string): string | null {
  if (value === origin) return ''
  if (value.toLowerCase() === origin.toLowerCase()) return ', in another case'
  const [made, known] = [Array.from(value), Array.from(origin)]
  if (made.length === known.length) {
    const changed = known.flatMap((character, at) => (character === made[at] ? [] : [at]))
    if (changed.length === 1) return `, with its ${ordinal(changed[0] ?? 0, known.length)} changed`
  }
  if (value.startsWith(origin))
    return `, with ${characters(made.length - known.length)} more at its end`
  if (value.endsWith(origin))
    return `, with ${characters(made.length - known.length)} more before it`
  if (value !== '' && origin.includes(value)) return partWordsOf(value, origin)
  return /[%*_]/.test(value) && isPattern(value, origin) ? ', as a pattern' : null
}

function ordinal(at: number, length: number): string {
  if (at === 0) return 'first character'
  return at === length - 1 ? 'last character' : `character ${at + 1}`
}

function partWordsOf(value: string, origin: string): string {
  const from = Array.from(origin.slice(0, origin.indexOf(value))).length
  const length = Array.from(value).length
  const left = Array.from(origin).length - from - length
  if (from === 0) return `, without its last ${left === 1 ? 'character' : characters(left)}`
  if (left === 0) return `, without its first ${from === 1 ? 'character' : characters(from)}`
  return length === 1
    ? `, only its character ${from + 1}`
    : `, only its characters ${from + 1} to ${from + length}`
}

/** Whether a pattern of SQL or of regular expressions stands for the text. */
function isPattern(pattern: string, text: string): boolean {
  const [head = '', tail = ''] = pattern.split(/\.\*|%|_|\*/, 2)
  return text.startsWith(head) && text.endsWith(tail)
}
