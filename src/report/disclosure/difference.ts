import { plural } from './printable.ts'

/** How a text was made of another one, in words that follow that one; null where it was made otherwise. */
export function derivation(text: string, other: string): string | null {
  if (text.toLowerCase() === other.toLowerCase()) return 'in another case'
  if (text.normalize('NFC') === other.normalize('NFC')) return 'with its letters composed otherwise'
  if (text.trim() === other.trim()) return 'with other spaces around it'
  const [made, known] = [Array.from(text), Array.from(other)]
  const changed = changedIn(made, known)
  if (made.length === known.length && changed.length === 1)
    return `with its ${ordinal(changed[0] ?? 0, known.length)} changed`
  const more = plural(made.length - known.length, 'character')
  if (text.startsWith(other)) return `with ${more} more at its end`
  if (text.endsWith(other)) return `with ${more} more before it`
  return text !== '' && other.includes(text) ? lessWords(text, other) : null
}

/** In what a text differs from another, and nothing of what either says; null where they are equal. */
export function difference(text: string, other: string): string | null {
  if (text === other) return null
  const derived = derivation(text, other)
  if (derived !== null) return `the same ${derived}`
  const [one, two] = [Array.from(text), Array.from(other)]
  const changed = changedIn(one, two)
  const isAlike = one.length === two.length
  const many = isAlike ? `in ${changed.length} of ${plural(one.length, 'character')}, ` : ''
  return `differs ${many}from character ${(changed[0] ?? 0) + 1} on`
}

/** Positions at which two texts differ, as far as the first one goes. */
function changedIn(text: readonly string[], other: readonly string[]): number[] {
  return text.flatMap((character, at) => (character === other[at] ? [] : [at]))
}

function ordinal(at: number, length: number): string {
  if (at === 0) return 'first character'
  return at === length - 1 ? 'last character' : `character ${at + 1}`
}

/** What a text, which is a part of another one, leaves out of it. */
function lessWords(text: string, other: string): string {
  const before = Array.from(other.slice(0, other.indexOf(text))).length
  const after = Array.from(other).length - before - Array.from(text).length
  const ends = [
    { which: 'first', count: before },
    { which: 'last', count: after },
  ].filter(({ count }) => count > 0)
  const words = ends.map(({ which, count }) =>
    count === 1 ? `its ${which} character` : `its ${which} ${count} characters`,
  )
  return `without ${words.join(' and ')}`
}
