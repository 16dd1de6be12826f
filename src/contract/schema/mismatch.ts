import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type { ShapeMismatch } from '../../model/contract.ts'
import type { JsonSchema } from '../../model/json.ts'
import type { Quote, Words } from '../../model/words.ts'
import { pointerOf, valueAt } from '../pointer.ts'
import { words } from './own-keywords.ts'

/** Keywords whose own error only repeats what the errors inside say. */
const silent = new Set(['if', 'allOf', 'anyOf', 'oneOf', '$ref', 'propertyNames', 'contains'])

/** How many mismatches of one value are put into words: nobody reads the ten thousandth. */
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
  const compared = wordOf(error)?.compared?.(error.schema as never, root, pointer)
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
  const schema = new Map(Object.entries(parent?.properties ?? {})).get(name)
  if (typeof schema !== 'object' || schema === null) return 'present'
  const keyword = ['const', 'enum', 'type'].find((one) => one in schema)
  const phrase = keyword === undefined ? undefined : phrases[keyword]
  return phrase
    ? `present, ${phrase((schema as Record<string, never>)[keyword ?? ''] as never)}`
    : 'present'
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

/** Null where it would be longer than is shown: a server's value may be of any size and depth. */
function shortJson(value: unknown): string | null {
  let left = shownLength
  try {
    const text = JSON.stringify(value, (name, inner: unknown) => {
      left -= 1 + name.length + (typeof inner === 'string' ? inner.length : 0)
      if (left < 0) throw new RangeError('too long')
      return inner
    })
    return text.length <= shownLength ? text : null
  } catch {
    return null
  }
}

function wordOf({ keyword }: ErrorObject) {
  return words.find((word) => word.keyword === keyword)
}

function expectation(error: ErrorObject, root: unknown): Words {
  const argument = error.schema as never
  const word = wordOf(error)
  if (word) return word.expected(argument, error.data, root, error.instancePath)
  const phrase = phrases[error.keyword]
  return phrase ? phrase(argument) : (error.message ?? error.keyword)
}

const phrases: Readonly<Record<string, (argument: never) => string>> = {
  type: (type) => typeWords(type),
  const: (value) => JSON.stringify(value),
  enum: (values: unknown[]) => `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`,
  format: (format) => `text of the format ${String(format)}`,
  pattern: (pattern) => `text that matches /${String(pattern)}/`,
  minLength: (length) =>
    length === 1 ? 'text that is not empty' : `at least ${String(length)} characters`,
  maxLength: (length) => (length === 0 ? 'empty text' : `at most ${String(length)} characters`),
  minItems: (length) => `at least ${String(length)} items`,
  maxItems: (length) => (length === 0 ? 'an empty list' : `at most ${String(length)} items`),
  not: (schema: JsonSchema) => `not ${JSON.stringify(schema)}`,
  'false schema': () => 'absent',
}

function typeWords(type: unknown): string {
  const article: Record<string, string> = {
    array: 'an array',
    object: 'an object',
    integer: 'an integer',
    null: 'null',
  }
  return [type]
    .flat()
    .map((name) => article[String(name)] ?? `a ${String(name)}`)
    .join(' or ')
}
