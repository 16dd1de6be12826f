import type { ActiveBehavior, Behavior, PassiveBehavior } from '../model/contract.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Judgement, Mismatch } from './judgement.ts'
import type { Finding } from './outcome.ts'
import type { RunContext } from './context.ts'
import type { Exercised } from './exercise.ts'
import { describe, judgeAllTogether, judgeCase } from './active.ts'
import type { AnsweredCase } from './active.ts'
import { counterexampleOf, shrink } from './shrink.ts'
import type { BehaviorOutcome } from './outcome.ts'

type Broken = Extract<Judgement, { kind: 'broken' }>

/** The generated case that a failure was found with. */
type Generated = Pick<Finding, 'counterexample' | 'path'>

/** Nothing was generated for it. */
const ungenerated: Generated = { counterexample: null, path: null }

/** What an answer contradicts. */
export function findingOf(
  { expected, actual, pointer }: Mismatch,
  exchange: Exchange,
  { settings: { seed } }: RunContext['target'],
  generated = ungenerated,
): Finding {
  return { expected, actual, pointer, exchange, seed, ...generated }
}

/** What all answers of the run show of a behavior that makes no request of its own. */
export function passiveOutcome(behavior: PassiveBehavior, context: RunContext): BehaviorOutcome {
  const { target, passive } = context
  const { cases, broken, brokenCases, needs } = passive.result(behavior)
  if (brokenCases === 0)
    return cases > 0 ? { kind: 'held', cases } : lacking(behavior, needs, context)
  const findings = broken.flatMap(({ exchange, mismatches }) =>
    mismatches.slice(0, 3).map((mismatch) => findingOf(mismatch, exchange, target)),
  )
  return { kind: 'broken', cases, brokenCases, findings }
}

/** What the cases of a behavior show. */
export async function activeOutcome(
  behavior: ActiveBehavior,
  found: Exercised,
  context: RunContext,
): Promise<BehaviorOutcome> {
  if (!found.ok) return lacking(behavior, found.needs, context)
  const { answered } = found
  const { target, timeline, wire } = context
  const judging = { contract: target.contract, timeline, log: wire.log }
  const [first] = answered
  if (first && behavior.alternatives.length > 0) {
    return { kind: 'observed', cases: answered.length, words: describe(behavior, first, judging) }
  }
  const judged = answered.map((one) => ({
    answered: one,
    judgement: judgeCase(behavior, one, judging),
  }))
  const broken = judged.flatMap(({ answered: one, judgement }) =>
    judgement.kind === 'broken' ? [{ answered: one, judgement }] : [],
  )
  const counts = { cases: answered.length, brokenCases: broken.length }
  if (broken[0]) return brokenOutcome(behavior, broken[0], counts, context)
  const together = behavior.together ? judgeAllTogether(answered, judging) : null
  if (first && together?.kind === 'broken') {
    const findings = findingsOf(together, first, ungenerated, context)
    return { kind: 'broken', cases: answered.length, brokenCases: 1, findings }
  }
  return restOutcome(
    behavior,
    judged.map(({ judgement }) => judgement),
    context,
  )
}

async function brokenOutcome(
  behavior: ActiveBehavior,
  failing: { answered: AnsweredCase; judgement: Broken },
  counts: { cases: number; brokenCases: number },
  context: RunContext,
): Promise<BehaviorOutcome> {
  const { answered, judgement, path } = await shrink(behavior, failing, context)
  const generated = { counterexample: counterexampleOf(behavior, answered.case), path }
  const findings = findingsOf(judgement, answered, generated, context)
  return { kind: 'broken', ...counts, findings }
}

function findingsOf(
  { mismatches }: Broken,
  { exchanges }: AnsweredCase,
  generated: Generated,
  { target }: RunContext,
) {
  const last = exchanges.at(-1)
  return last ? mismatches.map((mismatch) => findingOf(mismatch, last, target, generated)) : []
}

/** Nothing is broken: held somewhere, or no answer, or nothing that tells anything. */
function restOutcome(
  behavior: ActiveBehavior,
  judgements: readonly Judgement[],
  context: RunContext,
): BehaviorOutcome {
  const unanswered = judgements.find((judgement) => judgement.kind === 'no-answer')
  if (unanswered) return { kind: 'error', cases: judgements.length, reason: unanswered.reason }
  const unsent = judgements.find((judgement) => judgement.kind === 'not-sent')
  if (unsent) return { kind: 'unverified', reason: unsent.reason }
  const cases = judgements.filter(({ kind }) => kind === 'held').length
  if (cases > 0) return { kind: 'held', cases }
  const vacuous = judgements.find((judgement) => judgement.kind === 'vacuous')
  return lacking(behavior, vacuous?.needs ?? null, context)
}

/** Why a behavior stays unverified: a flag that was not given, or what the account has not. */
export function lacking(
  behavior: Behavior,
  needs: string | null,
  { target, account }: Pick<RunContext, 'target' | 'account'>,
): BehaviorOutcome {
  const { optIn } = behavior
  if (optIn && !target.settings.burst) {
    return {
      kind: 'unverified',
      reason: `needs ${optIn}: it goes past the documented rate limit on purpose`,
      optIn,
    }
  }
  const { length } = account.instances
  const [, count] = /^(\d+) instances?$/.exec(needs ?? '') ?? []
  if (behavior.needs && (needs === null || length > 1 || count === undefined)) {
    return { kind: 'unverified', reason: `needs ${behavior.needs}` }
  }
  return { kind: 'unverified', reason: `needs ${needs ?? '1 instance'}${butHas(count, length)}` }
}

/** What the account has instead; it may have enough, and show nothing with them. */
function butHas(count: string | undefined, length: number): string {
  if (count === undefined) return ''
  if (length < Number(count)) return `, the account has ${length === 0 ? 'none' : length}`
  const which =
    count === '1' ? 'that holds still' : 'that hold still and differ in what is asked for'
  return ` ${which}; the account has ${length}`
}
