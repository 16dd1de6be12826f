import { valueAtPath } from '../../contract/pointer.ts'
import { isMap } from './openapi.ts'
import type { Part } from './openapi.ts'
import type { Operation } from './operation.ts'

/** A value that the document shows. */
export interface Shown {
  value: unknown
  line: number
}

/** The examples of a schema or a media type: `example`, and 3.1's `examples`. */
export function examplesOf(part: Part): Shown[] {
  const one = part.get('example')
  return [...(one ? [one] : []), ...(part.get('examples')?.entries ?? [])].map(shown)
}

/** Whole answers that the document shows. */
export function shownAnswers({ success: { media, schema } }: Operation): Shown[] {
  const named = media?.get('examples')?.members ?? []
  return [
    ...(media ? examplesOf(media) : []),
    ...named.flatMap(([, one]) => one.get('value') ?? []).map(shown),
    ...(schema ? examplesOf(schema) : []),
  ]
}

function shown({ value, line }: Part): Shown {
  return { value, line }
}

/** Instances that the document shows, in answers, in the list or one by one. */
export function shownInstances(operation: Operation): Shown[] {
  const { path, item, schema } = operation.list
  const lists = [...within(shownAnswers(operation), path), ...examplesOf(schema)]
  const listed = lists.flatMap(({ value, line }) =>
    Array.isArray(value) ? value.map((one: unknown) => ({ value: one, line })) : [],
  )
  return [...listed, ...examplesOf(item)].filter(({ value }) => isMap(value))
}

/** What stands at a path in the values that have it. */
export function within(values: readonly Shown[], path: readonly string[]): Shown[] {
  return values
    .map(({ value, line }) => ({ value: valueAtPath(value, path), line }))
    .filter(({ value }) => value !== undefined)
}

/** What the document shows of a member of an instance. */
export function shownValues(schema: Part, name: string, operation: Operation): Shown[] {
  return [...examplesOf(schema), ...within(shownInstances(operation), [name])]
}

/** As {@link shownValues}, texts and numbers as a request carries them. */
export function shownTexts(schema: Part, name: string, operation: Operation): string[] {
  return shownValues(schema, name, operation).flatMap(({ value }) => {
    const text = typeof value === 'number' ? String(value) : value
    return typeof text === 'string' && text !== '' && text.length <= 100 ? [text] : []
  })
}
