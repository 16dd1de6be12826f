import type { BehaviorReport, TargetReport } from '../model/report.ts'
import type { PlannedTarget } from './prepare.ts'
import { behaviorReport, countVerdicts } from './verdicts.ts'

/** The report on a target that could not even be asked. */
export function unjudgedReport(
  { name, contract, baseUrl }: PlannedTarget,
  reason: string,
): TargetReport {
  const behaviors: BehaviorReport[] = contract.behaviors.map((behavior) =>
    behaviorReport(behavior, { kind: 'unverified', reason }),
  )
  return {
    name,
    provider: contract.provider,
    baseUrl: baseUrl ?? '',
    contract: { revision: contract.revision, sha256: contract.sha256 },
    verdict: 'error',
    reason,
    counts: countVerdicts(behaviors),
    requests: { sent: 0, burst: 0, retried: 0, waitedMs: 0 },
    behaviors,
    stale: [],
  }
}
