import type { Behavior, Level } from '../model/contract.ts'
import type {
  BehaviorReport,
  Counts,
  NotExercised,
  TargetVerdict,
  Verdict,
} from '../model/report.ts'
import type { Disclosure } from './disclosure/disclosure.ts'
import { shownFailure } from './failure.ts'
import type { BehaviorOutcome } from '../judge/outcome.ts'

/** Failures of one behavior that are written down; the rest would say the same. */
const shownFailures = 5

/** Why a behavior that the run did not get to is unverified. */
export const notRunReason = 'not run: not selected, or the run was stopped'

/**
 * The line of the report for a behavior.
 * @param disclosure decides what is shown of what was found
 * @param exchanges ids of what it was judged on
 */
export function behaviorReport(
  behavior: Behavior,
  outcome: BehaviorOutcome,
  disclosure: Disclosure,
  exchanges: readonly string[] = [],
): BehaviorReport {
  const { id, level, title, covers, digest } = behavior
  const cases = 'cases' in outcome ? outcome.cases : 0
  const base = { id, level, title, covers, cases, exchanges, digest }
  switch (outcome.kind) {
    case 'held':
      return level === 'observe'
        ? { ...base, verdict: 'observed', reason: `yes, ${inCases(outcome.cases, 'all')}` }
        : { ...base, verdict: 'pass' }
    case 'broken':
      return brokenReport(base, outcome, disclosure)
    case 'observed':
      return { ...base, verdict: 'observed', reason: disclosure.text(outcome.words) }
    case 'unverified':
      return {
        ...base,
        verdict: 'unverified',
        reason: disclosure.words(outcome.reason),
        ...(outcome.optIn ? { optIn: outcome.optIn } : {}),
      }
    case 'error':
      return { ...base, verdict: 'error', reason: disclosure.words(outcome.reason) }
  }
}

function brokenReport(
  base: Omit<BehaviorReport, 'verdict' | 'reason' | 'failures' | 'known' | 'optIn'> & {
    level: Level
  },
  { cases, brokenCases, findings }: Extract<BehaviorOutcome, { kind: 'broken' }>,
  disclosure: Disclosure,
): BehaviorReport {
  const isObserved = base.level === 'observe'
  const failures = findings
    .slice(0, isObserved ? 1 : shownFailures)
    .map((finding) => shownFailure(finding, disclosure))
  const [first] = failures
  const what = first
    ? `${first.pointer ? `${first.pointer}: ` : ''}expected ${first.expected}, got ${first.actual}`
    : 'contradicted'
  const often = cases > 1 ? ` (${brokenCases} of ${cases} cases)` : ''
  const reason = `${what}${often}`
  if (isObserved) return { ...base, verdict: 'observed', reason: `no: ${reason}` }
  const verdict = base.level === 'must' ? 'fail' : 'warn'
  return { ...base, verdict, reason, failures }
}

function inCases(cases: number, which: string): string {
  return cases === 1 ? 'in the one case' : `in ${which} ${cases} cases`
}

/**
 * What the reason of an observation says of the server. Of a plain yes or no, the rest tells of the
 * cases that happened to be drawn.
 */
export function observation(reason: string): string {
  return /^(yes, in|no: )/.exec(reason)?.[1] ?? reason
}

/** How often each verdict was given. */
export function countVerdicts(behaviors: readonly BehaviorReport[]): Counts {
  const counts: Counts = { pass: 0, fail: 0, warn: 0, observed: 0, unverified: 0, error: 0 }
  for (const { verdict } of behaviors) counts[verdict satisfies Verdict]++
  return counts
}

/** The behaviors that nobody asked for, by the flag that would have. */
export function notExercised(behaviors: readonly BehaviorReport[]): NotExercised[] {
  const left = behaviors.flatMap((one) =>
    one.verdict === 'unverified' && one.optIn ? [{ id: one.id, optIn: one.optIn }] : [],
  )
  return [...new Set(left.map(({ optIn }) => optIn))].map((optIn) => ({
    optIn,
    behaviors: left.filter((one) => one.optIn === optIn).map(({ id }) => id),
  }))
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
