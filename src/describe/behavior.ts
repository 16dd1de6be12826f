import type { Fact } from '../contract/facts.ts'
import type { ActiveBehavior, Behavior, BurstBehavior, Contract, Scope } from '../model/contract.ts'
import { usualRuns } from '../run/cases.ts'
import type { LoadedContract } from '../run/contracts.ts'
import { ContractLines } from './contract-lines.ts'
import type { Written } from './contract-lines.ts'
import { generatorItem, variable } from './generator.ts'
import { needsOf } from './needs.ts'
import { code, item, say } from './phrase.ts'
import type { Item, Phrase } from './phrase.ts'
import { requestWords } from './request.ts'

/** A fact that a behavior covers; `fact` is null where nobody catalogued it. */
export interface CoveredFact {
  id: string
  fact: Fact | null
}

/** One thing to say of a behavior, in words, or in the contract's own lines. */
export type Row =
  | {
      label: 'judged on' | 'request' | 'values' | 'expected' | 'cases' | 'needs' | 'opt-in'
      item: Item
    }
  | { label: 'expected' | 'reported'; written: readonly Written[] }

/** A behavior for a reader. */
export interface BehaviorWords {
  behavior: Behavior
  facts: readonly CoveredFact[]
  rows: readonly Row[]
}

/** Describes every behavior of a contract, in the order of the file. */
export function behaviorsInWords(loaded: LoadedContract): BehaviorWords[] {
  const { contract, text } = loaded
  const facts = new Map(loaded.facts().map((fact) => [fact.id, fact]))
  const lines = new ContractLines(text)
  return contract.behaviors.map((behavior, index) => ({
    behavior,
    facts: behavior.covers.map((id) => ({ id, fact: facts.get(id) ?? null })),
    rows: rowsOf(behavior, contract, lines.expectationOf(index)),
  }))
}

function rowsOf(behavior: Behavior, contract: Contract, written: readonly Written[]): Row[] {
  const needs = needsOf(behavior)
  return [
    ...kindRows(behavior, contract, written),
    ...(needs === null ? [] : [row('needs', [needs])]),
    ...(behavior.optIn === null ? [] : [row('opt-in', say`only with ${code(behavior.optIn)}`)]),
  ]
}

function kindRows(behavior: Behavior, contract: Contract, written: readonly Written[]): Row[] {
  // An observation judges nothing.
  const answer: Row = { label: behavior.level === 'observe' ? 'reported' : 'expected', written }
  switch (behavior.kind) {
    case 'passive':
      return [row('judged on', scopeWords(behavior.on, contract)), answer]
    case 'active':
      return [...askedRows(behavior, contract), answer, row('cases', casesWords(behavior))]
    case 'burst':
      return burstRows(behavior, contract)
  }
}

function row(label: Exclude<Row['label'], 'reported'>, text: Phrase): Row {
  return { label, item: item(text) }
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

function askedRows(behavior: ActiveBehavior, contract: Contract): Row[] {
  const values = [...behavior.forAll].map(([name, generator]) => {
    const { text, inner } = generatorItem(generator, contract.credentials)
    return item(say`${variable(name)}: ${text}`, inner)
  })
  const [only, ...more] = values
  return [
    row('request', requestWords(behavior, contract)),
    ...(only
      ? [{ label: 'values' as const, item: more.length === 0 ? only : item([], values) }]
      : []),
  ]
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
