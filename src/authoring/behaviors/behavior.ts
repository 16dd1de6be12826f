import type { Fact } from '../../contract/facts.ts'
import type { ActiveBehavior, Behavior, Contract, Scope } from '../../model/contract.ts'
import type { Query, RequestSpec, Sender, Template } from '../../model/contract.ts'
import { usualRuns } from '../../ask/cases.ts'
import type { LoadedContract } from '../../files/contracts.ts'
import { ContractLines } from './contract-lines.ts'
import type { Written } from './contract-lines.ts'
import { code, generatorWords, variable } from './generator-sentence.ts'

/** A fact that a behavior covers; without words where the catalogue does not have it. */
export type CoveredFact = Pick<Fact, 'id' | 'fact' | 'at'>

/** What is said of a behavior under one label: sentences, or the contract's own lines. */
export type Row =
  { label: string; texts: readonly string[] } | { label: string; written: readonly Written[] }

/** A behavior for a reader. In its texts, code stands between backticks. */
export interface BehaviorWords {
  behavior: Behavior
  facts: readonly CoveredFact[]
  rows: readonly Row[]
}

/** Describes every behavior of a contract, in the order of the file. */
export function behaviorsInWords({ contract, text, facts }: LoadedContract): BehaviorWords[] {
  const known = new Map(facts().map((fact) => [fact.id, fact]))
  const lines = new ContractLines(text)
  return contract.behaviors.map((behavior, index) => ({
    behavior,
    facts: behavior.covers.map((id) => known.get(id) ?? { id, fact: '', at: '' }),
    rows: rowsOf(behavior, contract, lines.expectationOf(index)),
  }))
}

/**
 * What an account must have so that the behavior can be exercised: what the contract says, and what
 * a relation needs to tell a right server from one that leaves nothing out.
 */
export function needsOf(behavior: Behavior): string | null {
  const relations =
    behavior.kind === 'active' ? behavior.expect.map(({ items }) => items?.kind) : []
  const implied = relations.includes('own')
    ? 'an instance besides the one that the credential belongs to'
    : relations.includes('where')
      ? 'an instance that the filter must leave out'
      : null
  return [behavior.needs, implied].filter((one) => one !== null).join('; ') || null
}

/** Where a fact stands on its page, such as `lines 28, 33-45`; nothing where that is not known. */
export function linesWords(at: string): string {
  if (at === '') return ''
  return `line${/^\d+$/.test(at) ? '' : 's'} ${at.replaceAll(',', ', ')}`
}

/** @param written the contract's own lines on what is expected */
export function rowsOf(behavior: Behavior, contract: Contract, written: readonly Written[]): Row[] {
  const needs = needsOf(behavior)
  return [
    ...kindRows(behavior, contract, written),
    ...(needs === null ? [] : [row('needs', needs)]),
    ...(behavior.optIn === null ? [] : [row('opt-in', `only with ${code(behavior.optIn)}`)]),
  ]
}

function row(label: string, ...texts: readonly string[]): Row {
  return { label, texts }
}

function kindRows(behavior: Behavior, contract: Contract, written: readonly Written[]): Row[] {
  // An observation judges nothing.
  const answer: Row = { label: behavior.level === 'observe' ? 'reported' : 'expected', written }
  const url = `${contract.operation.method} ${contract.operation.path}`
  switch (behavior.kind) {
    case 'passive':
      return [row('judged on', scopes[behavior.on]), answer]
    case 'active': {
      const values = [...behavior.forAll].map(
        ([name, generator]) => `${variable(name)}: ${generatorWords(generator)}`,
      )
      return [
        row('request', ...requestWords(url, behavior.request)),
        ...(values.length === 0 ? [] : [row('values', ...values)]),
        answer,
        row('cases', casesWords(behavior)),
      ]
    }
    case 'burst': {
      const { requests, seconds } = contract.rateLimit ?? { requests: 0, seconds: 0 }
      return [
        row(
          'request',
          `${code(url)}, as ${code(behavior.as)}, as fast as it goes until the first 429, and twice the limit at most`,
        ),
        row(
          'expected',
          `a 429 once ${requests} requests were answered in ${seconds} seconds, and none before`,
        ),
      ]
    }
  }
}

const scopes: Readonly<Record<Scope, string>> = {
  'every-response': 'every answer that the run sees',
  'every-success': 'every success (2xx) that a right credential gets',
  'every-listing': 'every listing that a right credential gets',
  'every-item': 'every instance of every listing',
  baseline: "the first answer of the run: the account's listing, without a filter",
}

/** A request with its variables in braces; where its queries take turns, once with each. */
function requestWords(url: string, { as, queries, headers, repeat }: RequestSpec): string[] {
  const rest = [
    senderWords(as),
    ...headers.map(([name, value]) =>
      value === null
        ? `without the header ${code(name)}`
        : `with the header ${code(`${name}: ${value}`)}`,
    ),
    ...(repeat > 1 ? [`sent ${repeat} times`] : []),
  ]
  return queries.map((query, index) => {
    const words = [...queryWords(url, query), ...rest].join(', ')
    return queries.length === 1 ? words : `${index === 0 ? 'in turn' : 'or'} ${words}`
  })
}

function queryWords(url: string, query: Query): string[] {
  const names = query.map(([name, template]) => `${name}=${templateText(template)}`)
  const layouts = query.flatMap(([, template]) =>
    template.kind === 'join' && template.layout !== null
      ? [`written as ${variable(template.layout)} says`]
      : [],
  )
  return [code([url, ...(names.length > 0 ? [names.join('&')] : [])].join('?')), ...layouts]
}

function templateText(template: Template): string {
  if (template.kind === 'text') return template.text
  return template.variables.map((name) => `{${name}}`).join(template.by)
}

function senderWords(sender: Sender): string {
  switch (sender.kind) {
    case 'role':
      return `as ${code(sender.role)}`
    case 'anonymous':
      return 'without a credential'
    case 'credential':
      return `as the holder of ${variable(sender.variable)}`
    case 'forged':
      return `with ${variable(sender.variable)} in place of the credential ${code(sender.role)}`
  }
}

function casesWords({ forAll, request, runs }: ActiveBehavior): string {
  const requests = request.repeat > 1 ? ` of ${request.repeat} requests` : ''
  if (forAll.size === 0) return `1${requests}`
  if ([...forAll.values()].some(({ kind }) => kind === 'enum'))
    return `one for each value, whatever ${code('--runs')} says`
  const count = runs ?? usualRuns
  return `${count === 1 ? '' : 'up to '}${count}${requests}, more with ${code('--runs')}`
}
