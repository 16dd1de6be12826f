import type { Part } from './openapi.ts'

/** A documented member of an object. */
export interface Member {
  name: string
  schema: Part
  isRequired: boolean
  line: number
}

/** How deep `allOf` inside of `allOf` is followed. */
const deepest = 8

/** The members of an object, those of every part of `allOf` included; without those that are never sent back. */
export function membersOf(schema: Part, depth = 0): Member[] {
  const inner = unwrapped(schema)
  const required = new Set((inner.get('required')?.entries ?? []).map(({ value }) => value))
  const own = (inner.get('properties')?.members ?? [])
    .filter(([, part]) => !part.is('writeOnly'))
    .map(([name, part]): Member => ({
      name,
      schema: part,
      isRequired: required.has(name),
      line: part.line,
    }))
  const parts = depth < deepest ? (inner.get('allOf')?.entries ?? []) : []
  const all = [...parts.flatMap((part) => membersOf(part, depth + 1)), ...own]
  const merged = new Map<string, Member>()
  for (const member of all) {
    const isRequired =
      member.isRequired ||
      required.has(member.name) ||
      (merged.get(member.name)?.isRequired ?? false)
    merged.set(member.name, { ...member, isRequired })
  }
  return [...merged.values()]
}

/** The one branch of `anyOf` or `oneOf` that is not null, where there is just one; else the schema. */
export function unwrapped(schema: Part): Part {
  for (const word of ['anyOf', 'oneOf'] as const) {
    const branches = (schema.get(word)?.entries ?? []).filter(
      (one) => !typesOf(one).includes('null'),
    )
    const [only, ...more] = branches
    if (only && more.length === 0) return only
  }
  return schema
}

/** The types that a schema names. */
export function typesOf(schema: Part): string[] {
  const type = schema.get('type')
  const named = type ? [type.value].flat() : []
  return named.filter((one) => typeof one === 'string')
}

/** Whether a value may be null: by 3.0's `nullable`, by 3.1's list of types, or by a branch. */
export function isNullable(schema: Part): boolean {
  const branches = ['anyOf', 'oneOf'].flatMap((word) => schema.get(word)?.entries ?? [])
  return (
    schema.is('nullable') ||
    typesOf(schema).includes('null') ||
    branches.some((branch) => typesOf(branch).includes('null'))
  )
}

/** The one type of a value that is not null, or null where there are several or none. */
export function plainType(schema: Part): string | null {
  const types = typesOf(unwrapped(schema)).filter((type) => type !== 'null')
  return types.length === 1 ? (types[0] ?? null) : null
}
