import { suggestion } from '../nearest.ts'
import { pointerProblem, tokens, valueAt } from '../pointer.ts'
import { sharedAjv } from './ajv.ts'
import { shownValue } from './mismatch.ts'
import { words } from './own-keywords.ts'
import { regexProblem } from './regex.ts'

/** A schema that may use `expected`, `check` and `checkKeys` of `ajv.ts`, too. */
type OwnSchema = Readonly<Record<string, unknown>>

/** Keywords below which schemas stand: one, a list of them, or a map from names to them. */
const holders = {
  schema: [
    ...['not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties', 'propertyNames'],
    ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
  ],
  schemas: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  map: ['properties', 'patternProperties', 'dependentSchemas', '$defs'],
}

/** What stands below a keyword: schemas, or nothing that is one. */
export type Below = keyof typeof holders | 'data'

const text = { expected: 'a text', type: 'string' }
const flag = { expected: 'true or false', type: 'boolean' }
const number = { expected: 'a number', type: 'number' }
const size = { expected: 'a whole number', type: 'integer', minimum: 0 }
const list = {
  expected: 'a list of different values',
  type: 'array',
  minItems: 1,
  uniqueItems: true,
}
const names = { ...list, expected: 'a list of different names', items: text }

/** Every keyword of JSON Schema 2020-12 that a contract may use, and our words: what each takes. */
function argumentsWith(schema: OwnSchema): Readonly<Record<string, OwnSchema>> {
  const map = { type: 'object', additionalProperties: schema }
  const schemas = { type: 'array', minItems: 1, items: schema }
  return {
    ...each(schema, holders.schema),
    ...each({ ...schemas, expected: 'a list of schemas' }, holders.schemas),
    ...each({ ...map, expected: 'a map from names to schemas' }, holders.map),
    properties: { ...map, expected: 'a map from names to schemas', checkKeys: memberProblem },
    patternProperties: {
      ...map,
      expected: 'a map from patterns to schemas',
      checkKeys: namePattern,
    },
    type: {
      if: { type: 'array' },
      then: { expected: 'a list of types', minItems: 1, items: { check: typeProblem } },
      else: { check: typeProblem },
    },
    format: { check: formatProblem },
    pattern: { ...text, check: patternProblem },
    $ref: { ...text, check: refProblem },
    enum: list,
    required: names,
    dependentRequired: {
      ...map,
      expected: 'a map from names to lists',
      additionalProperties: names,
    },
    ...each(size, ['minLength', 'maxLength', 'minItems', 'maxItems', 'minContains', 'maxContains']),
    ...each(size, ['minProperties', 'maxProperties']),
    ...each(number, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']),
    multipleOf: { expected: 'a number above 0', type: 'number', exclusiveMinimum: 0 },
    ...each(flag, ['uniqueItems', 'deprecated', 'readOnly', 'writeOnly']),
    ...each(text, ['$comment', 'title', 'description', 'contentEncoding', 'contentMediaType']),
    ...each({}, ['const', 'default', 'examples']),
    ...Object.fromEntries(words.map(({ keyword, argument }) => [keyword, argument])),
  }
}

function each(argument: OwnSchema, keywords: readonly string[]): Record<string, OwnSchema> {
  return Object.fromEntries(keywords.map((keyword) => [keyword, argument]))
}

const schema = { $ref: '#/$defs/schema' }
const keywordArguments = argumentsWith(schema)

/** The keywords that a contract may use in its schemas. */
export const schemaKeywords: readonly string[] = Object.keys(keywordArguments)

/**
 * Definitions of a `schema`, and of a `shape`, which is one or a map from pointers to some. The document
 * that is checked has the contract's own `schemas`.
 */
export const metaSchemas = {
  schema: {
    expected: 'a schema (a map of keywords, or true or false)',
    type: ['object', 'boolean'],
    checkKeys: keywordProblem,
    properties: keywordArguments,
  },
  shape: {
    if: { type: 'object', minProperties: 1, propertyNames: { pattern: '^/' } },
    then: {
      checkKeys: (name: string) => pointerProblem(name),
      additionalProperties: schema,
    },
    else: schema,
  },
}

const shallow = { properties: argumentsWith({}), additionalProperties: false }

/** What stands below a keyword; null where it cannot have this argument, whatever is inside of that. */
export function belowKeyword(keyword: string, argument: unknown): Below | null {
  const isMap = typeof argument === 'object' && argument !== null && !Array.isArray(argument)
  const isHolder = (kind: keyof typeof holders) => holders[kind].includes(keyword)
  const isWrong = isHolder('schema') && !isMap && typeof argument !== 'boolean'
  if (isWrong || !sharedAjv('tell').validate(shallow, { [keyword]: argument })) return null
  return (['schema', 'schemas', 'map'] as const).find(isHolder) ?? 'data'
}

function keywordProblem(key: string, _root: unknown, holder: object): string | null {
  if (schemaKeywords.includes(key)) return null
  const unknown = `unknown keyword "${key}"`
  if (key.startsWith('/'))
    return `${unknown}: keys that start with "/" are pointers, and stand beside no keywords of JSON Schema`
  const near = suggestion(key, schemaKeywords)
  const argument = (holder as Record<string, unknown>)[key]
  const isSchema = typeof argument === 'boolean' || typeof argument === 'object'
  const isAmongNames = !Object.keys(holder).some((name) => schemaKeywords.includes(name))
  const isMisspelt = near !== '' && key.length > 2
  return isSchema && isAmongNames && !isMisspelt
    ? `${unknown}; pointers begin with "/" ("/${key}")`
    : unknown + near
}

/** Ajv passes over this one member. */
function memberProblem(name: string): string | null {
  return name === '__proto__'
    ? '"properties" cannot judge a member "__proto__"; write patternProperties: { \'^__proto__$\': … }'
    : null
}

function namePattern(pattern: string): string | null {
  const problem = regexProblem(pattern)
  return problem === null ? null : `"${pattern}" is ${problem}`
}

function patternProblem(pattern: unknown): string | null {
  return typeof pattern === 'string' ? regexProblem(pattern) : null
}

const typeNames = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']

function typeProblem(name: unknown): string | null {
  if (name === null) return "the type null is written in quotes: 'null'"
  return typeNames.includes(name as string)
    ? null
    : `expected one of ${typeNames.join(', ')}, not ${shownValue(name)}${nearTo(name, typeNames)}`
}

function formatProblem(name: unknown): string | null {
  const known = Object.keys(sharedAjv('tell').formats)
  return known.includes(name as string)
    ? null
    : `unknown format ${shownValue(name)}${nearTo(name, known)}`
}

function nearTo(name: unknown, known: readonly string[]): string {
  return typeof name === 'string' ? suggestion(name, known) : ''
}

function refProblem(ref: unknown, root: unknown): string | null {
  if (typeof ref !== 'string') return null
  const { schemas = {} } = root as { schemas?: object }
  const pointer = ref.slice(1)
  const name = ref.startsWith('#/schemas/') ? tokens(pointer)[1] : undefined
  if (name !== undefined && valueAt({ schemas }, pointer) !== undefined) return null
  const reason =
    name !== undefined && Object.hasOwn(schemas, name)
      ? `schemas.${name} has no such part`
      : `the contract has no such schema${suggestion(name ?? ref, Object.keys(schemas))}`
  return `"${ref}" leads nowhere: ${reason}`
}
