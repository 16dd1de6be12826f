import type { BehaviorReport, Counts, NotExercised, TargetVerdict } from '../model/report.ts'

/** How often each verdict was given. */
export function countVerdicts(behaviors: readonly BehaviorReport[]): Counts {
  const counts: Counts = { pass: 0, fail: 0, warn: 0, observed: 0, unverified: 0, error: 0 }
  for (const { verdict } of behaviors) counts[verdict]++
  return counts
}

/** Behaviors that were not exercised because a flag was not given, grouped by that flag. */
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
