import { schemaVersion } from '../model/report.ts'
import type { BehaviorReport, Interrupt, Report, TargetReport } from '../model/report.ts'
import { countVerdicts, notExercised, notRunReason, targetVerdict } from './verdicts.ts'

/** What is known of a run before it begins. */
export type RunFacts = Pick<Report, 'suite' | 'startedAt' | 'seed' | 'options'>

/** What a run came to. */
export interface RunResult {
  durationMs: number
  targets: readonly TargetReport[]
  interrupted?: Interrupt | null
}

/** The report of a run, its targets by name. */
export function wholeReport(
  { suite, startedAt, seed, options }: RunFacts,
  { durationMs, targets, interrupted = null }: RunResult,
): Report {
  return {
    schemaVersion,
    suite,
    startedAt,
    durationMs: Math.round(durationMs),
    seed,
    interrupted,
    options,
    replayed: null,
    targets: targets.toSorted((a, b) => a.name.localeCompare(b.name)),
  }
}

/** The target's report with every behavior of its contract; one that was not judged was not run. */
export function withBehaviors(target: TargetReport, titles: readonly Unrun[]): TargetReport {
  const judged = new Map(target.behaviors.map((behavior) => [behavior.id, behavior]))
  const behaviors = titles.map((title) => judged.get(title.id) ?? notRun(title))
  const isUnjudged = target.verdict === 'error' && target.reason !== null
  const verdict = isUnjudged ? 'error' : targetVerdict(behaviors)
  return {
    ...target,
    verdict,
    counts: countVerdicts(behaviors),
    behaviors,
    notExercised: notExercised(behaviors),
  }
}

type Unrun = Pick<BehaviorReport, 'id' | 'title' | 'level' | 'covers' | 'digest'>

/** A behavior that this run did not get to. */
function notRun({ id, title, level, covers, digest }: Unrun): BehaviorReport {
  return {
    id,
    title,
    level,
    covers,
    cases: 0,
    exchanges: [],
    digest,
    verdict: 'unverified',
    reason: notRunReason,
  }
}

/** Whether the run did not get to the behavior. */
export function isNotRun(behavior: BehaviorReport): boolean {
  return behavior.verdict === 'unverified' && behavior.reason === notRunReason
}

/** Whether nothing that was selected exists; a target that could not be asked is another matter. */
export function isUntouched({ verdict, behaviors }: TargetReport): boolean {
  return (
    verdict !== 'error' &&
    behaviors.every(({ cases, verdict: one }) => one === 'unverified' && cases === 0)
  )
}
