import { shownValue } from '../../contract/schema/mismatch.ts'
import { belowKeyword } from '../../contract/schema/meta-schema.ts'
import type { JsonSchema } from '../../model/json.ts'
import type { Draft } from './draft.ts'
import { isObject } from './openapi.ts'
import type { Part } from './openapi.ts'

/** What only documents, or has a form of its own in OpenAPI 3.0. */
const passedOver =
  /^(?:x-.*|title|description|examples?|default|deprecated|readOnly|writeOnly|externalDocs|xml|discriminator|nullable|required|(?:exclusiveM|m)(?:in|ax)imum)$/

/** How deep a schema is taken over; what is deeper is left open. */
const deepest = 8

/** Takes note of what of a schema is not taken over. */
type Lose = (words: string, part: Part) => void

/**
 * The JSON Schema 2020-12 of a schema of OpenAPI: `nullable` becomes the type null (OpenAPI 3.0.3),
 * `exclusiveMinimum: true` a number, and what only documents (examples, descriptions) is left out.
 * @param draft takes note of what no contract can say
 * @param of whose schema it is, in words
 * @returns null where nothing is said
 */
export function convert(part: Part, draft: Draft, of: string): JsonSchema | null {
  const lose: Lose = (words, { line }) => draft.leaveOut(`${words}, of ${of}`, line)
  const schema = schemaOf(part, [], lose)
  return typeof schema === 'object' && Object.keys(schema).length > 0 ? schema : null
}

/** @param above the schemas around this one: if it is one of them, it has no end */
function schemaOf(part: Part, above: readonly unknown[], lose: Lose): JsonSchema {
  if (typeof part.value === 'boolean') return part.value
  const isInside = above.includes(part.value)
  if (isInside || above.length > deepest) {
    lose(isInside ? 'a schema inside of itself' : 'a schema nested deep', part)
    return {}
  }
  const inner = (one: Part): JsonSchema => schemaOf(one, [...above, part.value], lose)
  const said = part.members.filter(([name]) => !passedOver.test(name))
  const members = said.flatMap(([name, member]) => {
    const argument = argumentOf(name, member, inner)
    if (argument !== undefined) return [[name, argument] as const]
    lose(`the ${name} ${shownValue(member.value)}`, member)
    return []
  })
  const schema = { ...Object.fromEntries(members), ...requiredOf(part), ...limitsOf(part) }
  return nullableOf(part, schema)
}

/** What stands behind a keyword; undefined where a contract cannot have it. */
function argumentOf(name: string, part: Part, inner: (one: Part) => JsonSchema): unknown {
  switch (belowKeyword(name, part.value)) {
    case null:
      return undefined
    case 'schema':
      return inner(part)
    case 'schemas':
      return part.entries.map(inner)
    case 'map': {
      const sent = part.members.filter(([, one]) => !one.is('writeOnly'))
      return Object.fromEntries(sent.map(([key, one]) => [key, inner(one)]))
    }
    case 'data':
      return part.value
  }
}

/** Without members that are never sent back. */
function requiredOf(part: Part): { required?: unknown[] } {
  const properties = part.get('properties')
  const sent = part
    .list('required')
    .map(({ value }) => value)
    .filter((name) => typeof name === 'string' && !properties?.get(name)?.is('writeOnly'))
  return sent.length > 0 ? { required: [...new Set(sent)] } : {}
}

/** `exclusiveMinimum` is a flag beside `minimum` in OpenAPI 3.0, and a number in 3.1. */
function limitsOf(part: Part): Record<string, unknown> {
  const limits = ['Minimum', 'Maximum'].flatMap((end) => {
    const [limit, exclusive] = [end.toLowerCase(), `exclusive${end}`]
    const beyond = part.get(exclusive)?.value
    return [
      [beyond === true ? exclusive : limit, part.get(limit)?.value] as const,
      [exclusive, beyond] as const,
    ]
  })
  return Object.fromEntries(limits.filter(([, value]) => typeof value === 'number'))
}

/** `nullable` beside a `$ref` or `allOf` has no effect by the letter, and only one meaning. */
function nullableOf(part: Part, schema: Record<string, unknown>): JsonSchema {
  if (!part.is('nullable')) return withoutShell(schema)
  const { type, enum: values } = schema
  const isCombined = ['allOf', 'anyOf', 'oneOf'].some((word) => schema[word] !== undefined)
  if (typeof type !== 'string' || isCombined)
    return { anyOf: [withoutShell(schema), { type: 'null' }] }
  const nullable = { ...schema, type: type === 'null' ? type : [type, 'null'] }
  if (!Array.isArray(values) || values.includes(null)) return nullable
  return { ...nullable, enum: [...(values as unknown[]), null] }
}

/** `allOf` with one part says nothing of its own: in OpenAPI 3.0 it makes room beside a `$ref`. */
function withoutShell(schema: Record<string, unknown>): JsonSchema {
  const { allOf, ...rest } = schema
  const isShell = Array.isArray(allOf) && allOf.length === 1 && Object.keys(rest).length === 0
  return isShell ? (allOf[0] as JsonSchema) : schema
}

/** So many values are named. */
const mostNamed = 8

const unclear = 'as documented'

/** What a schema says of a value, to follow `is`: `a string or null`. */
export function phraseOf(schema: unknown): string {
  if (!isObject(schema)) return unclear
  const { enum: values, const: value, type, format, anyOf } = schema
  if (value !== undefined) return JSON.stringify(value)
  if (Array.isArray(values)) {
    const named = values.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
    return `one of ${named.length <= mostNamed ? named.join(', ') : `its ${named.length} documented values`}`
  }
  if (Array.isArray(anyOf)) {
    const phrases = anyOf.map(phraseOf)
    return phrases.includes(unclear) ? unclear : phrases.join(' or ')
  }
  const types = [type].flat().filter((one) => typeof one === 'string')
  if (types.length === 0) return unclear
  const phrase = types.map(nounOf).join(' or ')
  return typeof format === 'string' ? `${phrase} (${format})` : phrase
}

function nounOf(type: string): string {
  if (type === 'null') return type
  return type === 'array' ? 'a list' : `${/^[io]/.test(type) ? 'an' : 'a'} ${type}`
}
