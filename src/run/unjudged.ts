import type { BehaviorReport, RequestCounts, TargetReport } from '../model/report.ts'
import type { PlannedTarget } from './prepare.ts'
import { redactReport } from './redaction.ts'
import { behaviorReport, countVerdicts } from './verdicts.ts'

const noRequests: RequestCounts = { sent: 0, burst: 0, retried: 0, waitedMs: 0 }

/** The report on a target that could not even be asked. */
export function unjudgedReport(planned: PlannedTarget, reason: string): TargetReport {
  const { name, contract, baseUrl } = planned
  const behaviors: BehaviorReport[] = contract.behaviors.map((behavior) =>
    behaviorReport(behavior, { kind: 'unverified', reason }),
  )
  const report: TargetReport = {
    name,
    provider: contract.provider,
    baseUrl: baseUrl ?? '',
    contract: { revision: contract.revision, sha256: contract.sha256 },
    verdict: 'error',
    reason,
    counts: countVerdicts(behaviors),
    requests: noRequests,
    behaviors,
    stale: [],
    notExercised: [],
    exchanges: [],
  }
  return redactReport(report, planned, [])
}

/** The report on a target of which nothing but a name or a URL is known. */
export function refusedReport(provider: string, baseUrl: string, reason: string): TargetReport {
  return {
    name: provider,
    provider,
    baseUrl,
    contract: { revision: null, sha256: null },
    verdict: 'error',
    reason,
    counts: countVerdicts([]),
    requests: noRequests,
    behaviors: [],
    stale: [],
    notExercised: [],
    exchanges: [],
  }
}
