import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../../model/json.ts'
import type { ShapeMismatch } from '../../model/contract.ts'
import { sharedAjv } from './ajv.ts'
import type { Purpose } from './ajv.ts'
import { mismatchesOf } from './mismatch.ts'

let contracts = 0

/** Compiles the schemas of one contract. */
export class Validator {
  /** What `#/schemas/` of this contract is called among those of all contracts. */
  readonly #id = `contract-${++contracts}`
  readonly #definitions: { $id: string; $defs: unknown }
  /** Validators that know the definitions. */
  readonly #known = new Set<Ajv2020>()
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
    this.#validate(schema, 'decide')
  }

  /** Compiles a schema, when the first value comes. */
  compile(schema: JsonSchema): Compiled {
    const text = JSON.stringify(schema)
    const compiled = this.#compiled.get(text) ?? this.#compile(schema)
    this.#compiled.set(text, compiled)
    return compiled
  }

  #compile(schema: JsonSchema): Compiled {
    const decide = once(() => this.#validate(schema, 'decide'))
    const tell = once(() => this.#validate(schema, 'tell'))
    return {
      fits: (value) => decide()(value),
      mismatches: (value) => {
        if (decide()(value)) return []
        const validate = tell()
        validate(value)
        return mismatchesOf(validate, value)
      },
    }
  }

  #validate(schema: JsonSchema, purpose: Purpose): ValidateFunction {
    const ajv = sharedAjv(purpose)
    if (!this.#known.has(ajv)) ajv.addSchema(this.#definitions)
    this.#known.add(ajv)
    return ajv.compile(rewriteRefs(schema, this.#id) as object | boolean)
  }
}

function once<Made>(make: () => Made): () => Made {
  let made: { it: Made } | null = null
  return () => (made ??= { it: make() }).it
}

/** A compiled schema. */
export interface Compiled {
  /** Far faster than to list mismatches where there are many. */
  readonly fits: (value: unknown) => boolean
  /** The first mismatches, in words; empty where the value fits. */
  readonly mismatches: (value: unknown) => ShapeMismatch[]
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
