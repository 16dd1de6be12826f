import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../model/json.ts'
import type { ShapeMismatch } from '../model/contract.ts'
import { sharedAjv } from './ajv.ts'
import type { AjvUse } from './ajv.ts'
import { decision } from './decision.ts'
import { mismatchesOf } from './mismatch.ts'

let contracts = 0

/** Compiles the schemas of one contract. */
export class Validator {
  /** What `#/schemas/` of this contract is called among those of all contracts. */
  readonly #id = `contract-${++contracts}`
  readonly #definitions: { $id: string; $defs: unknown }
  readonly #named: Readonly<Record<string, JsonSchema>>
  readonly #namesInherited: boolean
  readonly #trusting: boolean
  /** Validators that know the definitions. */
  readonly #known = new Set<Ajv2020>()

  /**
   * @param definitions what `#/schemas/<name>` refers to
   * @param trusting all schemas were checked before
   */
  constructor(definitions: Readonly<Record<string, JsonSchema>>, trusting = false) {
    this.#definitions = { $id: this.#id, $defs: rewriteRefs(definitions, this.#id) }
    this.#named = definitions
    this.#namesInherited = namesInherited(definitions)
    this.#trusting = trusting
  }

  /**
   * Compiles a schema: at once where it may be none, else when the first value comes.
   * @throws Error from Ajv when the schema is none (unknown word, bad argument, dangling `$ref`)
   */
  compile(schema: JsonSchema): Compiled {
    const own = this.#namesInherited || namesInherited(schema)
    const validate = once(() => this.#compiled(schema, { purpose: 'decide', own }))
    const decide = once(() => (own ? null : decision(schema, this.#named)) ?? validate())
    const tell = once(() => this.#compiled(schema, { purpose: 'tell', own }))
    if (!this.#trusting) validate()
    return {
      get fits() {
        return decide()
      },
      mismatches: (value) => {
        if (decide()(value)) return []
        const validate = tell()
        validate(value)
        return mismatchesOf(validate, value)
      },
    }
  }

  #compiled(schema: JsonSchema, use: Pick<AjvUse, 'purpose' | 'own'>): ValidateFunction {
    const ajv = sharedAjv({ ...use, trusting: this.#trusting })
    if (!this.#known.has(ajv)) ajv.addSchema(this.#definitions)
    this.#known.add(ajv)
    return ajv.compile(rewriteRefs(schema, this.#id) as object | boolean)
  }
}

function once<Made>(make: () => Made): () => Made {
  let made: { it: Made } | null = null
  return () => (made ??= { it: make() }).it
}

/** Whether any word of the schema is the name of something that every object inherits. */
function namesInherited(schema: unknown): boolean {
  if (typeof schema === 'string') return schema in Object.prototype
  if (typeof schema !== 'object' || schema === null) return false
  return Object.entries(schema).some(
    ([key, inner]) => key in Object.prototype || namesInherited(inner),
  )
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
