import type { Report } from '../../model/report.ts'
import { observation } from '../behavior-verdict.ts'
import { isUnjudged } from '../whole-report.ts'
import type { PastBehavior, PastReport, PastTarget } from './earlier-report.ts'

/** A target that is not what it was in an earlier report. */
export interface TargetChange {
  target: string
  /** In words. */
  before: string
  after: string
}

/** A behavior whose verdict is another than in an earlier report: verdict and reason, in words. */
export interface Change extends TargetChange {
  behavior: string
}

const targetKinds = [
  // Could not be judged at all now, and could before.
  'newlyUnjudged',
  // Could not be judged at all before, and could now.
  'judgedAgain',
  'targetsNew',
  'targetsGone',
  // Judged by another contract.
  'contractChanged',
] as const

const behaviorKinds = [
  // A must that is broken now and was not, or whose target is new; one that was new in the contract then.
  'newlyBroken',
  // A must that is broken and that the contract did not have then, or not as it is: the server may be as it was.
  'newInContract',
  // A should that is broken now and was not.
  'newlyWarned',
  // No answer to judge now; there was one before.
  'newlyUnanswered',
  // Broken, and listed as a known deviation now.
  'newlyKnown',
  'newlyHolding',
  'newlyUnverified',
  // The provider does something else where its documentation is silent.
  'observedOtherwise',
  // In the contract now, and not broken.
  'behaviorsNew',
  // In the contract no more.
  'behaviorsGone',
] as const

type TargetKind = (typeof targetKinds)[number]
type BehaviorKind = (typeof behaviorKinds)[number]

/** What changed since an earlier report. */
export type Comparison = Record<TargetKind, readonly TargetChange[]> &
  Record<BehaviorKind, readonly Change[]> & {
    /** When the earlier run started. */
    since: string
  }

/** The report, with a mark on each failure that is new in the contract: the next report counts it. */
export function withNewInContract(report: Report, { newInContract }: Comparison): Report {
  const isNew = (name: string, id: string): boolean =>
    newInContract.some(({ target, behavior }) => target === name && behavior === id)
  const targets = report.targets.map((target) => ({
    ...target,
    behaviors: target.behaviors.map((behavior) =>
      behavior.verdict === 'fail' && isNew(target.name, behavior.id)
        ? { ...behavior, newInContract: true as const }
        : behavior,
    ),
  }))
  return { ...report, targets }
}

/** A change of one kind. */
type Of<Kind, One> = readonly [kind: Kind, change: One]

/**
 * Compares two reports, target by target and behavior by behavior, by name and id. Of a target that
 * could not be judged, or was not there, nothing is said of its behaviors but what is broken now.
 */
export function compareReports(before: PastReport, after: PastReport): Comparison {
  const earlier = new Map(before.targets.map((target) => [target.name, target]))
  const names = new Set(after.targets.map(({ name }) => name))
  const pairs = after.targets.map((is) => ({ was: earlier.get(is.name) ?? null, is }))
  const gone = before.targets
    .filter(({ name }) => !names.has(name))
    .map((was) => ['targetsGone', targetChange(was, null)] as const)
  const ofTargets = [...pairs.flatMap(({ was, is }) => targetChanges(was, is)), ...gone]
  const ofBehaviors = pairs.flatMap(({ was, is }) => behaviorChanges(was, is))
  return {
    since: before.startedAt,
    ...byKind(targetKinds, ofTargets),
    ...byKind(behaviorKinds, ofBehaviors),
  }
}

function byKind<Kind extends string, One>(
  kinds: readonly Kind[],
  changes: readonly Of<Kind, One>[],
): Record<Kind, One[]> {
  const lists = kinds.map((kind) => [
    kind,
    changes.flatMap(([one, change]) => (one === kind ? [change] : [])),
  ])
  return Object.fromEntries(lists) as Record<Kind, One[]>
}

function targetChanges(was: PastTarget | null, is: PastTarget): Of<TargetKind, TargetChange>[] {
  const change = targetChange(was, is)
  if (was === null) return [['targetsNew', change]]
  const changes: Of<TargetKind, TargetChange>[] = []
  if (isUnjudged(is) && !isUnjudged(was)) changes.push(['newlyUnjudged', change])
  if (isUnjudged(was) && !isUnjudged(is)) changes.push(['judgedAgain', change])
  const contract = contractChange(was, is)
  if (contract) changes.push(['contractChanged', contract])
  return changes
}

function targetChange(was: PastTarget | null, is: PastTarget | null): TargetChange {
  const target = is?.name ?? was?.name ?? ''
  return { target, before: targetWords(was), after: targetWords(is) }
}

function targetWords(target: PastTarget | null): string {
  if (target === null) return 'not there'
  const { verdict, reason } = target
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

function behaviorChanges(
  earlier: PastTarget | null,
  target: PastTarget,
): Of<BehaviorKind, Change>[] {
  if (isUnjudged(target)) return []
  const isFirst = earlier === null || isUnjudged(earlier)
  // Of a refused run it may not be known what the contract had.
  const isContractKnown = earlier !== null && earlier.behaviors.length > 0
  const known = new Map(earlier?.behaviors.map((behavior) => [behavior.id, behavior]))
  const ids = new Set(target.behaviors.map(({ id }) => id))
  const gone = isFirst ? [] : earlier.behaviors.filter(({ id }) => !ids.has(id))
  const pairs = [
    ...target.behaviors.map((is) => ({ was: known.get(is.id) ?? null, is })),
    ...gone.map((was) => ({ was, is: null })),
  ]
  return pairs.flatMap(({ was, is }) => {
    const kind = is === null ? 'behaviorsGone' : kindOf(was, is, isContractKnown)
    if (kind === null || (isFirst && kind !== 'newlyBroken' && kind !== 'newInContract')) return []
    const behavior = is?.id ?? was?.id ?? ''
    const change = { behavior, before: behaviorWords(was), after: behaviorWords(is) }
    return [[kind, { target: target.name, ...change }] as const]
  })
}

function kindOf(
  was: PastBehavior | null,
  is: PastBehavior,
  isContractKnown: boolean,
): BehaviorKind | null {
  const kind = arrivalOf(is)
  if (kind === 'newlyBroken') {
    if (isContractKnown && !isSamePromise(was, is)) return 'newInContract'
    return was !== null && arrivalOf(was) === kind && !('newInContract' in was) ? null : kind
  }
  if (was === null) return 'behaviorsNew'
  if (is.verdict === 'observed')
    return was.verdict === 'observed' && observation(is.reason) !== observation(was.reason)
      ? kind
      : null
  // What the provider does where it promises nothing never held.
  if (is.verdict === 'pass' && was.verdict === 'observed') return null
  return arrivalOf(was) === kind ? null : kind
}

/** Whether a behavior was judged by the same then; reports of version 1 do not say by what. */
function isSamePromise(was: PastBehavior | null, is: PastBehavior): boolean {
  return was !== null && (was.digest ?? is.digest) === is.digest
}

/** What a behavior newly is that gets to this verdict. */
function arrivalOf(behavior: PastBehavior): BehaviorKind {
  switch (behavior.verdict) {
    case 'fail':
      // A known deviation is not broken for anybody who listed it.
      return behavior.known ? 'newlyKnown' : 'newlyBroken'
    case 'warn':
      return behavior.known ? 'newlyKnown' : 'newlyWarned'
    case 'error':
      return 'newlyUnanswered'
    case 'pass':
      return 'newlyHolding'
    case 'unverified':
      return 'newlyUnverified'
    case 'observed':
      return 'observedOtherwise'
  }
}

function behaviorWords(behavior: PastBehavior | null): string {
  if (behavior === null) return 'not there'
  const verdict = `${'known' in behavior ? 'known ' : ''}${behavior.verdict}${'newInContract' in behavior ? ' (new in the contract)' : ''}`
  return 'reason' in behavior ? `${verdict}: ${behavior.reason}` : verdict
}
