import { isDeepStrictEqual } from 'node:util'
import { isExact } from '../../model/json.ts'
import type { Quote, Words } from '../../model/words.ts'
import { pointerOf, reader, resolved, tokens, valueAtPath } from '../pointer.ts'
import { momentOf } from './dates.ts'

/** A value under judgement: what it stands in, and where. */
export interface Place {
  root: unknown
  pointer: string
}

/** A schema word of ours: its own schema, its rule, and what it expects, in words. */
export interface Word {
  keyword: string
  type: 'string' | 'number' | 'array' | undefined
  /** The schema of its argument. */
  argument: object
  holds(argument: never, value: never, place: Place): boolean
  expected(argument: never, value: unknown, place: Place): Words
  /** The other text, which a value that is masked is said to differ from. */
  compared?(argument: never, place: Place): unknown
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

interface Plural {
  /** One relative pointer, or several of which any may fit. */
  count: string | readonly string[]
  one?: string
  other?: string
}

/** Every schema word that contracts may use beside JSON Schema's own. */
export const words: readonly Word[] = [
  {
    keyword: 'lengthOf',
    type: 'number',
    argument: relative,
    holds: (pointer: string, value: number, place) => {
      const list = valueFrom(pointer, place)
      return !Array.isArray(list) || list.length === value
    },
    expected: (pointer: string, _value, place) =>
      `the number of ${nameOf(pointer)} (${String(countOf(valueFrom(pointer, place)))})`,
  },
  {
    keyword: 'uniqueBy',
    type: 'array',
    argument: absolute,
    holds: (pointer: string, value: unknown[]) => firstDuplicate(value, pointer) === null,
    expected: (pointer: string, value) => {
      const first = Array.isArray(value) ? firstDuplicate(value, pointer) : null
      return `no two items with the same ${nameOf(pointer)}${first ? ` (items ${first.join(' and ')} share one)` : ''}`
    },
  },
  {
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
    holds: (plural: Plural, value: string, place) => {
      const texts = pluralTexts(plural, place, (count) => count)
      return texts.length === 0 || texts.includes(value)
    },
    expected: (plural: Plural, _value, place) =>
      pluralTexts(plural, place, shownCount)
        .map((text) => JSON.stringify(text))
        .join(' or '),
  },
  {
    keyword: 'equalTo',
    type: undefined,
    argument: relative,
    holds: (pointer: string, value: unknown, place) => {
      const other = valueFrom(pointer, place)
      return other === undefined || isDeepStrictEqual(other, value)
    },
    expected: naming('the value of'),
    compared: valueFrom,
  },
  {
    keyword: 'notBefore',
    type: 'string',
    argument: relative,
    holds: (pointer: string, value: string, place) => {
      const [earlier, later] = [momentAt(valueFrom(pointer, place)), momentOf(value)]
      return earlier === null || later === null || later >= earlier
    },
    expected: naming('a time that is not before'),
  },
  {
    keyword: 'newestFirst',
    type: 'array',
    argument: absolute,
    holds: (pointer: string, value: unknown[]) => {
      const moments = value
        .map(reader(pointer))
        .map(momentAt)
        .filter((time) => time !== null)
      return moments.every((time, index) => time <= (moments[index - 1] ?? Infinity))
    },
    expected: (pointer: string) => `a list with the newest ${nameOf(pointer)} first`,
  },
  {
    keyword: 'endsWith',
    type: 'string',
    argument: relative,
    holds: (pointer: string, value: string, place) => {
      const end = valueFrom(pointer, place)
      return typeof end !== 'string' || plain(value).endsWith(plain(end))
    },
    expected: naming('text that ends with', ', but for case and punctuation'),
    compared: valueFrom,
  },
]

/** Words that name what a relative pointer leads to, and quote it. */
function naming(before: string, after = '') {
  return (pointer: string, _value: unknown, place: Place): Words => {
    const at = pointerOf(resolved(place.pointer, pointer) ?? [])
    const quote: Quote = { kind: 'body', pointer: at, value: valueFrom(pointer, place) }
    return [`${before} ${nameOf(pointer)} (`, quote, `)${after}`]
  }
}

function valueFrom(relative: string, { root, pointer }: Place): unknown {
  const path = resolved(pointer, relative)
  return path === null ? undefined : valueAtPath(root, path)
}

/** What a pointer leads to, as people call it: `meta.total`. */
function nameOf(pointer: string): string {
  return tokens(pointer.replace(/^\d+/, '')).join('.') || 'items'
}

/**
 * The positions of the first two items that share what they have at the pointer. What is absent or
 * null shares nothing, nor does an integer that JSON.parse rounded: it was another in the text.
 */
function firstDuplicate(items: readonly unknown[], pointer: string): [number, number] | null {
  const read = reader(pointer)
  const seen = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const value = read(item)
    if (value === undefined || value === null) continue
    if (typeof value === 'number' && !isExact(value)) continue
    const text = JSON.stringify(value)
    const first = seen.get(text)
    if (first !== undefined) return [first, index]
    seen.set(text, index)
  }
  return null
}

/** As names are written into identifiers: in lower case, and with one sign for all punctuation. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '_')
}

function momentAt(value: unknown): number | null {
  return typeof value === 'string' || typeof value === 'number' ? momentOf(String(value)) : null
}

/** How many items a list has; else the value itself, which may count something. */
function countOf(value: unknown): unknown {
  return Array.isArray(value) ? value.length : value
}

/** Without its last digits where it counts nothing: it may be a phone number. */
function shownCount(count: number): number {
  return Math.abs(count) >= 1_000_000 ? Number(count.toPrecision(1)) : count
}

function pluralTexts(plural: Plural, place: Place, shown: (count: number) => number): string[] {
  const counts = [plural.count].flat().map((pointer) => countOf(valueFrom(pointer, place)))
  const numbers = counts.filter((count) => typeof count === 'number').map(shown)
  return [...new Set(numbers)].flatMap((n) => {
    const text = n === 1 ? plural.one : plural.other
    return text === undefined ? [] : [text.replaceAll('{n}', String(n))]
  })
}
