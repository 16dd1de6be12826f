import type { Ajv2020, Schema } from 'ajv/dist/2020.js'
import type { Shape, ShapeMismatch } from '../../model/contract.ts'
import type { JsonSchema } from '../../model/json.ts'
import { isIndex, reader, tokens } from '../pointer.ts'
import { sharedAjv } from './ajv.ts'
import type { Purpose } from './ajv.ts'
import { mismatchesOf } from './mismatch.ts'

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
  const keys = isPointerMap(raw) ? Object.keys(raw) : []
  const optional = keys.length > 0 && keys.every((key) => key.endsWith('?'))
  const members = optional ? keys.map((key) => reader(key.slice(0, -1))) : []
  return {
    schema,
    ...validator.compile(schema),
    optional,
    applies: (value) => !optional || members.some((read) => read(value) !== undefined),
  }
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

/** A compiled schema. */
export interface Compiled {
  /** Far faster than to list mismatches where there are many. */
  readonly fits: (value: unknown) => boolean
  /** The first mismatches, in words; empty where the value fits. */
  readonly mismatches: (value: unknown) => ShapeMismatch[]
}

let contracts = 0

/** Compiles the schemas of one contract. */
export class Validator {
  /** What `#/schemas/` of this contract is called among those of all contracts. */
  readonly #id = `contract-${++contracts}`
  readonly #definitions: { $id: string; $defs: unknown }
  /** By their schema as JSON: many behaviors look at the same. */
  readonly #compiled = new Map<string, Compiled>()

  /** @param definitions what `#/schemas/<name>` refers to */
  constructor(definitions: Readonly<Record<string, JsonSchema>>) {
    this.#definitions = { $id: this.#id, $defs: rewriteRefs(definitions, this.#id) }
  }

  /**
   * Tries to compile a schema.
   * @throws Error from Ajv when it cannot be (unknown keyword, dangling `$ref`)
   */
  check(schema: JsonSchema): void {
    this.#ajv('decide').compile(rewriteRefs(schema, this.#id) as Schema)
  }

  /** Compiles a schema, when the first value comes. */
  compile(schema: JsonSchema): Compiled {
    const text = JSON.stringify(schema)
    const compiled = this.#compiled.get(text) ?? this.#compile(schema)
    this.#compiled.set(text, compiled)
    return compiled
  }

  #compile(schema: JsonSchema): Compiled {
    // Ajv compiles this object once, and hands out the same function from then on.
    const own = rewriteRefs(schema, this.#id) as Schema
    const fits = (value: unknown) => this.#ajv('decide').compile(own)(value)
    const mismatches = (value: unknown): ShapeMismatch[] => {
      if (fits(value)) return []
      const validate = this.#ajv('tell').compile(own)
      validate(value)
      return mismatchesOf(validate, value)
    }
    return { fits, mismatches }
  }

  /** A validator that knows the definitions. */
  #ajv(purpose: Purpose): Ajv2020 {
    const ajv = sharedAjv(purpose)
    if (!Object.hasOwn(ajv.schemas, this.#id)) ajv.addSchema(this.#definitions)
    return ajv
  }
}

/** `#/schemas/x` is written by authors; the validator knows it as `<contract>#/$defs/x`. */
function rewriteRefs(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => rewriteRefs(inner, id))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace(/^#\/schemas\//, `${id}#/$defs/`)
        : rewriteRefs(inner, id),
    ]),
  )
}
