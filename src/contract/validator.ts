import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from '../model/json.ts'
import type { ShapeMismatch } from '../model/contract.ts'
import { sharedAjv } from './ajv.ts'
import type { AjvUse } from './ajv.ts'
import { pointerOf, valueAt } from './pointer.ts'
import { words } from './words.ts'

/** Keywords whose own error only repeats what the errors inside say. */
const silent = new Set(['if', 'allOf', 'anyOf', 'oneOf', '$ref', 'propertyNames', 'contains'])

let contracts = 0

/** Compiles the schemas of one contract. */
export class Validator {
  /** What `#/schemas/` of this contract is called among those of all contracts. */
  readonly #id = `contract-${++contracts}`
  readonly #definitions: { $id: string; $defs: unknown }
  readonly #namesInherited: boolean
  readonly #trusting: boolean
  readonly #known = new Set<Ajv2020>()

  /**
   * @param definitions what `#/schemas/<name>` refers to
   * @param trusting all schemas were checked before
   */
  constructor(definitions: Readonly<Record<string, JsonSchema>>, trusting = false) {
    this.#definitions = { $id: this.#id, $defs: rewriteRefs(definitions, this.#id) }
    this.#namesInherited = namesInherited(definitions)
    this.#trusting = trusting
  }

  /**
   * Compiles a schema: at once where it may be none, else when the first value comes.
   * @throws Error from Ajv when the schema is none (unknown word, bad argument, dangling `$ref`)
   */
  compile(schema: JsonSchema): Compiled {
    const own = this.#namesInherited || namesInherited(schema)
    const decide = once(() => this.#compiled(schema, { purpose: 'decide', own }))
    const tell = once(() => this.#compiled(schema, { purpose: 'tell', own }))
    if (!this.#trusting) decide()
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

/** How many mismatches of one value are put into words: nobody reads the ten thousandth. */
const mostWorded = 20

function mismatchesOf(validate: ValidateFunction, root: unknown): ShapeMismatch[] {
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
  return {
    pointer: error.instancePath,
    expected: expectation(error, root),
    actual: shownValue(valueAt(root, error.instancePath)),
  }
}

function expectedMember(error: ErrorObject, name: string): string {
  const parent = error.parentSchema as { properties?: Record<string, unknown> } | undefined
  const schema = parent?.properties?.[name]
  if (typeof schema !== 'object' || schema === null) return 'present'
  const keyword = ['const', 'enum', 'type'].find((one) => one in schema)
  const phrase = keyword === undefined ? undefined : phrases[keyword]
  return phrase
    ? `present, ${phrase((schema as Record<string, never>)[keyword ?? ''] as never)}`
    : 'present'
}

/** Longest value that is shown whole, in characters. */
export const shownLength = 160

/** A value as short JSON, with its type where the JSON does not show it. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'absent'
  if (Array.isArray(value) && value.length > 3) return `an array of ${value.length}`
  const text = jsonOf(value)
  if (text === null)
    return Array.isArray(value) ? 'an array, nested deep' : 'an object, nested deep'
  if (text.length <= shownLength) return text
  if (typeof value === 'object')
    return Array.isArray(value) ? `an array of ${value.length}` : 'an object'
  return `${text.slice(0, shownLength)}…`
}

/** Null where the nesting is deeper than the stack. */
function jsonOf(value: unknown): string | null {
  try {
    return JSON.stringify(value)
  } catch {
    return null
  }
}

function expectation(error: ErrorObject, root: unknown): string {
  const argument = error.schema as never
  const word = words.find(({ keyword }) => keyword === error.keyword)
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
