import type { Behavior } from '../model/contract.ts'
import type { TargetReport } from '../model/report.ts'
import { Disclosure } from '../report/disclosure/disclosure.ts'
import type { Clock } from '../wire/limiter.ts'
import { unsentId } from '../wire/wire.ts'
import type { Wire } from '../wire/wire.ts'
import { burstOutcomes } from '../judge/burst.ts'
import { confirm } from '../judge/confirm.ts'
import type { RunContext } from '../judge/context.ts'
import { exercise } from '../judge/exercise.ts'
import type { Exercised } from '../judge/exercise.ts'
import { openAccount } from '../judge/open-account.ts'
import { activeOutcome, lacking, passiveOutcome } from '../judge/outcomes.ts'
import type { ProgressTeller } from './progress-teller.ts'
import type { Target } from '../model/target.ts'
import { targetReport } from '../report/target-report.ts'
import type { Judged } from '../report/target-report.ts'
import type { BehaviorOutcome } from '../judge/outcome.ts'

/** The report on a target but for its exchanges, and what decides what is shown of those. */
export interface JudgedTarget {
  report: TargetReport
  disclosure: Disclosure
}

/** Why a target that was being judged when the run ended has no verdict. */
export const interrupted = 'interrupted'

/**
 * Judges a target by its contract. Where the wire was stopped, the report has the failures that were
 * confirmed by then, and nothing else.
 */
export async function judgeTarget(
  target: Target,
  wire: Wire,
  clock: Clock,
  progress: ProgressTeller,
): Promise<JudgedTarget> {
  const { contract } = target
  const opened = await openAccount(target, wire, clock)
  const judged = opened.ok
    ? await judgeBehaviors(contract.behaviors, opened.context, progress)
    : contract.behaviors.map((behavior): Judged => ({
        behavior,
        outcome: { ...opened.problem, kind: opened.problem.verdict, cases: 0 },
        exchanges: wire.log.map(({ id }) => id),
      }))
  const certain = wire.isStopped ? onlyFailures(judged, contract.behaviors) : judged
  const problem = opened.ok ? null : opened.problem.reason
  // Last, and in the order of the report: so are values numbered that are masked.
  const disclosure = new Disclosure(target, opened.ok ? opened.context.account : null, wire.log)
  const found = {
    judged: certain,
    deviations: target.deviations,
    problem: wire.isStopped ? interrupted : problem,
    brokenOff: wire.brokenOff,
    requests: wire.counts,
  }
  return { report: targetReport(target, found, disclosure), disclosure }
}

/** The broken musts; all else was not judged to the end. */
function onlyFailures(judged: readonly Judged[], behaviors: readonly Behavior[]): Judged[] {
  const failures = new Map(
    judged
      .filter(({ behavior, outcome }) => behavior.level === 'must' && outcome.kind === 'broken')
      .map((one) => [one.behavior.id, one]),
  )
  return behaviors.map((behavior) => {
    const outcome = { kind: 'unverified' as const, reason: interrupted }
    return failures.get(behavior.id) ?? { behavior, outcome, exchanges: [] }
  })
}

/** @returns none where the wire was stopped before anything could be confirmed */
async function judgeBehaviors(
  behaviors: readonly Behavior[],
  context: RunContext,
  progress: ProgressTeller,
): Promise<Judged[]> {
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
  const judged = new Map<string, Judged>()
  for (const behavior of active) {
    const found = exercised.get(behavior.id)
    if (!found) continue
    const outcome = await activeOutcome(behavior, found, context)
    judged.set(behavior.id, { behavior, outcome, exchanges: judgedOn(found, outcome) })
  }
  for (const [behavior, { outcome, exchanges }] of await burstOutcomes(behaviors, context))
    judged.set(behavior.id, { behavior, outcome, exchanges })
  // Last of all, because every answer counts, those to shrinking and to the burst included.
  context.readings.takeIn()
  return behaviors.map((behavior) => {
    if (behavior.kind === 'passive') {
      const { exchanges } = context.passive.result(behavior)
      return { behavior, outcome: passiveOutcome(behavior, context), exchanges }
    }
    const unexercised = { behavior, outcome: lacking(behavior, null, context), exchanges: [] }
    return judged.get(behavior.id) ?? unexercised
  })
}

/** The exchanges of all cases, and those that a counterexample was made smaller by. */
function judgedOn(found: Exercised, outcome: BehaviorOutcome): string[] {
  const asked = found.ok ? found.answered.flatMap(({ exchanges }) => exchanges) : []
  const shown = outcome.kind === 'broken' ? outcome.findings : []
  const ids = [...asked.map(({ id }) => id), ...shown.map(({ exchange }) => exchange.id)]
  return [...new Set(ids)].filter((id) => id !== unsentId).toSorted(inOrderOfSending)
}

function inOrderOfSending(one: string, other: string): number {
  return Number(one.slice(1)) - Number(other.slice(1))
}
