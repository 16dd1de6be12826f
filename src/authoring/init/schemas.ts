import { valueAtPath } from '../../contract/pointer.ts'
import type { Part } from './openapi.ts'

/** A documented member of an object. */
export interface Member {
  name: string
  schema: Part
  isRequired: boolean
}

/** How deep `allOf` inside of `allOf` is followed. */
const deepest = 8

/** The members of an object, those of every part of `allOf` included; without those that are never sent back. */
export function membersOf(schema: Part, depth = 0): Member[] {
  const inner = unwrapped(schema)
  const parts = depth < deepest ? inner.list('allOf') : []
  const all = [
    ...parts.flatMap((part) => membersOf(part, depth + 1)),
    ...inner
      .map('properties')
      .filter(([, part]) => !part.is('writeOnly'))
      .map(([name, part]): Member => ({ name, schema: part, isRequired: false })),
  ]
  const required = new Set([
    ...inner.list('required').map(({ value }) => value),
    ...all.flatMap(({ name, isRequired }) => (isRequired ? [name] : [])),
  ])
  const merged = all.map((one) => ({ ...one, isRequired: required.has(one.name) }))
  return [...new Map(merged.map((member) => [member.name, member])).values()]
}

/** The branches of a schema that is a choice. */
export function branchesOf(schema: Part): Part[] {
  return ['oneOf', 'anyOf'].flatMap((word) => schema.list(word))
}

/** The one branch of a choice that is not null, where there is just one; else the schema. */
export function unwrapped(schema: Part): Part {
  const [only, ...more] = branchesOf(schema).filter((one) => !typesOf(one).includes('null'))
  return only && more.length === 0 ? only : schema
}

/** Whether a value may be null: by 3.0's `nullable`, by 3.1's list of types, or by a branch. */
export function isNullable(schema: Part): boolean {
  const all = [schema, ...branchesOf(schema)]
  return schema.is('nullable') || all.some((one) => typesOf(one).includes('null'))
}

/** The one type of a value that is not null, or null where there are several or none. */
export function plainType(schema: Part): string | null {
  const [only = null, ...more] = typesOf(unwrapped(schema)).filter((type) => type !== 'null')
  return more.length === 0 ? only : null
}

function typesOf(schema: Part): string[] {
  return [schema.get('type')?.value].flat().filter((one) => typeof one === 'string')
}

/** A value that the document shows. */
export interface DocumentedExample {
  value: unknown
  line: number
}

/** The examples of a schema or a media type: `example`, and 3.1's `examples`. */
export function examplesOf(part: Part | null): DocumentedExample[] {
  const one = part?.get('example')
  return [...(one ? [one] : []), ...(part?.list('examples') ?? [])]
}

/** What stands at a path in the values that have it. */
export function within(
  values: readonly DocumentedExample[],
  path: readonly string[],
): DocumentedExample[] {
  return values
    .map(({ value, line }) => ({ value: valueAtPath(value, path), line }))
    .filter(({ value }) => value !== undefined)
}
