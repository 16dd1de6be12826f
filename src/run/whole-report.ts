import type { BehaviorReport, TargetReport } from '../model/report.ts'
import { countVerdicts, notRunReason, targetVerdict } from './verdicts.ts'

/** The target's report with every behavior of its contract; one that was not judged was not run. */
export function withBehaviors(target: TargetReport, titles: readonly Unrun[]): TargetReport {
  const judged = new Map(target.behaviors.map((behavior) => [behavior.id, behavior]))
  const behaviors = titles.map((title) => judged.get(title.id) ?? notRun(title))
  const isUnjudged = target.verdict === 'error' && target.reason !== null
  const verdict = isUnjudged ? 'error' : targetVerdict(behaviors)
  return { ...target, verdict, counts: countVerdicts(behaviors), behaviors }
}

type Unrun = Pick<BehaviorReport, 'id' | 'title' | 'level' | 'covers'>

/** A behavior that this run did not get to. */
function notRun({ id, title, level, covers }: Unrun): BehaviorReport {
  return {
    id,
    title,
    level,
    covers,
    cases: 0,
    exchanges: [],
    verdict: 'unverified',
    reason: notRunReason,
  }
}

/** Whether nothing that was selected exists; a target that could not be asked is another matter. */
export function isUntouched({ verdict, behaviors }: TargetReport): boolean {
  return (
    verdict !== 'error' &&
    behaviors.every(({ cases, verdict: one }) => one === 'unverified' && cases === 0)
  )
}
