import { seedFor } from './cases.ts'
import type { Ask, CaseId } from '../recording/recording.ts'

/**
 * What a request may leave behind in a server, in the order of asking: nothing, a foreign
 * credential, a refusal, a filter that finds something, and one that finds nothing.
 */
export const disturbances = ['none', 'credential', 'refusal', 'found', 'nothing'] as const

export type Disturbance = (typeof disturbances)[number]

/** A request of the plan. */
export interface Planned extends Ask {
  cases: CaseId[]
  disturbance: Disturbance
  /** A behavior that binds is judged on it. */
  binds: boolean
  /** How often it is to be repeated, at least. */
  times: number
}

/**
 * Which requests to send once more, the most needed first: one of a foreign credential, one that is
 * refused, one of each filter that finds something and one that finds nothing, and then one of each
 * behavior that has none yet, filters first.
 * @param seed decides which one of several
 */
export function repetitionsOf(planned: readonly Planned[], seed: number): Planned[] {
  const binding = planned.filter(({ binds, disturbance }) => binds && disturbance !== 'none')
  const [filters, others] = [binding.filter(isFilter), binding.filter((one) => !isFilter(one))]
  const groups = [
    ...grouped(binding, filterOf),
    ...grouped(filters, behaviorOf),
    ...grouped(others, behaviorOf),
  ]
  const chosen = new Set<Planned>()
  for (const [name, group] of groups)
    if (!group.some((one) => chosen.has(one))) chosen.add(oneOf(group, name, seed))
  return [...chosen]
}

function isFilter({ disturbance }: Planned): boolean {
  return disturbance === 'found' || disturbance === 'nothing'
}

function filterOf(planned: Planned): string {
  const { disturbance, request } = planned
  return [disturbance, ...(isFilter(planned) ? namesIn(request) : [])].join(' ')
}

function behaviorOf({ cases }: Planned): string {
  return cases[0]?.behavior ?? ''
}

function namesIn({ query }: Planned['request']): string[] {
  return [...new Set(query.map(([name]) => name))].sort()
}

function grouped(
  planned: readonly Planned[],
  groupOf: (one: Planned) => string,
): ReadonlyMap<string, readonly Planned[]> {
  const groups = new Map<string, Planned[]>()
  for (const one of planned) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one])
  return groups
}

/** One with as short a query as any, by chance. */
function oneOf(group: readonly Planned[], name: string, seed: number): Planned {
  const least = Math.min(...group.map(({ request }) => request.query.length))
  const shortest = group.filter(({ request }) => request.query.length === least)
  const chosen = shortest[Math.abs(seedFor(seed, name, 0)) % shortest.length]
  if (!chosen) throw new Error('a group has a member')
  return chosen
}
