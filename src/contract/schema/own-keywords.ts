import { isDeepStrictEqual } from 'node:util'
import { momentOf } from './dates.ts'
import { absolutePointer, reader, relativeReader, valueAtRelative } from '../pointer.ts'
import type { Place } from '../pointer.ts'
import type { Quote, Words } from '../../model/words.ts'

/** Places that a word compares with: one relative pointer, or several of which any may fit. */
type Places = string | readonly string[]

interface Plural {
  count: Places
  one?: string
  other?: string
}

/** A schema word of ours: its own schema, its rule, and what it expects, in words. */
export interface Word {
  keyword: string
  type: 'string' | 'number' | 'array' | undefined
  /** The schema of its argument. */
  argument: object
  /** The rule, made once for each argument: values are many. */
  rule(argument: never): (value: never, place: Place) => boolean
  expected(argument: never, value: unknown, root: unknown, place: string): Words
  /** The other value that the rule compares with. */
  compared?(argument: never, root: unknown, place: string): unknown
}

const relative = {
  expected: 'a relative pointer (levels up, then a path, such as 1/meta/total)',
  type: 'string',
  pattern: '^(0|[1-9][0-9]*)(/([^~]|~[01])*)?$',
}

const absolute = {
  expected: 'a pointer into each item, which begins with "/"',
  type: 'string',
  pattern: '^/([^~]|~[01])*$',
}

const relatives = {
  expected: `${relative.expected}, or a list of them`,
  anyOf: [relative, { type: 'array', items: relative, minItems: 1 }],
}

const lengthOf: Word = {
  keyword: 'lengthOf',
  type: 'number',
  argument: relative,
  rule: (pointer: string) => {
    const read = relativeReader(pointer)
    return (value: number, place) => {
      const list = read(place)
      return !Array.isArray(list) || list.length === value
    }
  },
  expected: (pointer: string, _value, root, place) =>
    `the length of ${pointer} (${sizeOf(valueAtRelative(root, place, pointer)) ?? 'no list'})`,
}

const uniqueBy: Word = {
  keyword: 'uniqueBy',
  type: 'array',
  argument: absolute,
  rule: (pointer: string) => (value: unknown[]) => firstDuplicate(value, pointer) === null,
  expected: (pointer: string, value) => {
    const first = Array.isArray(value) ? firstDuplicate(value, pointer) : null
    return `no two items with the same ${pointer}${first ? ` (items ${first.join(' and ')} share one)` : ''}`
  },
}

const pluralOf: Word = {
  keyword: 'pluralOf',
  type: 'string',
  argument: {
    expected:
      '{ count, one, other }: what is counted, and the texts for one and for any other number',
    type: 'object',
    properties: { count: relatives, one: { type: 'string' }, other: { type: 'string' } },
    required: ['count'],
    additionalProperties: false,
  },
  rule:
    (plural: Plural) =>
    (value: string, { rootData, instancePath }) => {
      const texts = pluralTexts(plural, (pointer) =>
        valueAtRelative(rootData, instancePath, pointer),
      )
      return texts.length === 0 || texts.includes(value)
    },
  expected: (plural: Plural, _value, root, place) =>
    pluralTexts(plural, (pointer) => shownCount(valueAtRelative(root, place, pointer)))
      .map((text) => JSON.stringify(text))
      .join(' or '),
}

const equalTo: Word = {
  keyword: 'equalTo',
  type: undefined,
  argument: relative,
  rule: (pointer: string) => {
    const read = relativeReader(pointer)
    return (value: unknown, place) => {
      const other = read(place)
      return other === value || other === undefined || isDeepStrictEqual(other, value)
    }
  },
  expected: (pointer: string, _value, root, place) => [
    `the value of ${pointer}: `,
    quoteAt(root, place, pointer),
  ],
  compared: (pointer: string, root, place) => valueAtRelative(root, place, pointer),
}

const notBefore: Word = {
  keyword: 'notBefore',
  type: 'string',
  argument: relative,
  rule: (pointer: string) => {
    const read = relativeReader(pointer)
    return (value: string, place) => {
      const earlier = momentAt(read(place))
      const later = momentOf(value)
      return earlier === null || later === null || later >= earlier
    }
  },
  expected: (pointer: string, _value, root, place) => [
    `a time that is not before ${pointer} (`,
    quoteAt(root, place, pointer),
    ')',
  ],
}

const newestFirst: Word = {
  keyword: 'newestFirst',
  type: 'array',
  argument: absolute,
  rule: (pointer: string) => {
    const read = reader(pointer)
    return (value: unknown[]) => {
      let last = Infinity
      for (const item of value) {
        const time = momentAt(read(item)) ?? last
        if (time > last) return false
        last = time
      }
      return true
    }
  },
  expected: (pointer: string) => `a list in which ${pointer} never rises`,
}

const endsWith: Word = {
  keyword: 'endsWith',
  type: 'string',
  argument: relative,
  rule: (pointer: string) => {
    const read = relativeReader(pointer)
    return (value: string, place) => {
      const end = read(place)
      return typeof end !== 'string' || plain(value).endsWith(plain(end))
    }
  },
  expected: (pointer: string, _value, root, place) => [
    `text that ends with ${pointer}, but for case and punctuation: `,
    quoteAt(root, place, pointer),
  ],
  compared: (pointer: string, root, place) => valueAtRelative(root, place, pointer),
}

/** Every schema word that contracts may use beside JSON Schema's own. */
export const words: readonly Word[] = [
  lengthOf,
  uniqueBy,
  pluralOf,
  equalTo,
  notBefore,
  newestFirst,
  endsWith,
]

/**
 * The positions of the first two items that share what they have at the pointer. What is absent or
 * null shares nothing, nor does an integer that JSON.parse rounded: it was another in the text.
 */
function firstDuplicate(items: readonly unknown[], pointer: string): [number, number] | null {
  const read = reader(pointer)
  const seen = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const value = read(item)
    const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value)
    if (value === undefined || value === null || isRounded) continue
    const text = JSON.stringify(value)
    const first = seen.get(text)
    if (first !== undefined) return [first, index]
    seen.set(text, index)
  }
  return null
}

/** The value at a relative pointer, with the place where it stands. */
function quoteAt(root: unknown, place: string, relative: string): Quote {
  const value = valueAtRelative(root, place, relative)
  return { kind: 'body', pointer: absolutePointer(place, relative), value }
}

/** As names are written into identifiers: in lower case, and with one sign for all punctuation. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '_')
}

function momentAt(value: unknown): number | null {
  return typeof value === 'string' || typeof value === 'number' ? momentOf(String(value)) : null
}

function sizeOf(value: unknown): number | null {
  return Array.isArray(value) ? value.length : null
}

/** Without its last digits where it counts nothing: it may be anybody's number. */
function shownCount(value: unknown): unknown {
  return typeof value === 'number' && Math.abs(value) >= 1_000_000
    ? Number(value.toPrecision(1))
    : value
}

function pluralTexts({ count, one, other }: Plural, read: (pointer: string) => unknown): string[] {
  const counts = [count].flat().map((pointer) => {
    const value = read(pointer)
    return sizeOf(value) ?? value
  })
  const numbers = counts.filter((value): value is number => typeof value === 'number')
  return [...new Set(numbers)].flatMap((n) => {
    const text = n === 1 ? one : other
    return text === undefined ? [] : [text.replaceAll('{n}', String(n))]
  })
}
