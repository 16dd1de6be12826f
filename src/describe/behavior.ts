import type { Fact } from '../contract/facts.ts'
import type { RawBehavior, RawExpectation } from '../contract/raw.ts'
import type {
  ActiveBehavior,
  Behavior,
  BurstBehavior,
  Contract,
  Expectation,
  PassiveBehavior,
  Scope,
} from '../model/contract.ts'
import { usualRuns } from '../run/cases.ts'
import type { LoadedContract } from '../run/contracts.ts'
import { conditionOf, expectationItem, isConditional, statusWords } from './expectation.ts'
import { generatorItem, variable } from './generator.ts'
import { needsOf } from './needs.ts'
import { code, item, say } from './phrase.ts'
import type { Item, Phrase } from './phrase.ts'
import { requestWords } from './request.ts'
import { silence } from './schema.ts'
import type { Schemas, ShapeWords } from './schema.ts'

/** A fact that a behavior covers; `fact` is null where nobody catalogued it. */
export interface CoveredFact {
  id: string
  fact: Fact | null
}

/** One thing to say of a behavior. */
export interface Row {
  label: 'judged on' | 'request' | 'values' | 'expected' | 'reported' | 'cases' | 'needs' | 'opt-in'
  item: Item
}

/** A behavior in plain words. */
export interface BehaviorWords {
  behavior: Behavior
  facts: readonly CoveredFact[]
  rows: readonly Row[]
}

/** Puts every behavior of a contract into words, in the order of the file. */
export function behaviorsInWords(loaded: LoadedContract): BehaviorWords[] {
  const { contract, raw } = loaded
  const facts = new Map(loaded.facts().map((fact) => [fact.id, fact]))
  return contract.behaviors.map((behavior, index) => ({
    behavior,
    facts: behavior.covers.map((id) => ({ id, fact: facts.get(id) ?? null })),
    rows: rowsOf(behavior, raw.behaviors[index], { contract, schemas: raw.schemas ?? {} }),
  }))
}

interface Context {
  contract: Contract
  schemas: Schemas
}

function rowsOf(behavior: Behavior, raw: RawBehavior | undefined, context: Context): Row[] {
  if (!raw) throw new Error(`the file was checked, yet has no behavior ${behavior.id}`)
  const needs = needsOf(behavior)
  return [
    ...kindRows(behavior, raw, context),
    ...(needs === null ? [] : [row('needs', [needs])]),
    ...(behavior.optIn === null ? [] : [row('opt-in', say`only with ${code(behavior.optIn)}`)]),
  ]
}

function kindRows(behavior: Behavior, raw: RawBehavior, context: Context): Row[] {
  switch (behavior.kind) {
    case 'passive':
      return passiveRows(behavior, raw, context)
    case 'active':
      return activeRows(behavior, raw, context)
    case 'burst':
      return burstRows(behavior, context.contract)
  }
}

function row(label: Row['label'], text: Phrase): Row {
  return { label, item: item(text) }
}

function passiveRows(behavior: PassiveBehavior, raw: RawBehavior, context: Context): Row[] {
  const { on, when, level } = behavior
  const { contract } = context
  const whole = on === 'every-item' ? 'the instance' : 'the body'
  const condition = conditionOf(raw.when?.item ?? raw.when?.body, whole, context)
  const status = when.status === null ? [] : say` with status ${statusWords(when.status)}`
  const where = condition === null ? [] : say`, where ${condition.words}`
  const known = condition?.known ?? silence
  return [
    row('judged on', say`${scopeWords(on, contract)}${status}${where}`),
    {
      label: level === 'observe' ? 'reported' : 'expected',
      item: reportedItem(level, expectedItem(behavior.expect, raw.expect, { ...context, known })),
    },
  ]
}

/** An observation judges nothing: it says whether. */
function reportedItem(level: Behavior['level'], { text, inner }: Item): Item {
  if (level !== 'observe') return item(text, inner)
  return item(say`whether${isConditional(text) ? ',' : ''} ${text}`, inner)
}

function scopeWords(scope: Scope, { credentials }: Contract): Phrase {
  switch (scope) {
    case 'every-response':
      return ['every answer that the run sees']
    case 'every-success':
      return ['every success (2xx) that a right credential gets']
    case 'every-listing':
      return ['every listing that a right credential gets']
    case 'every-item':
      return ['every instance of every listing']
    case 'baseline':
      return say`the first answer of the run: the account's listing, without a filter, as ${code(credentials[0]?.role ?? '')}`
  }
}

function activeRows(behavior: ActiveBehavior, raw: RawBehavior, context: Context): Row[] {
  const { contract } = context
  const values = [...behavior.forAll].map(([name, generator]) => {
    const { text, inner } = generatorItem(generator, contract.credentials)
    return item(say`${variable(name)}: ${text}`, inner)
  })
  return [
    row('request', requestWords(behavior, contract)),
    ...valueRows(values),
    answerRow(behavior, raw, context),
    row('cases', casesWords(behavior)),
  ]
}

function valueRows(values: readonly Item[]): Row[] {
  const [only, ...more] = values
  if (!only) return []
  return [{ label: 'values', item: more.length === 0 ? only : item([], values) }]
}

function answerRow(behavior: ActiveBehavior, raw: RawBehavior, context: Context): Row {
  const known = silence
  const { alternatives, together } = behavior
  if (alternatives.length > 0) {
    const options = alternatives.map(({ words, expect }, index) => {
      const written = raw.alternatives?.[index]?.expect ?? {}
      const { text, inner } = expectationItem(expect, written, { ...context, known })
      return item(say`“${words}”: ${text}`, inner)
    })
    return {
      label: 'reported',
      item: item(say`the first of these that holds, in these words:`, options),
    }
  }
  const expected = expectedItem(behavior.expect, raw.expect, { ...context, known })
  const all = say`all the answers together list every instance of the account exactly once`
  if (!together) return { label: 'expected', item: expected }
  return behavior.expect.length === 0
    ? { label: 'expected', item: item(all) }
    : { label: 'expected', item: item([], [expected, item(all)]) }
}

function expectedItem(
  expect: readonly Expectation[],
  raw: RawBehavior['expect'],
  context: Context & { known: ShapeWords },
): Item {
  const written: readonly RawExpectation[] = [raw ?? []].flat()
  const items = expect.map((one, index) => expectationItem(one, written[index] ?? {}, context))
  const [only, ...more] = items
  if (only && more.length === 0) return only
  return item(say`one of these:`, items)
}

function casesWords({ forAll, request, runs }: ActiveBehavior): Phrase {
  const requests = request.repeat > 1 ? ` of ${request.repeat} requests` : ''
  if (forAll.size === 0) return [`1${requests}`]
  if ([...forAll.values()].some(({ kind }) => kind === 'enum'))
    return say`one for each value, whatever ${runsFlag} says`
  const count = runs ?? usualRuns
  return say`${count === 1 ? '' : 'up to '}${count}${requests}, more with ${runsFlag}`
}

const runsFlag = code('--runs')

function burstRows({ as }: BurstBehavior, { operation, rateLimit }: Contract): Row[] {
  const { requests, seconds } = rateLimit ?? { requests: 0, seconds: 0 }
  const url = code(`${operation.method} ${operation.path}`)
  return [
    row(
      'request',
      say`${url}, as ${code(as)}, as fast as it goes until the first 429, and twice the limit at most`,
    ),
    row(
      'expected',
      say`a 429 once ${requests} requests were answered in ${seconds} seconds, and none before`,
    ),
  ]
}
