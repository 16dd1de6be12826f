import type { ActiveBehavior, PassiveBehavior } from '../model/contract.ts'
import type { Judgement } from './judgement.ts'
import type { JudgeContext } from './judge-context.ts'
import type { Inquiry } from './inquiry.ts'
import { judgePassive } from './passive.ts'
import { firstAnswers, judgeAllTogether, judgeCase, observedWords } from './active.ts'
import type { AnsweredCase } from '../ask/plan.ts'
import { counterexampleOf, isOnlyRepeated, shrink } from './shrink.ts'
import { findingOf, ungenerated } from './outcome.ts'
import type { Exercised } from './exercise.ts'
import { lacking, unproven } from './unverified.ts'
import type { BehaviorOutcome, Generated } from './outcome.ts'

type Broken = Extract<Judgement, { kind: 'broken' }>

/** What a behavior came to, with the ids of the exchanges that it was judged on. */
export interface Conclusion {
  outcome: BehaviorOutcome
  exchanges: readonly string[]
}

/** What all answers of the run show of a behavior that makes no request of its own. */
export function concludePassive(behavior: PassiveBehavior, context: JudgeContext): Conclusion {
  const { seed } = context.recording.settings
  const { cases, broken, brokenCases, needs, exchanges } = judgePassive(behavior, context)
  if (brokenCases === 0) {
    const lack = needs === null ? lacking(behavior, null, context) : unproven(needs, context)
    return { outcome: cases > 0 ? { kind: 'held', cases } : lack, exchanges }
  }
  const findings = broken.flatMap(({ exchange, mismatches }) =>
    mismatches.slice(0, 3).map((mismatch) => findingOf(mismatch, exchange, seed)),
  )
  return { outcome: { kind: 'broken', cases, brokenCases, findings }, exchanges }
}

/** What the cases of a behavior show. */
export function* activeOutcome(
  behavior: ActiveBehavior,
  found: Exercised,
  context: JudgeContext,
): Inquiry<BehaviorOutcome> {
  if (!found.ok) return lacking(behavior, found.needs, context)
  const { answered } = found
  const [first] = answered
  if (first && behavior.alternatives.length > 0) {
    return {
      kind: 'observed',
      cases: answered.length,
      words: observedWords(behavior, first, context),
    }
  }
  const judged = answered.map((one) => ({
    answered: one,
    judgement: judgeCase(behavior, one, context),
  }))
  const broken = judged.flatMap(({ answered: one, judgement }) =>
    judgement.kind === 'broken' ? [{ answered: one, judgement }] : [],
  )
  const counts = { cases: answered.length, brokenCases: broken.length }
  const telling = broken.find(({ judgement }) => !isOnlyRepeated(judgement)) ?? broken[0]
  if (telling) return yield* brokenOutcome(behavior, telling, counts, context)
  const together = behavior.together ? judgeAllTogether(firstAnswers(answered), context) : null
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

function* brokenOutcome(
  behavior: ActiveBehavior,
  failing: { answered: AnsweredCase; judgement: Broken },
  counts: { cases: number; brokenCases: number },
  context: JudgeContext,
): Inquiry<BehaviorOutcome> {
  const { answered, judgement, path } = yield* shrink(behavior, failing, context)
  const generated = { counterexample: counterexampleOf(behavior, answered.case), path }
  const findings = findingsOf(judgement, answered, generated, context)
  return { kind: 'broken', ...counts, findings }
}

function findingsOf(
  { mismatches, steps }: Broken,
  { exchanges }: AnsweredCase,
  generated: Generated,
  { recording }: JudgeContext,
) {
  const shown = steps ?? exchanges.slice(-1)
  const last = shown.at(-1)
  if (!last) return []
  return mismatches.map((mismatch) => ({
    ...findingOf(mismatch, last, recording.settings.seed, generated),
    ...(shown.length > 1 ? { steps: shown } : {}),
  }))
}

/** Nothing is broken: held somewhere, or no answer, or nothing that tells anything. */
function restOutcome(
  behavior: ActiveBehavior,
  judgements: readonly Judgement[],
  context: JudgeContext,
): BehaviorOutcome {
  const unanswered = judgements.find((judgement) => judgement.kind === 'no-answer')
  if (unanswered) return { kind: 'error', cases: judgements.length, reason: unanswered.reason }
  const unsent = judgements.find((judgement) => judgement.kind === 'not-sent')
  if (unsent) return { kind: 'unverified', reason: unsent.reason }
  const cases = judgements.filter(({ kind }) => kind === 'held').length
  const dropped = judgements.filter((judgement) => judgement.kind === 'dropped')
  if (dropped[0] && 2 * dropped.length > judgements.length)
    return unproven(dropped[0].needs, context)
  if (cases > 0) return { kind: 'held', cases }
  const vacuous = judgements.find((judgement) => judgement.kind === 'vacuous')
  return vacuous ? unproven(vacuous.needs, context) : lacking(behavior, null, context)
}
