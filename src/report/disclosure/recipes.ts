import type { Disclosure, Shown } from './disclosure.ts'
import { plural, printable } from './printable.ts'

/** Instances whose values are compared with a generated one, to say how it was made. */
const mostCompared = 2000

/** So many first characters in common with a value that must not be shown are too many. */
const mostShared = 5

/**
 * A value that a generated case asks for: itself, or how it was made from what must not be shown.
 * @param fields those that it was drawn from
 */
export function shownDrawn(
  value: string,
  fields: readonly string[],
  disclosure: Disclosure,
): Shown {
  const recipe = recipeOf(value, fields, disclosure)
  return recipe === null
    ? { text: printable(value), isMasked: false }
    : { text: `‹${recipe}›`, isMasked: true }
}

/** How a value was made that must not be shown; null for one that may be. */
function recipeOf(value: string, fields: readonly string[], disclosure: Disclosure): string | null {
  const isPrivate = (field: string): boolean => disclosure.isPrivate(field)
  const same = (origin: string): string | null => (origin === value ? '' : null)
  if (isShownAnyway(value, fields, disclosure)) return null
  // A near miss may be what the same instance holds elsewhere.
  const all = [...disclosure.contract.listing.fields.keys()]
  const itself = originOf(all.filter(isPrivate), disclosure, same)
  if (itself !== null) return itself
  if (fields.some(isPrivate)) {
    const derived = originOf(fields, disclosure, (origin) => derivationWords(value, origin))
    return derived ?? newWords(value, fields)
  }
  const hidden = originOf(fields, disclosure, (origin, field) => {
    const words = derivationWords(value, origin) ?? likeWords(value, origin)
    return words === null || disclosure.isShowable(origin, field) ? null : words
  })
  const isShowable = fields.every((field) => disclosure.isShowable(value, field))
  return hidden ?? (isShowable ? null : newWords(value, fields))
}

/** Whether it is what an instance is shown with, whatever else it is called as. */
function isShownAnyway(value: string, fields: readonly string[], disclosure: Disclosure): boolean {
  const { instances } = disclosure
  return fields.some(
    (field) =>
      !disclosure.isPrivate(field) &&
      instances.slice(0, mostCompared).some(({ values }) => values.get(field) === value) &&
      disclosure.isShowable(value, field),
  )
}

/** The first value of an instance that something was made from, in words. */
function originOf(
  fields: readonly string[],
  { instances }: Disclosure,
  made: (origin: string, field: string) => string | null,
): string | null {
  for (const { index, values } of instances.slice(0, mostCompared))
    for (const field of fields) {
      const origin = values.get(field) ?? null
      const words = origin === null ? null : made(origin, field)
      if (words !== null) return `the ${field} of instance ${index + 1}${words}`
    }
  return null
}

/**
 * How a value was made of another one, as words to follow that one: `""` where it is the same, null where it
 * was made otherwise.
 */
function derivationWords(value: string, origin: string): string | null {
  if (value === origin) return ''
  if (value.toLowerCase() === origin.toLowerCase()) return ', in another case'
  const [made, known] = [Array.from(value), Array.from(origin)]
  if (made.length === known.length) {
    const changed = known.flatMap((character, at) => (character === made[at] ? [] : [at]))
    if (changed.length === 1) return `, with its ${ordinal(changed[0] ?? 0, known.length)} changed`
  }
  const more = plural(made.length - known.length, 'character')
  if (value.startsWith(origin)) return `, with ${more} more at its end`
  if (value.endsWith(origin)) return `, with ${more} more before it`
  if (value !== '' && origin.includes(value)) return partWordsOf(value, origin)
  return /[%*_]/.test(value) && isPattern(value, origin) ? ', as a pattern' : null
}

function ordinal(at: number, length: number): string {
  if (at === 0) return 'first character'
  return at === length - 1 ? 'last character' : `character ${at + 1}`
}

function partWordsOf(value: string, origin: string): string {
  const from = Array.from(origin.slice(0, origin.indexOf(value))).length
  const { length } = Array.from(value)
  const left = Array.from(origin).length - from - length
  const some = (count: number): string => (count === 1 ? 'character' : `${count} characters`)
  if (from === 0) return `, without its last ${some(left)}`
  if (left === 0) return `, without its first ${some(from)}`
  const which =
    length === 1 ? `character ${from + 1}` : `characters ${from + 1} to ${from + length}`
  return `, only its ${which}`
}

/** Whether a pattern of SQL or of regular expressions stands for the text. */
function isPattern(pattern: string, text: string): boolean {
  const [head = '', tail = ''] = pattern.split(/\.\*|%|_|\*/, 2)
  return text.startsWith(head) && text.endsWith(tail)
}

function likeWords(value: string, origin: string): string | null {
  return value.slice(0, mostShared + 1) === origin.slice(0, mostShared + 1)
    ? ', otherwise from a character on'
    : null
}

/** Drawn at random in the shape of what must not be shown: it may be anybody's. */
function newWords(value: string, fields: readonly string[]): string {
  return `a new value like ${fields.join(' or ')}, ${plural(value.length, 'character')}`
}
