import type { RequestCounts, TargetReport } from '../model/report.ts'
import { disclosureOf } from './disclosure/disclose.ts'
import type { Target } from '../model/target.ts'
import { behaviorReport, countVerdicts } from './verdicts.ts'
import type { BehaviorOutcome } from '../judge/outcome.ts'

const noRequests: RequestCounts = { sent: 0, burst: 0, retried: 0, waitedMs: 0 }

/** A target as far as its report needs it. */
export type Unjudged = Pick<Target, 'name' | 'contract' | 'credentials'> & {
  baseUrl: string | null
}

/** The report on a target that could not even be asked. */
export function unjudgedReport(target: Unjudged, reason: string): TargetReport {
  return reportAlike(target, { kind: 'unverified', reason }, noRequests)
}

/** The report on a target of which one reason tells everything: each behavior has it. */
export function reportAlike(
  target: Unjudged,
  outcome: Extract<BehaviorOutcome, { kind: 'unverified' | 'error' }>,
  requests: RequestCounts,
): TargetReport {
  const { name, contract } = target
  const disclosure = disclosureOf(target, null)
  const behaviors = contract.behaviors.map((behavior) =>
    behaviorReport(behavior, outcome, disclosure),
  )
  return {
    name,
    provider: contract.provider,
    baseUrl: disclosure.baseUrl,
    contract: { revision: contract.revision, sha256: contract.sha256 },
    verdict: 'error',
    reason: disclosure.words(outcome.reason),
    counts: countVerdicts(behaviors),
    requests,
    behaviors,
    stale: [],
    notExercised: [],
    exchanges: [],
  }
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
