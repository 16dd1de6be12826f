import type { Shape } from '../../model/contract.ts'
import type { JsonSchema } from '../../model/json.ts'
import { isIndex, reader, tokens } from '../pointer.ts'
import type { Validator } from './validator.ts'

/**
 * A shape is either a JSON Schema or a map from JSON pointers to schemas. In a map every pointer
 * must lead to a value, except where it ends with `?`; a shape whose pointers are all optional
 * does not apply to a value that has none of them.
 */
export type RawShape = boolean | Readonly<Record<string, unknown>>

/** Whether the shape is written as a map of pointers. */
export function isPointerMap(raw: RawShape): raw is Readonly<Record<string, JsonSchema>> {
  if (typeof raw === 'boolean') return false
  const keys = Object.keys(raw)
  return keys.length > 0 && keys.every((key) => key.startsWith('/'))
}

/** The JSON Schema that a shape stands for. */
export function schemaOf(raw: RawShape): JsonSchema {
  return isPointerMap(raw) ? mapSchema(raw) : raw
}

/** Compiles a shape, when the first value comes. */
export function compileShape(raw: RawShape, validator: Validator): Shape {
  const schema = schemaOf(raw)
  const compiled = validator.compile(schema)
  const optional = isPointerMap(raw) && Object.keys(raw).every((key) => key.endsWith('?'))
  const members = optional ? Object.keys(raw).map((key) => reader(key.slice(0, -1))) : []
  return {
    schema,
    ...compiled,
    optional,
    applies: (value) => !optional || hasAny(value, members),
  }
}

type Read = (document: unknown) => unknown

function hasAny(value: unknown, members: readonly Read[]): boolean {
  for (const read of members) if (read(value) !== undefined) return true
  return false
}

/** The JSON Schema that says the same as the map. */
function mapSchema(map: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const parts = Object.entries(map).map(([key, schema]) => {
    const optional = key.endsWith('?')
    return nest(tokens(optional ? key.slice(0, -1) : key), schema, optional)
  })
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { allOf: parts }
}

/** A schema around the schema, one level for each token. */
function nest(path: readonly string[], schema: JsonSchema, optional: boolean): JsonSchema {
  const [head, ...rest] = path
  if (head === undefined) return schema
  const inner = nest(rest, schema, optional)
  // A name that may be an index of an array as well.
  const index = isIndex(head) && Number(head) <= maxIndex ? Number(head) : null
  return {
    ...member(head, inner),
    ...(index === null ? {} : { prefixItems: [...Array<true>(index).fill(true), inner] }),
    ...(optional ? {} : { type: index === null ? 'object' : ['object', 'array'] }),
    ...(optional ? {} : { required: [head] }),
    ...(optional || index === null ? {} : { minItems: index + 1 }),
  }
}

/** Largest token that is taken for an index, too; the schema grows with it. */
const maxIndex = 99

/** Ajv passes over a property that is called `__proto__`, but not over a pattern that matches it. */
function member(name: string, schema: JsonSchema): Record<string, unknown> {
  return name === '__proto__'
    ? { patternProperties: { '^__proto__$': schema } }
    : { properties: { [name]: schema } }
}
