import fc from 'fast-check'
import type { Account } from '../model/account.ts'
import type { ActiveBehavior, Generator, Query, Sender, Template } from '../model/contract.ts'
import { fieldsOf } from '../contract/generator-kinds.ts'
import { filledIn, variablesIn } from '../contract/template.ts'
import type { Drawn, SentAs, WireRequest } from '../recording/exchange.ts'
import { draw } from './generators/draw.ts'
import { laidOut } from './generators/layout.ts'
import type { Drawn as DrawnValue, Source } from './generators/generator.ts'
import { ofKind, textsOf } from './generators/value.ts'
import type { Value, Values } from './generators/value.ts'

/** One generated case of a behavior. */
export interface Case {
  index: number
  values: Values
  /** Draws the values again, from the same seed, and shrinks them. */
  arbitrary: fc.Arbitrary<Values>
  seed: number
  request: WireRequest
}

/** Generated cases per behavior where nothing else is asked for. */
export const usualRuns = 10

export type Cases = { ok: true; cases: readonly Case[] } | { ok: false; needs: string }

export type CaseContext = Pick<Source, 'contract' | 'account' | 'seed'> & { runs: number }

/** The cases of a behavior; equal seeds and accounts give equal cases. */
export function casesOf(behavior: ActiveBehavior, given: CaseContext): Cases {
  // Behaviors begin at different places, and each one at the next place with the next seed.
  const place = given.contract.behaviors.findIndex(({ id }) => id === behavior.id)
  const context = { ...given, seed: given.seed + place, usual: behavior.runs ?? usualRuns }
  const cases: Case[] = []
  let lack: Extract<Cases, { ok: false }> | null = null
  let count = capOf(behavior, context)
  // One credential may lack what the next one has.
  for (let index = 0; cases.length < count && index < 2 * count; index++) {
    const drawn = drawAll(behavior, { ...context, index, caseIndex: index })
    if (!drawn.ok) {
      lack ??= drawn
      continue
    }
    if (cases.length === 0) count = countOf(behavior, drawn, count)
    const seed = seedFor(context.seed, behavior.id, index)
    const [values = {}] = fc.sample(drawn.arbitrary, { seed, numRuns: 1 })
    const request = requestOf(behavior, { index, values }, context.account)
    if (!request) return { ok: false, needs: 'a credential' }
    cases.push({ index, values, arbitrary: drawn.arbitrary, seed, request })
  }
  return cases.length === 0 && lack ? lack : { ok: true, cases }
}

/** How many cases there are to ask for, of a most that is wanted. */
function countOf(
  { request: { queries } }: ActiveBehavior,
  { sizes, exhaustive }: Extract<DrawnAll, { ok: true }>,
  most: number,
): number {
  if (exhaustive) return Math.max(...sizes.filter(Number.isFinite))
  return Math.min(
    most,
    sizes.reduce((product, size) => product * size, queries.length),
  )
}

/** How many cases a behavior has at most, whatever the account holds. */
export function mostCases(behavior: ActiveBehavior, runs: number): number {
  const { forAll, request } = behavior
  const cap = capOf(behavior, { runs })
  if (forAll.size === 0) return Math.min(cap, request.queries.length)
  return Math.max(cap, ...[...forAll.values()].map(enumerated))
}

/** How many values a generator goes through, whatever the cap. */
function enumerated({ kind, argument }: Generator): number {
  const parts = argument as readonly Generator[]
  if (kind === 'any') return parts.length * Math.max(...parts.map(enumerated))
  return kind === 'enum' ? parts.length : 0
}

/** A behavior's own number is meant for the usual runs; more runs raise it in proportion. */
function capOf({ runs: own }: ActiveBehavior, { runs }: Pick<CaseContext, 'runs'>): number {
  if (own === null) return runs
  return runs < usualRuns ? Math.min(own, runs) : Math.ceil((own * runs) / usualRuns)
}

type DrawnAll =
  | { ok: true; arbitrary: fc.Arbitrary<Values>; sizes: number[]; exhaustive: boolean }
  | { ok: false; needs: string }

function drawAll(behavior: ActiveBehavior, source: Source): DrawnAll {
  const good: [string, Extract<DrawnValue, { ok: true }>][] = []
  for (const [name, generator] of behavior.forAll) {
    const one = draw(source, generator, behavior)
    if (!one.ok) return one
    good.push([name, one])
  }
  return {
    ok: true,
    arbitrary: fc.record<Record<string, Value>>(
      Object.fromEntries(good.map(([name, { arbitrary }]) => [name, arbitrary])),
    ),
    sizes: good.map(([, { size }]) => size),
    exhaustive: good.some(([, one]) => one.exhaustive ?? false),
  }
}

/** A seed of its own for each case, so that one more case of one behavior changes no other. */
export function seedFor(seed: number, id: string, index: number): number {
  let hash = seed ^ (index * 0x9e3779b1)
  for (const character of id) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return hash | 0
}

/** The request of a case; null where the sender's credential is not known. */
export function requestOf(
  behavior: ActiveBehavior,
  { index, values }: Pick<Case, 'index' | 'values'>,
  account: Account,
): WireRequest | null {
  const { as, queries, headers } = behavior.request
  const query = queries[index % queries.length] ?? []
  const sentAs = senderOf(as, values, account)
  if (!sentAs) return null
  return {
    as: sentAs,
    query: query.map(([name, template]) => [name, rendered(template, values)] as const),
    headers: Object.fromEntries(headers),
    drawn: drawnFor(behavior, query, values),
  }
}

/** What of a query was drawn from what instances hold. */
function drawnFor({ forAll }: ActiveBehavior, query: Query, values: Values): Drawn[] {
  const named = new Set(query.flatMap(([, template]) => variablesOf(template)))
  return [...forAll].flatMap(([name, generator]) => {
    const fields = named.has(name) ? fieldsOf(generator) : []
    return fields.length === 0 ? [] : textsOf(values[name]).map((value) => ({ value, fields }))
  })
}

function variablesOf(template: Template): readonly string[] {
  return template.kind === 'join' ? template.variables : variablesIn(template.text)
}

/** No credential at all. */
export const anonymous: SentAs = {
  role: null,
  secret: null,
  trusted: false,
  genuine: false,
  shown: null,
}

function senderOf(sender: Sender, values: Values, account: Account): SentAs | null {
  switch (sender.kind) {
    case 'anonymous':
      return anonymous
    case 'role':
      return account.credentials.get(sender.role)?.[0] ?? null
    case 'credential':
      return ofKind(values[sender.variable], 'credential')?.credential ?? null
    case 'forged': {
      const forged = ofKind(values[sender.variable], 'forged')
      if (!forged) return null
      const { secret, shown } = forged
      return { role: sender.role, secret, trusted: false, genuine: false, shown }
    }
  }
}

function rendered(template: Template, values: Values): string {
  if (template.kind === 'text') {
    return filledIn(template.text, (name) => textsOf(values[name]).join(','))
  }
  const parts = template.variables.flatMap((name) => textsOf(values[name]))
  const plan = template.layout === null ? undefined : values[template.layout]
  return laidOut(parts, template.by, ofKind(plan, 'layout'))
}

/** Equal requests have equal keys. */
export function keyOf({ as, query, headers }: WireRequest): string {
  return JSON.stringify([as.role, as.secret, query, Object.entries(headers).sort()])
}
