import { sharedAjv } from './ajv.ts'
import { nearest, suggestion } from '../nearest.ts'
import { regexProblem } from './regex.ts'
import type { Path } from '../scope.ts'
import { shownValue } from './mismatch.ts'
import { words } from './own-keywords.ts'

/** Something wrong inside of a schema. */
export interface SchemaProblem {
  path: Path
  message: string
  part: 'key' | 'value'
}

/** What stands below a keyword: a schema, a list or a map of schemas, or nothing that is a schema. */
export type Below = 'schema' | 'schemas' | 'map' | 'data'

interface Keyword {
  below: Below
  check(argument: unknown, path: Path): SchemaProblem[]
}

const typeNames = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']

const isTexts = (value: unknown) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
const isSize = (value: unknown) => Number.isInteger(value) && Number(value) >= 0
const isMap = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isText = (value: unknown) => typeof value === 'string'

const schema = keyword('schema', 'a schema', (value) => typeof value === 'boolean' || isMap(value))
const schemas = keyword(
  'schemas',
  'a list of schemas',
  (value) => Array.isArray(value) && value.length > 0,
)
const map = keyword('map', 'a map from names to schemas', isMap)
const size = keyword('data', 'a whole number', isSize)
const number = keyword('data', 'a number', isNumber)
const text = keyword('data', 'a text', isText)
const flag = keyword('data', 'true or false', (value) => typeof value === 'boolean')
const anything = keyword('data', 'anything', () => true)

/** Every keyword of JSON Schema 2020-12 that a contract may use, and our words. */
export const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ...each(schema, 'not', 'if', 'then', 'else', 'items', 'contains', 'additionalProperties'),
  ...each(schema, 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema'),
  ...each(schemas, 'allOf', 'anyOf', 'oneOf', 'prefixItems'),
  ...each(map, 'dependentSchemas', '$defs'),
  ['properties', { below: 'map', check: memberProblems }],
  ['patternProperties', { below: 'map', check: patternMap }],
  ['type', { below: 'data', check: typeProblems }],
  ['format', { below: 'data', check: formatProblems }],
  ['pattern', { below: 'data', check: patternProblems }],
  ...each(keyword('data', 'a list of different values', isDistinct), 'enum'),
  ...each(
    keyword('data', 'a list of different names', (value) => isTexts(value) && isDistinct(value)),
    'required',
  ),
  ...each(keyword('data', 'a map from names to lists of names', isMap), 'dependentRequired'),
  ...each(size, 'minLength', 'maxLength', 'minItems', 'maxItems', 'minContains', 'maxContains'),
  ...each(size, 'minProperties', 'maxProperties'),
  ...each(number, 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'),
  ...each(
    keyword('data', 'a number above 0', (value) => isNumber(value) && value > 0),
    'multipleOf',
  ),
  ...each(flag, 'uniqueItems', 'deprecated', 'readOnly', 'writeOnly'),
  ...each(text, '$ref', '$comment', 'title', 'description', 'contentEncoding', 'contentMediaType'),
  ...each(anything, 'const', 'default', 'examples'),
  ...words.map(({ keyword: name, argument, takes }): [string, Keyword] => [
    name,
    keyword('data', takes, (value) => sharedAjv({ trusting: false }).validate(argument, value)),
  ]),
])

function each(of: Keyword, ...names: readonly string[]): [string, Keyword][] {
  return names.map((name) => [name, of])
}

function keyword(below: Below, takes: string, fits: (argument: unknown) => boolean): Keyword {
  return {
    below,
    check: (argument, path) =>
      fits(argument)
        ? []
        : value(path, `"${String(path.at(-1))}" takes ${takes}, not ${shownValue(argument)}`),
  }
}

function value(path: Path, message: string): SchemaProblem[] {
  return [{ path, message, part: 'value' }]
}

function isDistinct(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    new Set(list.map((one) => JSON.stringify(one))).size === list.length
  )
}

function typeProblems(argument: unknown, path: Path): SchemaProblem[] {
  const named = Array.isArray(argument)
    ? argument.map((name: unknown, index) => ({ name, at: [...path, index] }))
    : [{ name: argument, at: path }]
  return named.flatMap(({ name, at }) => {
    if (name === null) return value(at, "the type null is written in quotes: 'null'")
    if (typeNames.includes(name as string)) return []
    const near = typeof name === 'string' ? nearest(name, typeNames) : null
    const hint = near === null ? '' : ` (did you mean "${near}"?)`
    return value(at, `"type" takes ${typeNames.join(', ')}, not ${shownValue(name)}${hint}`)
  })
}

function formatProblems(argument: unknown, path: Path): SchemaProblem[] {
  const known = Object.keys(sharedAjv({ trusting: false }).formats)
  if (typeof argument === 'string' && known.includes(argument)) return []
  const near = typeof argument === 'string' ? suggestion(argument, known) : ''
  return value(path, `unknown format ${shownValue(argument)}${near}`)
}

/** Ajv passes over this one member. */
function memberProblems(argument: unknown, path: Path): SchemaProblem[] {
  if (!isMap(argument) || !Object.hasOwn(argument as object, '__proto__'))
    return map.check(argument, path)
  const message =
    '"properties" cannot judge a member "__proto__"; write patternProperties: { \'^__proto__$\': … }'
  return [{ path: [...path, '__proto__'], message, part: 'key' }]
}

function patternProblems(argument: unknown, path: Path): SchemaProblem[] {
  if (typeof argument !== 'string') return text.check(argument, path)
  const problem = regexProblem(argument)
  return problem === null ? [] : value(path, `"pattern" is ${problem}`)
}

function patternMap(argument: unknown, path: Path): SchemaProblem[] {
  if (!isMap(argument)) return map.check(argument, path)
  return Object.keys(argument as object).flatMap((key): SchemaProblem[] => {
    const problem = regexProblem(key)
    return problem === null
      ? []
      : [{ path: [...path, key], message: `"${key}" is ${problem}`, part: 'key' }]
  })
}
