import { isDeepStrictEqual } from 'node:util'
import type { DataValidationCxt } from 'ajv/dist/types/index.js'
import { momentOf } from './moment.ts'
import { valueAt, valueAtRelative } from './pointer.ts'

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
  argument: object
  /** What its argument is, in words. */
  takes: string
  holds(argument: never, value: never, context: DataValidationCxt): boolean
  expected(argument: never, value: unknown, root: unknown, place: string): string
}

const relative = {
  argument: { type: 'string', pattern: '^(0|[1-9][0-9]*)(/([^~]|~[01])*)?$' },
  takes: 'a relative pointer (levels up, then a path, such as 1/meta/total)',
}

const absolute = {
  argument: { type: 'string', pattern: '^/([^~]|~[01])*$' },
  takes: 'a pointer into each item, which begins with "/"',
}

const places = {
  anyOf: [relative.argument, { type: 'array', items: relative.argument, minItems: 1 }],
}

const lengthOf: Word = {
  keyword: 'lengthOf',
  type: 'number',
  ...relative,
  holds: (pointer: string, value: number, context) => {
    const list = seenFrom(context, pointer)
    return !Array.isArray(list) || list.length === value
  },
  expected: (pointer: string, _value, root, place) =>
    `the length of ${pointer} (${sizeOf(valueAtRelative(root, place, pointer)) ?? 'no list'})`,
}

const uniqueBy: Word = {
  keyword: 'uniqueBy',
  type: 'array',
  ...absolute,
  holds: (pointer: string, value: unknown[]) => duplicatesBy(value, pointer).length === 0,
  expected: (pointer: string, value) => {
    const [first] = duplicatesBy(Array.isArray(value) ? value : [], pointer)
    return `no two items with the same ${pointer}${first ? ` (items ${first.join(' and ')} share one)` : ''}`
  },
}

const pluralOf: Word = {
  keyword: 'pluralOf',
  type: 'string',
  argument: {
    type: 'object',
    properties: { count: places, one: { type: 'string' }, other: { type: 'string' } },
    required: ['count'],
    additionalProperties: false,
  },
  takes:
    '{ count, one, other }: count is a relative pointer such as 1/meta/total, or a list of them, one and other are texts',
  holds: (plural: Plural, value: string, context) => {
    const texts = pluralTexts(plural, (pointer) => seenFrom(context, pointer))
    return texts.length === 0 || texts.includes(value)
  },
  expected: (plural: Plural, _value, root, place) =>
    pluralTexts(plural, (pointer) => valueAtRelative(root, place, pointer))
      .map((text) => JSON.stringify(text))
      .join(' or '),
}

const equalTo: Word = {
  keyword: 'equalTo',
  type: undefined,
  ...relative,
  holds: (pointer: string, value: unknown, context) => {
    const other = seenFrom(context, pointer)
    return other === undefined || isDeepStrictEqual(other, value)
  },
  expected: (pointer: string, _value, root, place) =>
    `the value of ${pointer}: ${JSON.stringify(valueAtRelative(root, place, pointer))}`,
}

const notBefore: Word = {
  keyword: 'notBefore',
  type: 'string',
  ...relative,
  holds: (pointer: string, value: string, context) => {
    const earlier = momentAt(seenFrom(context, pointer))
    const later = momentOf(value)
    return earlier === null || later === null || later >= earlier
  },
  expected: (pointer: string, _value, root, place) =>
    `a time that is not before ${pointer} (${String(valueAtRelative(root, place, pointer))})`,
}

const newestFirst: Word = {
  keyword: 'newestFirst',
  type: 'array',
  ...absolute,
  holds: (pointer: string, value: unknown[]) => {
    const times = value.flatMap((item) => momentAt(valueAt(item, pointer)) ?? [])
    return times.every((time, index) => time <= (times[index - 1] ?? time))
  },
  expected: (pointer: string) => `a list in which ${pointer} never rises`,
}

const endsWith: Word = {
  keyword: 'endsWith',
  type: 'string',
  ...relative,
  holds: (pointer: string, value: string, context) => {
    const end = seenFrom(context, pointer)
    return typeof end !== 'string' || plain(value).endsWith(plain(end))
  },
  expected: (pointer: string, _value, root, place) =>
    `text that ends with ${pointer}, but for case and punctuation: ${JSON.stringify(valueAtRelative(root, place, pointer))}`,
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

function seenFrom(context: DataValidationCxt, pointer: string): unknown {
  return valueAtRelative(context.rootData, context.instancePath, pointer)
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

/** Pairs of positions that share a value; a value that is absent shares nothing. */
/** An integer that JSON.parse rounded: it may be equal to another and was not in the text. */
function isRounded(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value)
}

function duplicatesBy(items: readonly unknown[], pointer: string): [number, number][] {
  const seen = new Map<string, number>()
  const pairs: [number, number][] = []
  for (const [index, item] of items.entries()) {
    const value = valueAt(item, pointer)
    if (value === undefined || value === null || isRounded(value)) continue
    const key = JSON.stringify(value)
    const first = seen.get(key)
    if (first === undefined) seen.set(key, index)
    else pairs.push([first, index])
  }
  return pairs
}
