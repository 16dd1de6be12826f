import { valueAtPath } from '../contract/pointer.ts'
import type { List } from './listing.ts'
import { isMap } from './maps.ts'
import type { Part } from './openapi.ts'
import type { Operation } from './operation.ts'

/** A value that the document shows. */
export interface Shown {
  value: unknown
  line: number
}

/** The examples of a schema: `example`, and 3.1's `examples`. */
export function examplesOf(schema: Part): Shown[] {
  const one = schema.get('example')
  const more = schema.get('examples')?.entries ?? []
  return [...(one ? [one] : []), ...more].map(({ value, line }) => ({ value, line }))
}

/** Whole answers that the document shows. */
export function shownAnswers({ success: { media, schema } }: Operation): Shown[] {
  if (!media) return []
  const named = (media.get('examples')?.members ?? []).flatMap(([, one]) => one.get('value') ?? [])
  const plain = media.get('example')
  const parts = [...(plain ? [plain] : []), ...named].map(({ value, line }) => ({ value, line }))
  return [...parts, ...(schema ? examplesOf(schema) : [])]
}

/** Instances that the document shows, in answers, in the list or one by one. */
export function shownInstances(operation: Operation, { path, item, schema }: List): Shown[] {
  const lists = [
    ...shownAnswers(operation).map(({ value, line }) => ({
      value: valueAtPath(value, path),
      line,
    })),
    ...examplesOf(schema),
  ]
  const listed = lists.flatMap(({ value, line }) =>
    Array.isArray(value) ? value.map((one: unknown) => ({ value: one, line })) : [],
  )
  return [...listed, ...examplesOf(item)].filter(({ value }) => isMap(value))
}

/** What the document shows of a member of an instance. */
export function shownValues(schema: Part, name: string, operation: Operation, list: List): Shown[] {
  const inInstances = shownInstances(operation, list).flatMap(({ value, line }) =>
    isMap(value) && Object.hasOwn(value, name) ? [{ value: value[name], line }] : [],
  )
  return [...examplesOf(schema), ...inInstances]
}

/** As {@link shownValues}, texts and numbers as a request carries them. */
export function shownTexts(schema: Part, name: string, operation: Operation, list: List): string[] {
  return shownValues(schema, name, operation, list).flatMap(({ value }) => {
    const text = typeof value === 'number' ? String(value) : value
    return typeof text === 'string' && text !== '' && text.length <= 100 ? [text] : []
  })
}
