import { isPatternOnly } from './keywords.ts'
import type { Keywords } from './keywords.ts'
import { code, listed, say } from './phrase.ts'
import type { Phrase } from './phrase.ts'

/** Types as nouns. */
export const articles: Readonly<Record<string, string>> = {
  array: 'an array',
  object: 'an object',
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'a boolean',
}

/** Names of items, where their schema says no more than a type. */
export function pluralOf(items: unknown): string | null {
  if (typeof items !== 'object' || items === null) return null
  const { type, ...more } = items as Keywords
  return typeof type === 'string' && Object.keys(more).length === 0 ? (plurals[type] ?? null) : null
}

const plurals: Readonly<Record<string, string>> = {
  array: 'arrays',
  object: 'objects',
  string: 'strings',
  number: 'numbers',
  integer: 'integers',
  boolean: 'booleans',
}

/** What is said of values of some types. */
export interface Detail {
  of: readonly string[]
  words: Phrase
}

/** What a schema says of texts, numbers and arrays. */
export function detailsOf(schema: Keywords): Detail[] {
  const found = [
    { of: ['string'], words: textNoun(schema) },
    { of: ['integer', 'number'], words: numberNoun(schema) },
    { of: ['array'], words: arrayNoun(schema) },
  ]
  return found.flatMap(({ of, words }) => (words ? [{ of, words }] : []))
}

/** A keyword says nothing of values of other types; without a type, those are right. */
export function loose({ of, words }: Detail): Phrase {
  return say`${words}, or not ${articles[of.at(-1) ?? ''] ?? ''}`
}

function textNoun(schema: Keywords): Phrase | null {
  const { format, pattern, minLength, maxLength, endsWith, notBefore, not } = schema
  if (maxLength === 0) return say`the empty string`
  const taboo = isPatternOnly(not) ? not.pattern : null
  const said = [
    typeof pattern === 'string' ? say`matches ${code(pattern)}` : null,
    minLength === undefined ? null : lengthWords(Number(minLength)),
    maxLength === undefined ? null : say`has at most ${Number(maxLength)} characters`,
    taboo === null ? null : say`does not match ${code(taboo)}`,
  ].filter((phrase) => phrase !== null)
  const kind =
    typeof format === 'string' ? (formats[format] ?? `text of the format ${format}`) : null
  if (said.length === 0) return kind === null ? null : [kind]
  if (endsWith !== undefined || notBefore !== undefined) return null
  return say`${kind ?? 'text'} that ${listed(said, 'and')}`
}

function lengthWords(least: number): Phrase {
  return least === 1 ? ['is not empty'] : say`has at least ${least} characters`
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  'date-time': 'an RFC 3339 date-time',
  'iso-8601': 'an ISO 8601 timestamp',
  timestamp: 'text that names a moment',
  uri: 'a URI',
  email: 'an e-mail address',
}

function numberNoun(schema: Keywords): Phrase | null {
  const kind = schema.type === 'integer' ? 'an integer' : 'a number'
  const bounds = [
    ['minimum', (bound: number) => `${bound} or more`],
    ['exclusiveMinimum', (bound: number) => `above ${bound}`],
    ['maximum', (bound: number) => `${bound} or less`],
    ['exclusiveMaximum', (bound: number) => `below ${bound}`],
  ] as const
  const said = bounds.flatMap(([keyword, words]) =>
    typeof schema[keyword] === 'number' ? [words(schema[keyword])] : [],
  )
  return said.length === 0 ? null : [`${kind}, ${said.join(' and ')}`]
}

function arrayNoun({ items, minItems, maxItems, uniqueItems }: Keywords): Phrase | null {
  const unit = pluralOf(items)
  const different = uniqueItems === true ? ', no two of them equal' : ''
  if (maxItems === 0) return ['an empty array']
  const size = sizeWords(minItems as number | undefined, maxItems as number | undefined, unit)
  return size === null && different === '' ? null : [`an array${size ?? ''}${different}`]
}

function sizeWords(min: number | undefined, max: number | undefined, unit: string | null) {
  const units = (count: number): string =>
    count === 1 ? (unit?.slice(0, -1) ?? 'item') : (unit ?? 'items')
  if (min === undefined && max === undefined) return unit === null ? null : ` of ${unit}`
  if (min === max) return ` of ${min ?? 0} ${units(min ?? 0)}`
  if (max === undefined) return ` of ${min ?? 0} ${units(min ?? 0)} or more`
  return ` of ${min === undefined ? 'at most' : `${min} to`} ${max} ${units(max)}`
}
