import type { Judged, JudgedBehavior } from '../judge/judge.ts'
import type { Behavior } from '../model/contract.ts'
import type { TargetReport } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import type { Recording } from '../recording/recording.ts'
import { applyDeviations } from './deviations.ts'
import { disclosureOf } from './disclosure/disclose.ts'
import { shownExchanges } from './exchanges.ts'
import type { Shown } from './exchanges.ts'
import {
  behaviorReport,
  countVerdicts,
  errorReason,
  notExercised,
  targetVerdict,
} from './verdicts.ts'

/** Why a target that was being judged when the run ended has no verdict. */
export const interrupted = 'interrupted'

/**
 * The report on a target. Where the run was stopped, it has the failures that were confirmed by then,
 * and nothing else.
 * @param shown which exchanges
 */
export function targetReport(
  { name, contract, deviations, credentials }: Target,
  recording: Recording,
  judged: Judged,
  shown: Shown,
): TargetReport {
  const { isStopped, baseUrl, exchanges, epoch } = recording
  const certain = isStopped ? onlyFailures(judged.behaviors, contract.behaviors) : judged.behaviors
  // In the order of the report: so are values numbered that are masked.
  const disclosure = disclosureOf({ contract, credentials, baseUrl }, judged.account, exchanges)
  const reports = certain.map((one) =>
    behaviorReport(one.behavior, one.outcome, disclosure, one.exchanges),
  )
  const { behaviors, stale } = applyDeviations(reports, deviations, new Date(), disclosure)
  const isWhole = judged.problem === null && !isStopped
  const verdict = isWhole ? targetVerdict(behaviors) : 'error'
  const ended = judged.problem?.reason ?? errorReason(verdict, behaviors, recording.brokenOff)
  const reason = isStopped ? interrupted : ended
  const report = {
    name,
    provider: contract.provider,
    baseUrl: disclosure.baseUrl,
    contract: { revision: contract.revision, sha256: contract.sha256 },
    verdict,
    reason: reason === null ? null : disclosure.words(reason),
    counts: countVerdicts(behaviors),
    requests: recording.requests,
    behaviors,
    stale: isWhole ? stale : [],
    notExercised: notExercised(behaviors),
  }
  return {
    ...report,
    exchanges: shownExchanges(report, exchanges, { disclosure, epoch, shown }),
  }
}

/** The broken musts; all else was not judged to the end. */
function onlyFailures(
  judged: readonly JudgedBehavior[],
  behaviors: readonly Behavior[],
): JudgedBehavior[] {
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
