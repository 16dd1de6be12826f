import type { BehaviorReport, TargetReport } from '../src/model/report.ts'

/** A behavior as its first target shows it, and the names of all targets where it is the same. */
export interface BehaviorGroup {
  behavior: BehaviorReport
  target: TargetReport
  names: readonly string[]
}

/** The behaviors that are asked for, each once: on the next target, the same is mostly wrong again. */
export function byBehavior(
  targets: readonly TargetReport[],
  isAsked: (behavior: BehaviorReport, target: TargetReport) => boolean,
): BehaviorGroup[] {
  const groups = new Map<
    string,
    { behavior: BehaviorReport; target: TargetReport; names: string[] }
  >()
  for (const target of targets) {
    for (const behavior of target.behaviors.filter((one) => isAsked(one, target))) {
      const known = groups.get(behavior.id)
      if (known) known.names.push(target.name)
      else groups.set(behavior.id, { behavior, target, names: [target.name] })
    }
  }
  return [...groups.values()]
}

/** Every reason once, with the names that it holds for. */
export function byReason(
  all: readonly { name: string; reason: string }[],
): { reason: string; names: readonly string[] }[] {
  const groups = new Map<string, Set<string>>()
  for (const { name, reason } of all)
    groups.set(reason, (groups.get(reason) ?? new Set()).add(name))
  return [...groups].map(([reason, names]) => ({ reason, names: [...names] }))
}
