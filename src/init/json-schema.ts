import { sharedAjv } from '../contract/ajv.ts'
import { regexProblem } from '../contract/regex.ts'
import { schemaProblems } from '../contract/schema-problems.ts'
import { Validator } from '../contract/validator.ts'
import type { JsonSchema } from '../model/json.ts'
import { isMap } from './maps.ts'
import type { Part } from './openapi.ts'

/** A schema as a contract may have it, and what of the document's did not go into it. */
export interface Converted {
  schema: JsonSchema
  /** In words, each with its line. */
  lost: readonly { words: string; line: number }[]
}

const asTheyAre = [
  ...[
    'enum',
    'const',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'uniqueItems',
    'multipleOf',
  ],
  ...['minProperties', 'maxProperties', 'required'],
]
const schemas = ['items', 'not', 'additionalProperties', 'propertyNames', 'contains']
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const maps = ['properties', 'patternProperties']
const typeNames = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']

/** How deep a schema is taken over; what is deeper is left open. */
const deepest = 8

/**
 * The JSON Schema 2020-12 of a schema of OpenAPI: `nullable` becomes the type null (OpenAPI 3.0.3),
 * `exclusiveMinimum: true` a number, and what only documents (examples, descriptions) is left away.
 */
export function jsonSchemaOf(part: Part): Converted {
  const converter = new Converter()
  const schema = converter.convert(part, [])
  const problem = problemOf(schema)
  if (problem === null) return { schema, lost: converter.lost }
  return { schema: {}, lost: [...converter.lost, { words: problem, line: part.line }] }
}

function problemOf(schema: JsonSchema): string | null {
  const [first] = schemaProblems(schema, [], {})
  if (first) return `a schema (${first.message})`
  try {
    new Validator({}).compile(schema)
    return null
  } catch (error) {
    return `a schema (${error instanceof Error ? error.message : String(error)})`
  }
}

class Converter {
  readonly lost: { words: string; line: number }[] = []

  /** @param above schemas that this one stands in: one of them again is a schema without end */
  convert(part: Part, above: readonly unknown[]): JsonSchema {
    if (typeof part.value === 'boolean') return part.value
    if (above.includes(part.value) || above.length > deepest) {
      this.#lose(
        part,
        above.includes(part.value) ? 'a schema inside of itself' : 'a schema nested deep',
      )
      return {}
    }
    const inside = [...above, part.value]
    const schema = nullableOf(part, {
      ...this.#type(part),
      ...this.#taken(part, inside),
      ...limitsOf(part),
      ...this.#format(part),
    })
    return withoutShell(schema)
  }

  #type(part: Part): { type?: string | string[] } {
    const type = part.get('type')
    if (!type) return {}
    const named = [type.value].flat().filter((one) => typeof one === 'string')
    const known = [...new Set(named)].filter((one) => typeNames.includes(one))
    if (known.length < named.length) this.#lose(type, `the type ${JSON.stringify(type.value)}`)
    const [only] = known
    if (only === undefined || known.length < named.length) return {}
    return { type: known.length === 1 ? only : known }
  }

  #taken(part: Part, above: readonly unknown[]): Record<string, unknown> {
    const members = part.members.flatMap(([name, member]): [string, unknown][] => {
      if (asTheyAre.includes(name)) return [[name, member.value]]
      if (schemas.includes(name)) return [[name, this.convert(member, above)]]
      if (lists.includes(name)) {
        const all = member.entries.map((entry) => this.convert(entry, above))
        return all.length > 0 ? [[name, all]] : []
      }
      if (maps.includes(name)) return [[name, this.#map(member, above)]]
      return []
    })
    const { required, ...taken } = Object.fromEntries(members)
    // `required: true` is a slip of many documents: that word belongs to parameters.
    if (!Array.isArray(required)) return taken
    const never = neverSent(part)
    return { ...taken, required: required.filter((name) => !never.has(name)) }
  }

  #map(part: Part, above: readonly unknown[]): Record<string, JsonSchema> {
    const kept = part.members.filter(([, member]) => !member.is('writeOnly'))
    return Object.fromEntries(kept.map(([name, member]) => [name, this.convert(member, above)]))
  }

  #format(part: Part): Record<string, unknown> {
    const format = part.get('format')
    const pattern = part.get('pattern')
    const found: Record<string, unknown> = {}
    if (typeof format?.value === 'string') {
      if (Object.hasOwn(sharedAjv({ trusting: false }).formats, format.value))
        found.format = format.value
      else this.#lose(format, `the format "${format.value}"`)
    }
    if (typeof pattern?.value === 'string') {
      if (regexProblem(pattern.value) === null) found.pattern = pattern.value
      else this.#lose(pattern, 'a pattern that is no regular expression')
    }
    return found
  }

  #lose({ line }: Part, words: string): void {
    this.lost.push({ words, line })
  }
}

function neverSent(part: Part): ReadonlySet<unknown> {
  const members = part.get('properties')?.members ?? []
  return new Set(members.flatMap(([name, member]) => (member.is('writeOnly') ? [name] : [])))
}

/** `exclusiveMinimum` is a flag beside `minimum` in OpenAPI 3.0, and a number in 3.1. */
function limitsOf(part: Part): Record<string, number> {
  const ends = [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const
  return Object.fromEntries(
    ends.flatMap(([limit, exclusive]): [string, number][] => {
      const end = part.get(limit)?.value
      const beyond = part.get(exclusive)?.value
      return [
        ...(typeof end === 'number'
          ? [[beyond === true ? exclusive : limit, end] as [string, number]]
          : []),
        ...(typeof beyond === 'number' ? [[exclusive, beyond] as [string, number]] : []),
      ]
    }),
  )
}

/** `nullable` beside a `$ref` or `allOf` has no effect by the letter, and only one meaning. */
function nullableOf(part: Part, schema: Record<string, unknown>): JsonSchema {
  if (!part.is('nullable')) return schema
  const { type, enum: values } = schema
  const isCombined = ['allOf', 'anyOf', 'oneOf'].some((word) => schema[word] !== undefined)
  if (typeof type !== 'string' || isCombined)
    return { anyOf: [withoutShell(schema), { type: 'null' }] }
  const nullable = { ...schema, type: type === 'null' ? type : [type, 'null'] }
  if (!Array.isArray(values) || values.includes(null)) return nullable
  return { ...nullable, enum: [...(values as unknown[]), null] }
}

/** `allOf` with one part says nothing of its own: in OpenAPI 3.0 it makes room beside a `$ref`. */
function withoutShell(schema: JsonSchema): JsonSchema {
  if (!isMap(schema)) return schema
  const { allOf, ...rest } = schema as Record<string, unknown>
  const isShell = Array.isArray(allOf) && allOf.length === 1 && Object.keys(rest).length === 0
  return isShell ? (allOf[0] as JsonSchema) : schema
}
