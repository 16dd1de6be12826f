import type { Judged, JudgedBehavior } from '../judge/judge.ts'
import type { BehaviorOutcome } from '../judge/outcome.ts'
import type { Behavior, Contract } from '../model/contract.ts'
import type { RequestCounts, TargetReport } from '../model/report.ts'
import type { Deviation, Target } from '../model/target.ts'
import type { Words } from '../model/words.ts'
import type { Recording } from '../recording/recording.ts'
import { behaviorReport } from './behavior-verdict.ts'
import { Disclosure } from './disclosure/disclosure.ts'
import type { Disclosed } from './disclosure/disclosure.ts'
import { shownExchanges } from './exchanges.ts'
import type { ExchangeSelection } from './exchanges.ts'
import { applyDeviations } from './known-deviations.ts'
import { shownWords } from './messages.ts'
import { withCauses } from './root-causes.ts'
import { countVerdicts, errorReason, notExercised, targetVerdict } from './target-verdict.ts'

/** Why a target that was being judged when the run ended has no verdict. */
export const interrupted = 'interrupted'

/** Why a run was ended: what its signal says, if anything. */
export function stopReason({ reason }: AbortSignal): string {
  return typeof reason === 'string' ? reason : interrupted
}

/** A target as far as its report needs it. */
export type ReportedTarget = Disclosed & Pick<Target, 'name'>

const noRequests: RequestCounts = { sent: 0, burst: 0, retried: 0, waitedMs: 0 }

/**
 * The report on a target. Where the run was stopped, it has the failures that were confirmed by then,
 * and nothing else.
 * @param shown which exchanges
 */
export function targetReport(
  { name, contract, deviations, credentials, network }: Target,
  recording: Recording,
  { behaviors, account, problem, likeness }: Judged,
  shown: ExchangeSelection,
): TargetReport {
  const { isStopped, baseUrl, exchanges, brokenOff, requests } = recording
  const disclosure = new Disclosure({ contract, credentials, baseUrl, network }, account, exchanges)
  const stopped = isStopped ? (brokenOff ?? interrupted) : null
  const found = {
    behaviors: stopped === null ? behaviors : onlyFailures(behaviors, contract.behaviors, stopped),
    problem: stopped ?? problem?.reason ?? null,
    likeness,
    deviations,
    brokenOff,
    requests,
  }
  const report = reportOn(name, found, disclosure)
  return { ...report, exchanges: shownExchanges(report, recording, shown, disclosure) }
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
  const { name, contract } = target
  const behaviors = contract.behaviors.map((behavior) => ({ behavior, outcome, exchanges: [] }))
  const found = {
    behaviors,
    problem: outcome.reason,
    likeness: null,
    deviations: [],
    brokenOff: null,
    requests,
  }
  return reportOn(name, found, new Disclosure(target, null))
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

/** What was found of a target. */
interface Found {
  behaviors: readonly JudgedBehavior[]
  /** Why the target could not be judged as a whole; null where it was. */
  problem: Words | null
  /** Which provider's contract the server fits far better, or null. */
  likeness: string | null
  deviations: readonly Deviation[]
  /** Why nothing more was sent, or null. */
  brokenOff: string | null
  requests: RequestCounts
}

/** Visits behaviors in report order, because masked values are numbered as they first appear. */
function reportOn(name: string, found: Found, disclosure: Disclosure): TargetReport {
  const { contract, baseUrl } = disclosure
  const { problem, likeness, brokenOff, requests } = found
  const reports = found.behaviors.map(({ behavior, outcome, exchanges }) =>
    behaviorReport(behavior, outcome, disclosure, exchanges),
  )
  const applied = applyDeviations(reports, found.deviations, new Date(), disclosure)
  const { stale } = applied
  const behaviors = withCauses(applied.behaviors, passiveIds(contract))
  const verdict = problem === null ? targetVerdict(behaviors) : 'error'
  const reason = problem ?? errorReason(verdict, behaviors, brokenOff) ?? likeness
  return {
    name,
    provider: contract.provider,
    baseUrl,
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

function passiveIds({ behaviors }: Contract): ReadonlySet<string> {
  return new Set(behaviors.filter(({ kind }) => kind === 'passive').map(({ id }) => id))
}

/** The broken musts; all else was not judged to the end. */
function onlyFailures(
  judged: readonly JudgedBehavior[],
  behaviors: readonly Behavior[],
  reason: string,
): JudgedBehavior[] {
  const failures = new Map(
    judged
      .filter(({ behavior, outcome }) => behavior.level === 'must' && outcome.kind === 'broken')
      .map((one) => [one.behavior.id, one]),
  )
  return behaviors.map((behavior) => {
    const outcome = { kind: 'unverified' as const, reason }
    return failures.get(behavior.id) ?? { behavior, outcome, exchanges: [] }
  })
}
