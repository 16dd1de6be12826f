import type { Condition, Relation, Wanted } from '../../model/relation.ts'
import type { Value, Values } from '../../ask/generators/value.ts'

/** Whether a filter selects an instance; `maybe` where the documentation or the data leave it open. */
export type Selected = 'yes' | 'no' | 'maybe'

/** Reads a field of an instance: undefined where it is not steady or not shown, null where absent. */
export type Read = (field: string) => string | null | undefined

type Where = Extract<Relation, { kind: 'where' }>

/** Whether the conditions select the instance whose fields `read` gives. */
export function selects({ conditions, combine }: Where, values: Values, read: Read): Selected {
  const answers = conditions.map((condition) => meets(condition, values, read))
  const decisive = combine === 'and' ? 'no' : 'yes'
  if (answers.includes(decisive)) return decisive
  if (answers.includes('maybe')) return 'maybe'
  return combine === 'and' ? 'yes' : 'no'
}

function meets({ field, test, wanted: named }: Condition, values: Values, read: Read): Selected {
  const actual = read(field)
  // A server may know a value that it does not show.
  if (actual === undefined || actual === null) return 'maybe'
  const wanted = wantedIn(values, named)
  switch (test) {
    case 'is':
      return actual === textOf(wanted) ? 'yes' : 'no'
    case 'in':
      return Array.isArray(wanted) && wanted.includes(actual) ? 'yes' : 'no'
    case 'contains':
      return contains(actual, textOf(wanted))
  }
}

/** A partial match may or may not look at case and accents; the documentation leaves that open. */
function contains(actual: string, part: string): Selected {
  if (actual.includes(part)) return 'yes'
  return folded(actual).includes(folded(part)) ? 'maybe' : 'no'
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What a condition compares with, in one case. */
export function wantedIn(values: Values, wanted: Wanted): Value | undefined {
  return wanted.kind === 'values' ? wanted.values : values[wanted.variable]
}

function textOf(value: Values[string] | undefined): string {
  return typeof value === 'string' ? value : ''
}
