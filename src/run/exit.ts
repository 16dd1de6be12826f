import type { Report, TargetReport } from '../model/report.ts'
import type { Options } from './options.ts'

/** 0: no must is broken; 1: one is, or what an option adds; 2: a target could not be judged. */
export function exitCode(
  { targets }: Report,
  options: Pick<Options, 'strict' | 'complete'>,
): 0 | 1 | 2 {
  if (targets.some((target) => isBroken(target, options))) return 1
  return targets.some(({ verdict }) => verdict === 'error') ? 2 : 0
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
