import type { JsonSchema } from '../model/json.ts'
import { isIndex, reader, tokens } from './pointer.ts'

type Test = (value: unknown) => boolean

/**
 * Decides on a map of pointers that says of each member only that it is there, what it is equal to, or its
 * type; null where the map says more. Most conditions do, and are asked of every instance. A validator makes
 * an object for whatever it finds wrong, even with a condition, where nobody reads it.
 */
export function plainShape(map: Readonly<Record<string, JsonSchema>>): Test | null {
  const tests = Object.entries(map).map(([pointer, schema]) => memberTest(pointer, schema))
  if (!tests.every((test) => test !== null)) return null
  const [only] = tests
  return tests.length === 1 && only ? only : (value) => tests.every((test) => test(value))
}

function memberTest(pointer: string, schema: JsonSchema): Test | null {
  // What may be an index of an array, or may be absent, is more than is plain.
  if (pointer.endsWith('?') || tokens(pointer).some(isIndex)) return null
  const test = valueTest(schema)
  const read = reader(pointer)
  return test && ((value) => test(read(value)))
}

function valueTest(schema: JsonSchema): Test | null {
  if (schema === true) return (value) => value !== undefined
  if (schema === false || Object.keys(schema).length !== 1) return null
  if ('const' in schema) return constTest(schema.const)
  return 'type' in schema && typeof schema.type === 'string' ? (types[schema.type] ?? null) : null
}

function constTest(wanted: unknown): Test | null {
  const isScalar = wanted === null || typeof wanted !== 'object'
  return isScalar ? (value) => value === wanted : null
}

const isNumber: Test = (value) => typeof value === 'number' && Number.isFinite(value)

const types: Readonly<Record<string, Test>> = {
  string: (value) => typeof value === 'string',
  number: isNumber,
  integer: (value) => isNumber(value) && Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}
