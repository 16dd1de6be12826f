import type { Instance } from '../model/account.ts'
import type { Contract, PassiveBehavior, Shape } from '../model/contract.ts'
import type { Exchange, WireResponse } from '../recording/exchange.ts'
import type { Recording } from '../recording/recording.ts'
import type { JudgeContext } from './judge-context.ts'
import { fitsStatus, itemMismatches, judgeAny } from './expectation.ts'
import type { AnswerContext } from './expectation.ts'
import { listedBy } from './instances/listing.ts'
import type { Mismatch } from './judgement.ts'

/** What all answers of a run show of one behavior. */
export interface PassiveResult {
  /** Answers, or items, that were judged. */
  cases: number
  broken: readonly { exchange: Exchange; mismatches: readonly Mismatch[] }[]
  /** Ids of the exchanges that were judged. */
  exchanges: readonly string[]
  /** How many of the cases are broken. */
  brokenCases: number
  /** What the account lacks, where nothing could be judged. */
  needs: string | null
}

export type Answered = Exchange & { outcome: { kind: 'response' } }

/** Exchanges with an answer, each different answer once: what is equal shows nothing new. */
export function distinctAnswers({ exchanges }: Pick<Recording, 'exchanges'>): Answered[] {
  // Equal bodies are one object.
  const seen = new Map<WireResponse['body'], Set<string>>()
  return exchanges.filter((exchange): exchange is Answered => {
    if (exchange.outcome.kind !== 'response') return false
    const { status, body, headers } = exchange.outcome.response
    const frames = seen.get(body) ?? new Set<string>()
    seen.set(body, frames)
    const frame = `${status} ${String(headers['content-type'])} ${exchange.request.as.genuine}`
    if (frames.has(frame)) return false
    frames.add(frame)
    return true
  })
}

/** Which answers are judged, and by what. */
type PassiveContext = Pick<JudgeContext, 'contract' | 'recording' | 'timeline' | 'baseline'>

/** What all answers so far show of a behavior that makes no request of its own. */
export function judgePassive(behavior: PassiveBehavior, context: PassiveContext): PassiveResult {
  const answers = distinctAnswers(context.recording)
  const scoped = answers.filter((exchange) => isInScope(behavior, exchange, context))
  return behavior.on === 'every-item'
    ? judgeOnItems(behavior, scoped, context)
    : judgeAnswers(behavior, scoped, { ...context, values: {} })
}

function isInScope(
  behavior: PassiveBehavior,
  exchange: Answered,
  context: PassiveContext,
): boolean {
  const { response } = exchange.outcome
  const { when, on } = behavior
  if (when.status && !fitsStatus(response.status, when.status)) return false
  switch (on) {
    case 'every-response':
      return true
    case 'baseline':
      return exchange.id === context.baseline
    case 'every-success':
      return exchange.request.as.genuine && response.status >= 200 && response.status < 300
    case 'every-listing':
    case 'every-item':
      return exchange.request.as.genuine && listedBy(response, context.contract.listing) !== null
  }
}

function judgeAnswers(
  behavior: PassiveBehavior,
  answers: readonly Answered[],
  context: AnswerContext,
): PassiveResult {
  const { shape } = behavior.when
  const fitting = answers.filter(({ outcome: { response } }) => !shape || bodyFits(shape, response))
  const judgements = fitting.map((exchange) => ({
    exchange,
    judgement: judgeAny(behavior.expect, exchange.outcome.response, context),
  }))
  const broken = judgements.flatMap(({ exchange, judgement }) =>
    judgement.kind === 'broken' ? [{ exchange, mismatches: judgement.mismatches }] : [],
  )
  const vacuous = judgements.flatMap(({ judgement }) =>
    judgement.kind === 'vacuous' ? [judgement.needs] : [],
  )
  const cases = fitting.length - vacuous.length
  return {
    cases,
    broken,
    exchanges: fitting.map(({ id }) => id),
    brokenCases: broken.length,
    needs: cases > 0 ? null : (vacuous[0] ?? null),
  }
}

function bodyFits(
  shape: NonNullable<PassiveBehavior['when']['shape']>,
  { body }: WireResponse,
): boolean {
  return body.ok && shape.fits(body.value)
}

function judgeOnItems(
  behavior: PassiveBehavior,
  answers: readonly Answered[],
  { contract }: PassiveContext,
): PassiveResult {
  let cases = 0
  let brokenCases = 0
  let isEmpty = true
  const broken: { exchange: Exchange; mismatches: readonly Mismatch[] }[] = []
  for (const exchange of answers) {
    const instances = listedBy(exchange.outcome.response, contract.listing) ?? []
    if (instances.length > 0) isEmpty = false
    const shown = judgeItems(behavior, instances, contract)
    cases += shown.cases
    brokenCases += shown.brokenCases
    if (shown.mismatches.length > 0) broken.push({ exchange, mismatches: shown.mismatches })
  }
  return {
    cases,
    broken,
    exchanges: answers.map(({ id }) => id),
    brokenCases,
    needs: isEmpty ? '1 instance' : null,
  }
}

/** What the instances of one answer show of one behavior. */
export interface ItemsResult {
  /** Instances that were judged. */
  cases: number
  /** How many of them are broken. */
  brokenCases: number
  /** The first mismatches. */
  mismatches: Mismatch[]
}

/** So many mismatches of one answer are more than a report shows. */
const mostPerAnswer = 20

/** Judges the instances of one answer by a behavior on every item. */
export function judgeItems(
  { when, expect }: PassiveBehavior,
  instances: readonly Instance[],
  contract: Pick<Contract, 'listing'>,
): ItemsResult {
  const shapes = expect.flatMap(({ item }) => item ?? [])
  const result: ItemsResult = { cases: 0, brokenCases: 0, mismatches: [] }
  for (const { item, index } of instances) {
    if (when.shape?.fits(item) === false || !apply(shapes, item)) continue
    result.cases++
    if (shapes.every((shape) => shape.fits(item))) continue
    result.brokenCases++
    if (result.mismatches.length >= mostPerAnswer) continue
    for (const shape of shapes)
      result.mismatches.push(...itemMismatches(shape, item, index, contract))
  }
  return result
}

function apply(shapes: readonly Shape[], item: unknown): boolean {
  return shapes.every((shape) => shape.applies(item))
}
