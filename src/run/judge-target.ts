import type { Behavior } from '../model/contract.ts'
import type { BehaviorReport, TargetReport } from '../model/report.ts'
import type { Clock } from '../http/limiter.ts'
import { unsentId } from '../http/wire.ts'
import type { Wire } from '../http/wire.ts'
import { burstOutcomes } from './burst.ts'
import { confirm } from './confirm.ts'
import type { RunContext } from './context.ts'
import { applyDeviations } from './deviations.ts'
import { exercise } from './exercise.ts'
import type { Exercised } from './exercise.ts'
import { openAccount } from './open-account.ts'
import { activeOutcome, lacking, passiveOutcome } from './outcomes.ts'
import type { ProgressTeller } from './progress-teller.ts'
import type { Target } from './target.ts'
import {
  behaviorReport,
  countVerdicts,
  errorReason,
  notExercised,
  targetVerdict,
} from './verdicts.ts'
import type { BehaviorOutcome } from './verdicts.ts'

/** A report that may not be shown yet. */
export type Unmasked = Omit<TargetReport, 'exchanges'>

/** Why a target that was being judged when the run ended has no verdict. */
export const interrupted = 'interrupted'

/**
 * The report on a target, but for its masking and what exchanges it shows. Where the wire was stopped,
 * it has the failures that were confirmed by then, and nothing else.
 */
export async function judgeTarget(
  target: Target,
  wire: Wire,
  clock: Clock,
  progress: ProgressTeller,
): Promise<Unmasked> {
  const { contract, name, baseUrl, deviations } = target
  const opened = await openAccount(target, wire, clock)
  const judged = opened.ok
    ? await judgeBehaviors(contract.behaviors, opened.context, progress)
    : contract.behaviors.map((behavior) =>
        behaviorReport(
          behavior,
          { ...opened.problem, kind: opened.problem.verdict, cases: 0 },
          wire.log.map(({ id }) => id),
        ),
      )
  const certain = wire.isStopped ? onlyFailures(judged, contract.behaviors) : judged
  const { behaviors, stale } = applyDeviations(certain, deviations, new Date())
  const isWhole = opened.ok && !wire.isStopped
  const verdict = isWhole ? targetVerdict(behaviors) : 'error'
  return {
    name,
    provider: contract.provider,
    baseUrl,
    contract: { revision: contract.revision, sha256: contract.sha256 },
    verdict,
    reason: wire.isStopped
      ? interrupted
      : opened.ok
        ? errorReason(verdict, behaviors, wire.brokenOff)
        : opened.problem.reason,
    counts: countVerdicts(behaviors),
    requests: wire.counts,
    behaviors,
    stale: isWhole ? stale : [],
    notExercised: notExercised(behaviors),
  }
}

/** The failures; all else was not judged to the end. */
function onlyFailures(
  judged: readonly BehaviorReport[],
  behaviors: readonly Behavior[],
): BehaviorReport[] {
  const failures = new Map(
    judged.filter(({ verdict }) => verdict === 'fail').map((one) => [one.id, one]),
  )
  return behaviors.map(
    (one) =>
      failures.get(one.id) ?? behaviorReport(one, { kind: 'unverified', reason: interrupted }),
  )
}

/** @returns none where the wire was stopped before anything could be confirmed */
async function judgeBehaviors(
  behaviors: readonly Behavior[],
  context: RunContext,
  progress: ProgressTeller,
): Promise<BehaviorReport[]> {
  const active = behaviors.filter((behavior) => behavior.kind === 'active')
  const exercised = new Map(
    await Promise.all(
      active.map(async (one) => {
        const found = await exercise(one, context)
        progress.exercised()
        return [one.id, found] as const
      }),
    ),
  )
  await confirm(behaviors, exercised, context)
  if (context.wire.isStopped) return []
  const reports = new Map<string, BehaviorReport>()
  for (const behavior of active) {
    const found = exercised.get(behavior.id)
    if (!found) continue
    const outcome = await activeOutcome(behavior, found, context)
    reports.set(behavior.id, behaviorReport(behavior, outcome, judgedOn(found, outcome)))
  }
  for (const [behavior, { outcome, exchanges }] of await burstOutcomes(behaviors, context))
    reports.set(behavior.id, behaviorReport(behavior, outcome, exchanges))
  // Last of all, because every answer counts, those to shrinking and to the burst included.
  context.readings.takeIn()
  return behaviors.map((behavior) => {
    if (behavior.kind === 'passive') {
      const { exchanges } = context.passive.result(behavior)
      return behaviorReport(behavior, passiveOutcome(behavior, context), exchanges)
    }
    return reports.get(behavior.id) ?? behaviorReport(behavior, lacking(behavior, null, context))
  })
}

/** The exchanges of all cases, and those that a counterexample was made smaller by. */
function judgedOn(found: Exercised, outcome: BehaviorOutcome): string[] {
  const asked = found.ok ? found.answered.flatMap(({ exchanges }) => exchanges) : []
  const shown = outcome.kind === 'broken' ? outcome.failures : []
  const ids = [...asked.map(({ id }) => id), ...shown.map(({ exchange }) => exchange)]
  return [...new Set(ids)].filter((id) => id !== unsentId).toSorted(inOrderOfSending)
}

function inOrderOfSending(one: string, other: string): number {
  return Number(one.slice(1)) - Number(other.slice(1))
}
