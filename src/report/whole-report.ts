import { schemaVersion } from '../model/report.ts'
import type { BehaviorReport, Interrupt, Report, TargetReport } from '../model/report.ts'
import { countVerdicts, notExercised, targetVerdict } from './target-verdict.ts'

/** Why a behavior that the run did not get to is unverified. */
export const notRunReason = 'not run: not selected, or the run was stopped'

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
  const counts = countVerdicts(behaviors)
  return { ...target, verdict, counts, behaviors, notExercised: notExercised(behaviors) }
}

type Unrun = Pick<BehaviorReport, 'id' | 'title' | 'level' | 'covers' | 'digest'>

/** A behavior that this run did not get to. */
function notRun({ id, title, level, covers, digest }: Unrun): BehaviorReport {
  const described = { id, title, level, covers, digest }
  return { ...described, cases: 0, exchanges: [], verdict: 'unverified', reason: notRunReason }
}

/** Whether the run did not get to the behavior. */
export function isNotRun(behavior: BehaviorReport): boolean {
  return behavior.verdict === 'unverified' && behavior.reason === notRunReason
}

/** Whether no behavior was exercised, as when a selection matches none; false for a target that could not be asked. */
export function nothingExercised({ verdict, behaviors }: TargetReport): boolean {
  return (
    verdict !== 'error' &&
    behaviors.every(({ cases, verdict: one }) => one === 'unverified' && cases === 0)
  )
}

/** Whether nothing at all was judged: no credential, no answer, no contract. */
export function isUnjudged({ verdict, behaviors }: Verdicts): boolean {
  return (
    verdict === 'error' &&
    behaviors.every((one) => one.verdict === 'error' || one.verdict === 'unverified')
  )
}

/** The verdicts of a target's report, of any version. */
interface Verdicts extends Pick<TargetReport, 'verdict'> {
  behaviors: readonly Pick<BehaviorReport, 'verdict'>[]
}
