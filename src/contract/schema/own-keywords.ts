import { isDeepStrictEqual } from 'node:util'
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

const lengthOf: Word = {
  keyword: 'lengthOf',
  type: 'number',
  argument: relative,
  holds: (pointer: string, value: number, place) => {
    const list = valueFrom(place, pointer)
    return !Array.isArray(list) || list.length === value
  },
  expected: (pointer: string, _value, place) =>
    `the number of ${nameOf(pointer)} (${String(countOf(valueFrom(place, pointer)))})`,
}

const uniqueBy: Word = {
  keyword: 'uniqueBy',
  type: 'array',
  argument: absolute,
  holds: (pointer: string, value: unknown[]) => firstDuplicate(value, pointer) === null,
  expected: (pointer: string, value) => {
    const first = Array.isArray(value) ? firstDuplicate(value, pointer) : null
    return `no two items with the same ${nameOf(pointer)}${first ? ` (items ${first.join(' and ')} share one)` : ''}`
  },
}

interface Plural {
  /** One relative pointer, or several of which any may fit. */
  count: string | readonly string[]
  one?: string
  other?: string
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
  holds: (plural: Plural, value: string, place) => {
    const texts = pluralTexts(plural, place, (count) => count)
    return texts.length === 0 || texts.includes(value)
  },
  expected: (plural: Plural, _value, place) =>
    pluralTexts(plural, place, shownCount)
      .map((text) => JSON.stringify(text))
      .join(' or '),
}

const equalTo: Word = {
  keyword: 'equalTo',
  type: undefined,
  argument: relative,
  holds: (pointer: string, value: unknown, place) => {
    const other = valueFrom(place, pointer)
    return other === undefined || isDeepStrictEqual(other, value)
  },
  expected: (pointer: string, _value, place) => [
    `the value of ${nameOf(pointer)} (`,
    quoteFrom(place, pointer),
    ')',
  ],
  compared: (pointer: string, place) => valueFrom(place, pointer),
}

const notBefore: Word = {
  keyword: 'notBefore',
  type: 'string',
  argument: relative,
  holds: (pointer: string, value: string, place) => {
    const [earlier, later] = [momentAt(valueFrom(place, pointer)), momentOf(value)]
    return earlier === null || later === null || later >= earlier
  },
  expected: (pointer: string, _value, place) => [
    `a time that is not before ${nameOf(pointer)} (`,
    quoteFrom(place, pointer),
    ')',
  ],
}

const newestFirst: Word = {
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
}

const endsWith: Word = {
  keyword: 'endsWith',
  type: 'string',
  argument: relative,
  holds: (pointer: string, value: string, place) => {
    const end = valueFrom(place, pointer)
    return typeof end !== 'string' || plain(value).endsWith(plain(end))
  },
  expected: (pointer: string, _value, place) => [
    `text that ends with ${nameOf(pointer)} (`,
    quoteFrom(place, pointer),
    '), but for case and punctuation',
  ],
  compared: (pointer: string, place) => valueFrom(place, pointer),
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

function valueFrom({ root, pointer }: Place, relative: string): unknown {
  const path = resolved(pointer, relative)
  return path === null ? undefined : valueAtPath(root, path)
}

/** The value at a relative pointer, with the place where it stands. */
function quoteFrom(place: Place, relative: string): Quote {
  const pointer = pointerOf(resolved(place.pointer, relative) ?? [])
  return { kind: 'body', pointer, value: valueFrom(place, relative) }
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
    const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value)
    if (value === undefined || value === null || isRounded) continue
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
  const counts = [plural.count].flat().map((pointer) => countOf(valueFrom(place, pointer)))
  const numbers = counts.filter((count) => typeof count === 'number').map(shown)
  return [...new Set(numbers)].flatMap((n) => {
    const text = n === 1 ? plural.one : plural.other
    return text === undefined ? [] : [text.replaceAll('{n}', String(n))]
  })
}
