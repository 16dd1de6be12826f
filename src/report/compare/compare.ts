import { isUnjudged, targetChanges } from './compare-targets.ts'
import type { PastBehavior, PastReport, PastTarget, TargetChanges } from './compare-targets.ts'
import { observation } from '../verdicts.ts'

export type { TargetChange } from './compare-targets.ts'

/** A behavior whose verdict is another than in an earlier report. */
export interface Change {
  target: string
  behavior: string
  /** Verdict and reason, in words. */
  before: string
  after: string
}

/** What changed since an earlier report. */
export interface Comparison extends TargetChanges {
  /** When the earlier run started. */
  since: string
  /** A must that is broken now and was not, or that no earlier report knew. */
  newlyBroken: readonly Change[]
  /** A should that is broken now and was not. */
  newlyWarned: readonly Change[]
  /** No answer to judge now; there was one before. */
  newlyUnanswered: readonly Change[]
  /** Broken, and listed as a known deviation now. */
  newlyKnown: readonly Change[]
  newlyHolding: readonly Change[]
  newlyUnverified: readonly Change[]
  /** The provider does something else where its documentation is silent. */
  observedOtherwise: readonly Change[]
  /** In the contract now, and not broken. */
  behaviorsNew: readonly Change[]
  /** In the contract no more. */
  behaviorsGone: readonly Change[]
}

const kinds = [
  'newlyBroken',
  'newlyWarned',
  'newlyUnanswered',
  'newlyKnown',
  'newlyHolding',
  'newlyUnverified',
  'observedOtherwise',
  'behaviorsNew',
  'behaviorsGone',
] as const

type Kind = (typeof kinds)[number]

/**
 * Compares two reports, target by target and behavior by behavior, by name and id. Of a target that
 * could not be judged, or was not there, nothing is said of its behaviors but what is broken now.
 */
export function compareReports(before: PastReport, after: PastReport): Comparison {
  const earlier = new Map(before.targets.map((target) => [target.name, target]))
  const changes = after.targets.flatMap((target) =>
    changesOf(target, earlier.get(target.name) ?? null),
  )
  const lists = kinds.map((kind) => [
    kind,
    changes.flatMap((one) => (one.kind === kind ? [one.change] : [])),
  ])
  return {
    since: before.startedAt,
    ...targetChanges(before, after),
    ...(Object.fromEntries(lists) as Record<Kind, Change[]>),
  }
}

interface KindOfChange {
  kind: Kind
  change: Change
}

function changesOf(target: PastTarget, earlier: PastTarget | null): KindOfChange[] {
  if (isUnjudged(target)) return []
  const isFirst = earlier === null || isUnjudged(earlier)
  const known = new Map(earlier?.behaviors.map((behavior) => [behavior.id, behavior]))
  const ids = new Set(target.behaviors.map(({ id }) => id))
  const gone = isFirst ? [] : earlier.behaviors.filter(({ id }) => !ids.has(id))
  const pairs = [
    ...target.behaviors.map((is) => ({ was: known.get(is.id) ?? null, is })),
    ...gone.map((was) => ({ was, is: null })),
  ]
  return pairs.flatMap(({ was, is }) => {
    const kind = is === null ? 'behaviorsGone' : kindOf(was, is)
    if (kind === null || (isFirst && kind !== 'newlyBroken')) return []
    const behavior = is?.id ?? was?.id ?? ''
    return [{ kind, change: { target: target.name, behavior, before: said(was), after: said(is) } }]
  })
}

function kindOf(was: PastBehavior | null, is: PastBehavior): Kind | null {
  const kind = arrivalOf(is)
  if (kind === 'newlyBroken') return was !== null && arrivalOf(was) === kind ? null : kind
  if (was === null) return 'behaviorsNew'
  if (is.verdict === 'observed')
    return was.verdict === 'observed' && observation(is.reason) !== observation(was.reason)
      ? kind
      : null
  // What the provider does where it promises nothing never held.
  if (is.verdict === 'pass' && was.verdict === 'observed') return null
  return arrivalOf(was) === kind ? null : kind
}

/** What a behavior newly is that gets to this verdict. */
function arrivalOf(behavior: PastBehavior): Kind {
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

function said(behavior: PastBehavior | null): string {
  if (behavior === null) return 'not there'
  const verdict = 'known' in behavior ? `known ${behavior.verdict}` : behavior.verdict
  return 'reason' in behavior ? `${verdict}: ${behavior.reason}` : verdict
}
