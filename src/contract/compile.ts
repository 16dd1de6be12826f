import { createHash } from 'node:crypto'
import type {
  ActiveBehavior,
  Behavior,
  Contract,
  Discovery,
  Expectation,
  Family,
  Field,
  Query,
  Sender,
  Shape,
  Template,
} from '../model/contract.ts'
import type { Condition, Relation, Wanted } from '../model/relation.ts'
import { digestOf } from './behavior-digest.ts'
import { compileGenerator } from './generator-kinds.ts'
import type {
  RawBehavior,
  RawConditions,
  RawContract,
  RawCredential,
  RawExpectation,
  RawField,
  RawQuery,
  RawQueryValue,
  RawRelation,
  RawRequest,
  RawStatus,
} from './raw.ts'
import { compileShape, Validator } from './schema/shape.ts'
import type { RawShape } from './schema/shape.ts'
import { bare, variableIn } from './template.ts'

/** Compiles a contract that was checked, in this process or in an earlier one. */
export function compileContract(raw: RawContract, text: string): Contract {
  const validator = new Validator(raw.schemas ?? {})
  return {
    ...raw,
    credentials: Object.entries(raw.credentials).map(([role, credential]) => ({
      role,
      header: credential.header.toLowerCase(),
      scheme: credential.scheme ?? null,
      env: credential.env,
      discover: compileDiscovery(credential.discover, validator),
      inferred: credential.inferred ?? false,
    })),
    rateLimit: raw.rateLimit ? { per: 'account', ...raw.rateLimit } : null,
    listing: compileListing(raw.listing, validator),
    secrets: raw.secrets ?? [],
    personal: raw.personal ?? [],
    secretIn: raw.secretIn ?? [],
    schemas: new Map(Object.entries(raw.schemas ?? {})),
    behaviors: raw.behaviors.map((behavior) => compileBehavior(raw, behavior, validator)),
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}

function compileDiscovery(raw: RawCredential['discover'], validator: Validator): Discovery | null {
  if (raw === undefined) return null
  return typeof raw === 'string'
    ? { pointer: raw, when: null }
    : { pointer: raw.at, when: compileShape(raw.when, validator) }
}

function compileListing(raw: RawContract['listing'], validator: Validator): Contract['listing'] {
  const { items, id, drawnId = false, query = {}, fields = {}, label } = raw
  return {
    items,
    id,
    drawnId,
    query: Object.entries(query),
    fields: new Map(
      Object.entries(fields).map(([name, field]) => [name, compileField(name, field, validator)]),
    ),
    label: label ? { pointer: label.at, personal: label.personal ?? false } : null,
  }
}

function compileField(name: string, raw: string | RawField, validator: Validator): Field {
  const field = typeof raw === 'string' ? { at: raw } : raw
  return {
    name,
    pointer: field.at,
    take: field.take === undefined ? null : new RegExp(field.take, 'u'),
    when: shapeOrNull(field.when, validator),
    example: field.example ?? null,
    unless: field.unless === undefined ? null : new RegExp(field.unless, 'u'),
    moves: field.moves ?? false,
  }
}

function shapeOrNull(raw: RawShape | undefined, validator: Validator): Shape | null {
  return raw === undefined ? null : compileShape(raw, validator)
}

/** The first part of an id says to which suite the behavior belongs. */
const families: Readonly<Record<string, Family>> = {
  envelope: 'envelope',
  message: 'envelope',
  item: 'items',
  scope: 'scope',
  filter: 'filters',
  access: 'errors',
  error: 'errors',
  limit: 'limits',
  open: 'openness',
}

function compileBehavior(contract: RawContract, raw: RawBehavior, validator: Validator): Behavior {
  const base = {
    id: `${contract.provider}.${raw.id}`,
    family: families[raw.id.split('.', 1)[0] ?? ''] ?? 'openness',
    level: raw.level,
    covers: raw.covers,
    title: raw.title,
    needs: raw.needs ?? null,
    optIn: raw['opt-in'] ?? (raw.burst ? '--burst' : null),
    digest: digestOf(raw, contract),
  }
  const expect = [raw.expect ?? []].flat().map((part) => compileExpectation(part, validator))
  if (raw.burst) return { ...base, kind: 'burst', as: raw.burst.as }
  if (raw.on) {
    const { status, item, body } = raw.when ?? {}
    const when = { status: compileStatus(status), shape: shapeOrNull(item ?? body, validator) }
    return { ...base, kind: 'passive', on: raw.on, when, expect }
  }
  return {
    ...base,
    kind: 'active',
    forAll: new Map(
      Object.entries(raw['for-all'] ?? {}).map(([name, generator]) => [
        name,
        compileGenerator(generator),
      ]),
    ),
    request: compileRequest(raw.request ?? { as: 'nobody' }),
    runs: raw.runs ?? null,
    expect,
    together: raw.together === 'all',
    alternatives: (raw.alternatives ?? []).map(({ words, expect: alternative }) => ({
      words,
      expect: compileExpectation(alternative, validator),
    })),
  }
}

function compileRequest({ as, query, headers, repeat = 1 }: RawRequest): ActiveBehavior['request'] {
  return {
    as: compileSender(as),
    queries: [query ?? {}].flat().map(compileQuery),
    headers: Object.entries(headers ?? {}),
    repeat,
  }
}

function compileExpectation(raw: RawExpectation, validator: Validator): Expectation {
  return {
    status: compileStatus(raw.status),
    contentType: raw.contentType ?? null,
    json: raw.json ?? null,
    listing: raw.listing ?? null,
    body: shapeOrNull(raw.body, validator),
    item: shapeOrNull(raw.item, validator),
    items: raw.items === undefined ? null : compileRelation(raw.items),
  }
}

/** Statuses and classes (`4xx`) as text. */
function compileStatus(raw: RawStatus | undefined): string[] | null {
  return raw === undefined ? null : [raw].flat().map(String)
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
      if (raw === undefined) return []
      const wanted: Wanted =
        typeof raw === 'string'
          ? { kind: 'variable', variable: bare(raw) }
          : { kind: 'values', values: raw }
      return [{ field, test, wanted }]
    }),
  )
}

function compileSender(raw: RawRequest['as']): Sender {
  if (typeof raw !== 'string') {
    const [[role, variable] = ['', '']] = Object.entries(raw)
    return { kind: 'forged', role, variable: bare(variable) }
  }
  const variable = variableIn(raw)
  if (variable !== null) return { kind: 'credential', variable }
  return raw === 'nobody' ? { kind: 'anonymous' } : { kind: 'role', role: raw }
}

function compileQuery(raw: RawQuery): Query {
  return Object.entries(raw).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, compileTemplate(value)] as const),
  )
}

function compileTemplate(raw: RawQueryValue): Template {
  if (typeof raw === 'string') return { kind: 'text', text: raw }
  const { join, by, layout } = raw
  return {
    kind: 'join',
    variables: join.map(bare),
    by,
    layout: layout === undefined ? null : bare(layout),
  }
}
