import type { Report, TargetReport } from '../model/report.ts'
import type { Comparison } from '../report/compare/compare.ts'
import type { Options } from '../flags/options.ts'

/**
 * 0: no must is broken; 1: one is, or what an option adds; 2: a target could not be judged.
 * @param comparison with `--fail-on=new`, only what is newly broken counts; null: nothing is
 */
export function exitCode(
  { targets }: Report,
  options: Pick<Options, 'strict' | 'complete' | 'failOn'>,
  comparison: Comparison | null,
): 0 | 1 | 2 {
  const isFailing =
    options.failOn === 'new'
      ? (comparison?.newlyBroken.length ?? 0) > 0
      : targets.some((target) => isBroken(target, options))
  if (isFailing) return 1
  const isUnjudged = targets.every(({ behaviors }) =>
    behaviors.every((one) => one.verdict === 'unverified'),
  )
  return isUnjudged || targets.some(({ verdict }) => verdict === 'error') ? 2 : 0
}

function isBroken(
  { verdict, behaviors, stale }: TargetReport,
  { strict, complete }: Pick<Options, 'strict' | 'complete'>,
): boolean {
  if (verdict === 'non-conformant' || stale.length > 0) return true
  if (verdict === 'error') return false
  const isWarned = behaviors.some((behavior) => behavior.verdict === 'warn' && !behavior.known)
  const isOpen = behaviors.some(
    (behavior) => behavior.level === 'must' && behavior.verdict === 'unverified' && !behavior.optIn,
  )
  return (strict && isWarned) || (complete && isOpen)
}
