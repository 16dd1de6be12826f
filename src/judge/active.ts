import type { ActiveBehavior, Contract, Expectation, Generator } from '../model/contract.ts'
import type { Exchange, WireRequest, WireResponse } from '../recording/exchange.ts'
import { judgeAny, judgeExpectation } from './expectation.ts'
import type { AnswerContext } from './expectation.ts'
import type { JudgeContext } from './judge-context.ts'
import { held, judged } from './judgement.ts'
import type { Judgement } from './judgement.ts'
import { listedBy } from './instances/listing.ts'
import { judgeStable } from './instances/stable.ts'
import { judgeTogether } from './instances/relation.ts'
import {
  lastSteps,
  listingsIn,
  readingsOf,
  readingWords,
  requestWords,
  sightingsIn,
  spoilingIn,
} from './readings.ts'
import { readingRequest } from './snapshots.ts'
import { ofKind, textsOf } from '../ask/generators/value.ts'
import type { Value, Values } from '../ask/generators/value.ts'
import type { Timeline } from './instances/timeline.ts'
import { keyOf } from '../ask/cases.ts'
import type { AnsweredCase } from '../ask/plan.ts'

type Broken = Extract<Judgement, { kind: 'broken' }>

/** What a case is judged by: the recording tells whether a credential was ever accepted. */
export type SeenSoFar = Pick<JudgeContext, 'contract' | 'timeline' | 'recording'>

/** What one case shows, by the timeline as it is known now. */
export function judgeCase(
  behavior: ActiveBehavior,
  { case: { values, request }, exchanges }: AnsweredCase,
  seen: SeenSoFar,
): Judgement {
  const { contract, timeline } = seen
  const log = seen.recording.exchanges
  const context: AnswerContext = { contract, timeline, values }
  const shared = timeline.settled.length > 1 ? sharedCredential(values, contract, log) : null
  if (shared) return shared
  const judgements = exchanges.map((exchange) => judgeExchange(behavior, exchange, context))
  const broken = firstBroken(exchanges, judgements)
  if (broken && isStale(behavior, values, timeline))
    return { kind: 'dropped', needs: 'an account that holds still' }
  if (broken && provesNothing(request, exchanges, log)) {
    const needs = `a given credential: ${request.as.shown ?? 'the one from the listing'} was refused, and nothing says that it is one`
    return { kind: 'dropped', needs }
  }
  if (isStable(behavior.expect)) return judgeRepeated(request, broken, judgements, seen)
  return broken ?? judgements.find(({ kind }) => kind !== 'held') ?? held
}

/** The first answer that is wrong; where those before it were right, the first of them belongs to it. */
function firstBroken(
  exchanges: readonly Exchange[],
  judgements: readonly Judgement[],
): Broken | null {
  for (const [at, judgement] of judgements.entries()) {
    const [first, wrong] = [exchanges[0], exchanges[at]]
    if (judgement.kind !== 'broken' || !first || !wrong) continue
    if (at === 0) return { ...judgement, steps: [wrong] }
    const mismatches = judgement.mismatches.map((mismatch) => ({
      ...mismatch,
      actual: [mismatch.actual, ' when asked again'].flat(),
    }))
    return { ...judgement, mismatches, steps: [first, wrong] }
  }
  return null
}

/**
 * Whether the listing shows the account's own credential as that of an instance: whoever is given an
 * instance's would then hold the whole account.
 */
function sharedCredential(
  values: Values,
  { credentials: [primary] }: Contract,
  log: readonly Exchange[],
): Judgement | null {
  const reading = log.find(({ request }) => request.as.role === primary?.role && request.as.genuine)
  const isShared = Object.values(values).some((value) => {
    const credential = ofKind(value, 'credential')?.credential
    return (
      credential !== undefined &&
      credential.role !== primary?.role &&
      credential.secret === reading?.request.as.secret
    )
  })
  if (!isShared) return null
  const expected = 'a credential of its own for each instance'
  return judged([{ expected, actual: "the account's own credential", pointer: null }])
}

/** What the answers to all cases show together, for a behavior that says something of them together. */
export function judgeAllTogether(
  exchanges: readonly Exchange[],
  { contract, timeline }: Pick<JudgeContext, 'contract' | 'timeline'>,
): Judgement {
  const lists = exchanges.map(({ outcome }) =>
    outcome.kind === 'response' ? listedBy(outcome.response, contract.listing) : null,
  )
  if (lists.includes(null)) return { kind: 'held' }
  return judgeTogether(
    lists.map((list) => list ?? []),
    timeline,
  )
}

/** One answer to each case: a repetition lists no instance anew. */
export function firstAnswers(answered: readonly AnsweredCase[]): Exchange[] {
  return answered.flatMap(({ exchanges }) => exchanges.slice(0, 1))
}

function judgeExchange(
  behavior: ActiveBehavior,
  { outcome }: Exchange,
  context: AnswerContext,
): Judgement {
  if (outcome.kind !== 'response') return outcome
  const passing = passedOver(outcome.response)
  if (passing) return passing
  return judgeAny(behavior.expect, outcome.response, context)
}

/** A gateway's own trouble, or a rate limit that outlasted the waiting: no answer to the question. */
export function passedOver({ status }: WireResponse): Judgement | null {
  if (status !== 429 && (status < 502 || status > 504)) return null
  return { kind: 'no-answer', reason: `status ${status} at every try` }
}

/** Whether a credential was refused that no page calls one, where none of its role was ever accepted. */
function provesNothing(
  { as }: WireRequest,
  exchanges: readonly Exchange[],
  log: readonly Exchange[],
): boolean {
  if (!as.genuine || as.trusted) return false
  const wasAccepted = log.some(
    ({ request, outcome }) =>
      request.as.genuine && request.as.role === as.role && statusOf(outcome) === 200,
  )
  return !wasAccepted && exchanges.some(({ outcome }) => [401, 403].includes(statusOf(outcome)))
}

function statusOf(outcome: Exchange['outcome']): number {
  return outcome.kind === 'response' ? outcome.response.status : 0
}

/** Whether the same request is to answer the same. */
export function isStable(expect: readonly Expectation[]): boolean {
  return expect.some(({ items }) => items?.kind === 'stable')
}

/** Whoever asked again, for whatever reason: all answers to the same request are compared. */
function judgeRepeated(
  request: WireRequest,
  broken: Broken | null,
  judgements: readonly Judgement[],
  { contract, recording }: SeenSoFar,
): Judgement {
  const log = recording.exchanges
  const readings = readingsOf(request, log, contract)
  const isWhole = keyOf(request) === keyOf(readingRequest(contract, recording))
  const others = isWhole ? sightingsIn(readings, log, contract) : []
  const first = judgements.find(({ kind }) => kind !== 'held')
  const judgement = broken ?? first ?? judgeStable(listingsIn(readings), contract.listing, others)
  if (judgement.kind !== 'broken' || readings.every(({ isUnlike }) => !isUnlike)) return judgement
  const spoiling = spoilingIn(readings)
  if (spoiling === null) return { ...judgement, steps: judgement.steps ?? lastSteps(readings) }
  const { trigger, reading } = spoiling
  const actual = `after ${requestWords(trigger.request, contract)}, ${readingWords(reading, readings[0]?.list ?? [])}`
  const [{ expected } = { expected: '' }] = judgement.mismatches
  const mismatches = [{ expected, actual, pointer: null }]
  return { ...judgement, mismatches, steps: [trigger, reading.exchange] }
}

/** The words of the first alternative that holds, or what came instead. */
export function observedWords(
  behavior: ActiveBehavior,
  { case: { values }, exchanges }: AnsweredCase,
  { contract, timeline }: SeenSoFar,
): string {
  const [exchange] = exchanges
  if (exchange?.outcome.kind !== 'response')
    return `no answer: ${exchange?.outcome.reason ?? 'nothing was sent'}`
  const { response } = exchange.outcome
  const context: AnswerContext = { contract, timeline, values }
  const fitting = behavior.alternatives.find(
    ({ expect }) => judgeExpectation(expect, response, context).kind !== 'broken',
  )
  const listed = listedBy(response, contract.listing)
  return fitting?.words ?? `status ${response.status}${listed ? `, ${listed.length} listed` : ''}`
}

/**
 * Whether the account moved away from under a case: a value or a credential that was drawn as known
 * is no longer that of an instance that is always there, or one drawn as unknown has come to exist.
 */
export function isStale(behavior: ActiveBehavior, values: Values, timeline: Timeline): boolean {
  if (!timeline.moves) return false
  return [...behavior.forAll].some(([name, generator]) => isGone(generator, values[name], timeline))
}

function isGone(
  { kind, argument }: Generator,
  value: Value | undefined,
  timeline: Timeline,
): boolean {
  const field = String(argument)
  switch (kind) {
    case 'one':
    case 'some':
    case 'most':
      return textsOf(value).some((text) => timeline.hasLost(field, text))
    case 'unknown':
      return textsOf(value).some((text) => timeline.everHad(field, text))
    case 'credential':
      return textsOf(value).some((secret) =>
        timeline.fields.some((one) => timeline.hasLost(one, secret)),
      )
    default:
      return false
  }
}
