import type { BehaviorOutcome } from '../judge/outcome.ts'
import type { Behavior } from '../model/contract.ts'
import type {
  BehaviorReport,
  Counts,
  NotExercised,
  RequestCounts,
  TargetReport,
  TargetVerdict,
} from '../model/report.ts'
import type { Deviation, Target } from '../model/target.ts'
import type { Words } from '../model/words.ts'
import { behaviorReport } from './behavior-report.ts'
import { Disclosure } from './disclosure/disclosure.ts'
import type { Disclosed } from './disclosure/disclosure.ts'
import { applyDeviations } from './known-deviations.ts'
import { shownWords } from './messages.ts'

/** A target as far as its report needs it. */
export type ReportedTarget = Disclosed & Pick<Target, 'name'>

/** A behavior's outcome, with the ids of the exchanges that it was judged on. */
export interface Judged {
  behavior: Behavior
  outcome: BehaviorOutcome
  exchanges: readonly string[]
}

/** What a run found of a target. */
export interface Findings {
  judged: readonly Judged[]
  deviations: readonly Deviation[]
  /** Why the target could not be judged as a whole; null where it was. */
  problem: Words | null
  /** Why nothing more was sent, or null. */
  brokenOff: string | null
  requests: RequestCounts
}

const noRequests: RequestCounts = { sent: 0, burst: 0, retried: 0, waitedMs: 0 }

/** The report on a target, but for its exchanges. */
export function targetReport(
  { name, contract }: ReportedTarget,
  { judged, deviations, problem, brokenOff, requests }: Findings,
  disclosure: Disclosure,
): TargetReport {
  const reports = judged.map(({ behavior, outcome, exchanges }) =>
    behaviorReport(behavior, outcome, disclosure, exchanges),
  )
  const { behaviors, stale } = applyDeviations(reports, deviations, new Date(), disclosure)
  const verdict = problem === null ? targetVerdict(behaviors) : 'error'
  const reason = problem ?? errorReason(verdict, behaviors, brokenOff)
  return {
    name,
    provider: contract.provider,
    baseUrl: disclosure.baseUrl,
    contract: { revision: contract.revision, sha256: contract.sha256 },
    verdict,
    reason: reason === null ? null : shownWords(reason, disclosure),
    counts: countVerdicts(behaviors),
    requests,
    behaviors,
    stale: problem === null ? stale : [],
    notExercised: notExercised(behaviors),
    exchanges: [],
  }
}

/** The report on a target that could not even be asked. */
export function unjudgedReport(target: ReportedTarget, reason: string): TargetReport {
  return reportAlike(target, { kind: 'unverified', reason })
}

/** The report on a target of which one reason tells everything: each behavior has it. */
export function reportAlike(
  target: ReportedTarget,
  outcome: Extract<BehaviorOutcome, { kind: 'unverified' | 'error' }>,
  requests = noRequests,
): TargetReport {
  const judged = target.contract.behaviors.map((behavior) => ({ behavior, outcome, exchanges: [] }))
  return targetReport(
    target,
    { judged, deviations: [], problem: outcome.reason, brokenOff: null, requests },
    new Disclosure(target, null),
  )
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

/** How often each verdict was given. */
export function countVerdicts(behaviors: readonly BehaviorReport[]): Counts {
  const counts: Counts = { pass: 0, fail: 0, warn: 0, observed: 0, unverified: 0, error: 0 }
  for (const { verdict } of behaviors) counts[verdict]++
  return counts
}

/** The behaviors that nothing was asked of, by the flag that would have. */
export function notExercised(behaviors: readonly BehaviorReport[]): NotExercised[] {
  const byFlag = new Map<string, string[]>()
  for (const one of behaviors)
    if (one.verdict === 'unverified' && one.optIn)
      byFlag.set(one.optIn, [...(byFlag.get(one.optIn) ?? []), one.id])
  return [...byFlag].map(([optIn, ids]) => ({ optIn, behaviors: ids }))
}

/** The verdict on a target, from those on its behaviors. */
export function targetVerdict(behaviors: readonly BehaviorReport[]): TargetVerdict {
  const musts = behaviors.filter(({ level }) => level === 'must')
  const failed = musts.flatMap((behavior) => (behavior.verdict === 'fail' ? [behavior] : []))
  if (failed.some((behavior) => !behavior.known)) return 'non-conformant'
  if (behaviors.some(({ verdict }) => verdict === 'error')) return 'error'
  if (failed.length > 0) return 'known-deviations'
  const isOpen = musts.some((behavior) => behavior.verdict === 'unverified' && !behavior.optIn)
  return isOpen ? 'incomplete' : 'conformant'
}

/**
 * Why a target that was read could not be judged to the end; null for any verdict but `error`.
 * @param brokenOff why nothing more was sent, or null
 */
export function errorReason(
  verdict: TargetVerdict,
  behaviors: readonly BehaviorReport[],
  brokenOff: string | null,
): string | null {
  if (verdict !== 'error') return null
  if (brokenOff !== null) return `the run was broken off: ${brokenOff}`
  const reasons = behaviors.flatMap((one) => (one.verdict === 'error' ? [one.reason] : []))
  const times = (reason: string): number => reasons.filter((one) => one === reason).length
  const [most = ''] = reasons.toSorted((one, other) => times(other) - times(one))
  const many = reasons.length === 1 ? '1 behavior' : `${reasons.length} behaviors`
  return `${many} without an answer: ${most}`
}
