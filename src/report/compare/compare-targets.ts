import type { BehaviorReport, Report, TargetReport } from '../../model/report.ts'

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never

/** A behavior as reports of every version tell it. */
export type PastBehavior = Without<BehaviorReport, 'digest'>

/** A target as reports of every version tell it. */
export type PastTarget = Omit<TargetReport, 'behaviors' | 'notExercised'> & {
  behaviors: readonly PastBehavior[]
}

/** A report of any version. */
export interface PastReport extends Pick<Report, 'startedAt'> {
  interrupted?: Report['interrupted']
  targets: readonly PastTarget[]
}

/** A target that is not what it was in an earlier report. */
export interface TargetChange {
  target: string
  /** In words. */
  before: string
  after: string
}

/** What changed of targets as a whole. */
export interface TargetChanges {
  /** Could not be judged at all now, and could before. */
  newlyUnjudged: readonly TargetChange[]
  /** Could not be judged at all before, and could now. */
  judgedAgain: readonly TargetChange[]
  targetsNew: readonly TargetChange[]
  targetsGone: readonly TargetChange[]
  /** Judged by another contract. */
  contractChanged: readonly TargetChange[]
}

/** Compares the targets of two reports by their names. */
export function targetChanges(before: PastReport, after: PastReport): TargetChanges {
  const earlier = new Map(before.targets.map((target) => [target.name, target]))
  const names = new Set(after.targets.map(({ name }) => name))
  const pairs = after.targets.flatMap((is) => {
    const was = earlier.get(is.name)
    return was ? [{ was, is }] : []
  })
  return {
    newlyUnjudged: pairs
      .filter(({ was, is }) => !isUnjudged(was) && isUnjudged(is))
      .map(({ was, is }) => change(was, is)),
    judgedAgain: pairs
      .filter(({ was, is }) => isUnjudged(was) && !isUnjudged(is))
      .map(({ was, is }) => change(was, is)),
    targetsNew: after.targets
      .filter(({ name }) => !earlier.has(name))
      .map((is) => ({ target: is.name, before: 'not there', after: said(is) })),
    targetsGone: before.targets
      .filter(({ name }) => !names.has(name))
      .map((was) => ({ target: was.name, before: said(was), after: 'not there' })),
    contractChanged: pairs.flatMap(({ was, is }) => contractChange(was, is) ?? []),
  }
}

/** Whether nothing at all was judged: no credential, no answer, no contract. */
export function isUnjudged({ verdict, behaviors }: PastTarget): boolean {
  return (
    verdict === 'error' &&
    behaviors.every((one) => one.verdict === 'error' || one.verdict === 'unverified')
  )
}

function change(was: PastTarget, is: PastTarget): TargetChange {
  return { target: is.name, before: said(was), after: said(is) }
}

function said({ verdict, reason }: PastTarget): string {
  return verdict === 'error' && reason !== null ? `${verdict}: ${reason}` : verdict
}

/** Null where it is the same, or where one could not be read. */
function contractChange(was: PastTarget, is: PastTarget): TargetChange | null {
  const [before, after] = [was.contract.sha256, is.contract.sha256]
  if (before === null || after === null || before === after) return null
  const isSame = was.provider === is.provider && was.contract.revision === is.contract.revision
  const words = ({ provider, contract }: PastTarget): string =>
    `${provider} ${contract.revision ?? ''}${isSame ? ` (${contract.sha256?.slice(0, 12) ?? ''})` : ''}`
  return { target: is.name, before: words(was), after: words(is) }
}
