import type { Expectation, Sender, Template } from '../model/contract.ts'
import type { Condition, Relation, Wanted } from '../model/relation.ts'
import type { RawConditions, RawExpectation, RawRelation, RawRequest, RawStatus } from './raw.ts'
import { compileShape } from './schema/shape.ts'
import { variableIn } from './template.ts'
import type { Validator } from './schema/validator.ts'

/** Compiles an expectation whose structure was checked; shapes are expected to compile. */
export function compileExpectation(raw: RawExpectation, validator: Validator): Expectation {
  return {
    status: raw.status === undefined ? null : compileStatus(raw.status),
    contentType: raw.contentType ?? null,
    listing: raw.listing ?? null,
    body: raw.body === undefined ? null : compileShape(raw.body, validator),
    item: raw.item === undefined ? null : compileShape(raw.item, validator),
    items: raw.items === undefined ? null : compileRelation(raw.items),
  }
}

/** Statuses and classes (`4xx`) as text. */
export function compileStatus(raw: RawStatus): string[] {
  return [raw].flat().map(String)
}

function compileRelation(raw: RawRelation): Relation {
  if (typeof raw === 'string') return { kind: raw }
  if (raw.own) {
    const { field, of, count = null, 'or-none': orNone = false } = raw.own
    return { kind: 'own', field, variable: bare(of), count, orNone }
  }
  const combine = raw.where ? 'and' : 'or'
  return { kind: 'where', combine, conditions: conditions(raw.where ?? raw['where-any'] ?? {}) }
}

const tests = ['is', 'in', 'contains'] as const

function conditions(raw: RawConditions): Condition[] {
  return Object.entries(raw).flatMap(([field, condition]) =>
    tests.flatMap((test) => {
      const raw = condition[test]
      return raw === undefined ? [] : [{ field, test, wanted: compileWanted(raw) }]
    }),
  )
}

function compileWanted(raw: string | readonly string[]): Wanted {
  return typeof raw === 'string'
    ? { kind: 'variable', variable: bare(raw) }
    : { kind: 'values', values: raw }
}

/** Compiles the sender; the structure and the names were checked. */
export function compileSender(raw: RawRequest['as']): Sender {
  if (typeof raw !== 'string') {
    const [[role, variable] = ['', '']] = Object.entries(raw)
    return { kind: 'forged', role, variable: bare(variable) }
  }
  const variable = variableIn(raw)
  if (variable !== null) return { kind: 'credential', variable }
  return raw === 'nobody' ? { kind: 'anonymous' } : { kind: 'role', role: raw }
}

/** Compiles the value of a query parameter. */
export function compileTemplate(raw: NonNullable<RawRequest['query']>[string]): Template {
  if (typeof raw === 'string') return { kind: 'text', text: raw }
  const { join, by, layout } = raw
  return {
    kind: 'join',
    variables: join.map(bare),
    by,
    layout: layout === undefined ? null : bare(layout),
  }
}

/** The variable that is named, be it as `x` or as `{x}`. */
function bare(written: string): string {
  return variableIn(written) ?? written
}
