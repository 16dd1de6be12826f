import type { BehaviorReport, Report, TargetReport } from '../model/report.ts'

/** A behavior whose verdict is another than in an earlier report. */
export interface Change {
  target: string
  behavior: string
  before: string
  after: string
}

/** What changed since an earlier report. */
export interface Comparison {
  /** When the earlier run started. */
  since: string
  newlyBroken: readonly Change[]
  newlyHolding: readonly Change[]
  newlyUnverified: readonly Change[]
  /** The provider does something else where its documentation is silent. */
  observedOtherwise: readonly Change[]
  /** Targets that were judged by another contract. */
  contractChanged: readonly string[]
}

/** Compares two reports, target by target and behavior by behavior, by name and id. */
export function compareReports(before: Report, after: Report): Comparison {
  const pairs = after.targets.map((target) => ({
    target,
    earlier: before.targets.find(({ name }) => name === target.name) ?? null,
  }))
  const changes = pairs.flatMap(({ target, earlier }) => changesOf(target, earlier))
  const are = (kind: Kind): Change[] =>
    changes.flatMap((one) => (one.kind === kind ? [one.change] : []))
  return {
    since: before.startedAt,
    newlyBroken: are('broken'),
    newlyHolding: are('holding'),
    newlyUnverified: are('unverified'),
    observedOtherwise: are('observed'),
    contractChanged: pairs.flatMap(({ target, earlier }) =>
      earlier && earlier.contract.sha256 !== target.contract.sha256 ? [target.name] : [],
    ),
  }
}

type Kind = 'broken' | 'holding' | 'unverified' | 'observed'

function changesOf(
  target: TargetReport,
  earlier: TargetReport | null,
): { kind: Kind; change: Change }[] {
  const known = new Map(earlier?.behaviors.map((behavior) => [behavior.id, behavior]))
  return target.behaviors.flatMap((behavior) => {
    const was = known.get(behavior.id) ?? null
    const kind = kindOf(was, behavior)
    if (kind === null) return []
    const change = {
      target: target.name,
      behavior: behavior.id,
      before: said(was),
      after: said(behavior),
    }
    return [{ kind, change }]
  })
}

function kindOf(was: BehaviorReport | null, is: BehaviorReport): Kind | null {
  if (isBroken(is)) return was !== null && isBroken(was) ? null : 'broken'
  if (was === null) return null
  if (is.verdict === 'pass') return isBroken(was) || was.verdict === 'warn' ? 'holding' : null
  if (is.verdict === 'unverified') return was.verdict === 'unverified' ? null : 'unverified'
  return is.verdict === 'observed' && was.verdict === 'observed' && is.reason !== was.reason
    ? 'observed'
    : null
}

/** A known deviation is not broken for anybody who listed it. */
function isBroken(behavior: BehaviorReport): boolean {
  return behavior.verdict === 'fail' && !behavior.known
}

function said(behavior: BehaviorReport | null): string {
  if (behavior === null) return 'not in the earlier report'
  return 'reason' in behavior ? `${behavior.verdict}: ${behavior.reason}` : behavior.verdict
}
