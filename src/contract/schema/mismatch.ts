import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type { ShapeMismatch } from '../../model/contract.ts'
import type { JsonSchema } from '../../model/json.ts'
import type { Quote, Words } from '../../model/words.ts'
import { pointerOf, valueAt } from '../pointer.ts'
import { words } from './own-keywords.ts'

/** Keywords whose own error only repeats what the errors inside say. */
const silent = new Set(['if', 'allOf', 'anyOf', 'oneOf', '$ref', 'propertyNames', 'contains'])

/** How many mismatches of one value are put into words. */
const mostWorded = 20

/** What the last call of a validator found wrong with a value, in words. */
export function mismatchesOf(validate: ValidateFunction, root: unknown): ShapeMismatch[] {
  const errors = validate.errors ?? []
  const telling = errors.filter((error) => !silent.has(error.keyword))
  const shown = telling.length > 0 ? telling : errors
  return shown.slice(0, mostWorded).map((error) => mismatchOf(error, root))
}

function mismatchOf(error: ErrorObject, root: unknown): ShapeMismatch {
  if (error.keyword === 'required') {
    const name = (error.params as { missingProperty: string }).missingProperty
    const pointer = error.instancePath + pointerOf([name])
    return { pointer, expected: expectedMember(error, name), actual: 'absent' }
  }
  const { instancePath: pointer } = error
  const compared = wordOf(error)?.compared?.(error.schema as never, { root, pointer })
  const actual: Quote = {
    kind: 'body',
    pointer,
    value: valueAt(root, pointer),
    ...(typeof compared === 'string' && { compared }),
  }
  return { pointer, expected: expectation(error, root), actual: [actual] }
}

function expectedMember(error: ErrorObject, name: string): string {
  const parent = error.parentSchema as { properties?: Record<string, unknown> } | undefined
  const schema = Object.entries(parent?.properties ?? {}).find(([key]) => key === name)?.[1]
  const known = Object(schema) as Record<string, unknown>
  const keyword = ['const', 'enum', 'type'].find((one) => one in known)
  return keyword === undefined ? 'present' : `present, ${phraseOf(keyword, known[keyword])}`
}

/** Longest value that is shown whole, in characters. */
const shownLength = 160

/** A value of a contract, or of another file of the user's, as short JSON. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'absent'
  if (Array.isArray(value) && value.length > 3) return `an array of ${value.length}`
  if (typeof value === 'string') {
    const text = JSON.stringify(value.slice(0, shownLength))
    const whole = value.length <= shownLength && text.length <= shownLength
    return whole ? text : `${text.slice(0, shownLength)}…`
  }
  const text = shortJson(value)
  if (text !== null) return text
  return Array.isArray(value) ? `an array of ${value.length}` : 'an object'
}

/** Null where it is longer than is shown, or nested too deep to be written. */
function shortJson(value: unknown): string | null {
  try {
    const text = JSON.stringify(value)
    return text.length <= shownLength ? text : null
  } catch {
    return null
  }
}

function wordOf({ keyword }: ErrorObject) {
  return words.find((word) => word.keyword === keyword)
}

function expectation(error: ErrorObject, root: unknown): Words {
  const { keyword, schema, data, instancePath: pointer } = error
  const word = wordOf(error)
  if (word) return word.expected(schema as never, data, { root, pointer })
  return phraseOf(keyword, schema) ?? error.message ?? keyword
}

/** What a keyword expects, in words; null where only Ajv has some. */
function phraseOf(keyword: string, argument: unknown): string | null {
  return phrases[keyword]?.(argument as never) ?? null
}

const phrases: Readonly<Record<string, (argument: never) => string>> = {
  type: (type: string | string[]) => [type].flat().map(typeWords).join(' or '),
  const: (value) => JSON.stringify(value),
  enum: (values: unknown[]) => `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`,
  format: (format) => `text of the format ${String(format)}`,
  pattern: (pattern) => `text that matches /${String(pattern)}/`,
  minLength: (least) =>
    least === 1 ? 'text that is not empty' : `at least ${counted(least, 'character')}`,
  maxLength: (most) => (most === 0 ? 'empty text' : `at most ${counted(most, 'character')}`),
  minItems: (least) => `at least ${counted(least, 'item')}`,
  maxItems: (most) => (most === 0 ? 'an empty list' : `at most ${counted(most, 'item')}`),
  minProperties: (least) => `at least ${counted(least, 'member')}`,
  maxProperties: (most) => `at most ${counted(most, 'member')}`,
  minimum: (least) => `at least ${String(least)}`,
  maximum: (most) => `at most ${String(most)}`,
  exclusiveMinimum: (limit) => `more than ${String(limit)}`,
  exclusiveMaximum: (limit) => `less than ${String(limit)}`,
  multipleOf: (divisor) => `a multiple of ${String(divisor)}`,
  uniqueItems: () => 'items that all differ',
  not: (schema: JsonSchema) => `anything but ${schemaPhrase(schema)}`,
  'false schema': () => 'absent',
}

/** A schema that a value must not fit. */
function schemaPhrase(schema: JsonSchema): string {
  const parts = Object.entries(schema).map(([keyword, argument]) => phraseOf(keyword, argument))
  const isWorded = parts.length > 0 && !parts.includes(null)
  return isWorded ? parts.join(' and ') : 'what the contract rules out here'
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function typeWords(name: string): string {
  if (name === 'null') return name
  return /^[aio]/.test(name) ? `an ${name}` : `a ${name}`
}
