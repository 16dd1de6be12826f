import type { JsonSchema } from '../model/json.ts'

/** A schema of an object that says nothing but what its members are. */
interface ObjectSchema {
  [keyword: string]: unknown
  type?: 'object'
  required?: readonly string[]
  properties?: Readonly<Record<string, JsonSchema>>
}

/**
 * One schema that is fit by what fits all of them. Schemas that look at members of the same object
 * become one that looks at the object once: a contract has many that ask for one member each.
 */
export function conjunction(schemas: readonly JsonSchema[]): JsonSchema {
  const [first = true, ...others] = different(schemas.flatMap(parts))
  if (others.length === 0) return first
  const objects = [first, ...others].filter(isObjectSchema)
  const rest = [first, ...others].filter((schema) => !isObjectSchema(schema))
  if (objects.length === 0) return { allOf: rest }
  const merged = mergedObject(objects)
  return rest.length === 0 ? merged : { allOf: [merged, ...rest] }
}

/** What a schema says, as schemas of which each says a part. */
function parts(schema: JsonSchema): JsonSchema[] {
  if (schema === true) return []
  const isList = typeof schema === 'object' && Object.keys(schema).join() === 'allOf'
  return isList ? (schema.allOf as JsonSchema[]).flatMap(parts) : [schema]
}

function mergedObject(schemas: readonly ObjectSchema[]): JsonSchema {
  const members = new Map<string, JsonSchema[]>()
  for (const { properties = {} } of schemas)
    for (const [name, schema] of Object.entries(properties))
      members.set(name, [...(members.get(name) ?? []), schema])
  const required = different(schemas.flatMap((schema) => schema.required ?? []))
  const properties = [...members].map(([name, inner]) => [name, conjunction(inner)] as const)
  return {
    ...(schemas.some(({ type }) => type === 'object') ? { type: 'object' } : {}),
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties),
  }
}

const mergeable = new Set(['type', 'required', 'properties'])

function isObjectSchema(schema: JsonSchema): schema is ObjectSchema {
  return (
    typeof schema === 'object' &&
    Object.keys(schema).every((key) => mergeable.has(key)) &&
    (schema.type === undefined || schema.type === 'object') &&
    (schema.properties !== undefined || schema.required !== undefined)
  )
}

function different<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
