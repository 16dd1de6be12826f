import type { Behavior } from '../model/contract.ts'
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
  /** What it should be answered with; of several statuses, the first that is named. */
  status: string
  /** A behavior that binds is judged on it. */
  binds: boolean
  /** How often it is to be repeated, at least. */
  times: number
}

/**
 * Which requests to send once more: one of a foreign credential, one that is refused, and for each
 * parameter that is asked for alone one that finds something and one that finds nothing, by status.
 * @param seed decides which one of several
 */
export function repetitionsOf(planned: readonly Planned[], seed: number): Planned[] {
  const binding = planned.filter(({ binds, disturbance }) => binds && disturbance !== 'none')
  const groups = grouped(binding.filter(isSimple), kindOf)
  return [...groups].map(([kind, group]) => oneOf(group, kind, seed))
}

/** How many requests are sent once more at most, by the contract alone. */
export function mostRepetitions(behaviors: readonly Behavior[]): number {
  const filters = behaviors.flatMap((one) =>
    one.kind === 'active' && one.level !== 'observe' && one.request.as.kind === 'role'
      ? one.request.queries.flatMap((query) => {
          const names = new Set(query.map(([name]) => name))
          return names.size === 1 ? [`${String(one.expect[0]?.status)} ${[...names].join()}`] : []
        })
      : [],
  )
  return 2 + 2 * new Set(filters).size
}

function isFilter({ disturbance }: Planned): boolean {
  return disturbance === 'found' || disturbance === 'nothing'
}

function isSimple(planned: Planned): boolean {
  return !isFilter(planned) || namesIn(planned.request).length === 1
}

function kindOf(planned: Planned): string {
  const { disturbance, request, status } = planned
  return [disturbance, ...(isFilter(planned) ? [status, ...namesIn(request)] : [])].join(' ')
}

function behaviorOf(planned: Planned | undefined): string | undefined {
  return planned?.cases[0]?.behavior
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

/** One of the behavior that asks first, and with as short a query as any, by chance. */
function oneOf(group: readonly Planned[], name: string, seed: number): Planned {
  const ofFirst = group.filter((one) => !isFilter(one) || behaviorOf(one) === behaviorOf(group[0]))
  const least = Math.min(...ofFirst.map(({ request }) => request.query.length))
  const shortest = ofFirst.filter(({ request }) => request.query.length === least)
  const chosen = shortest[Math.abs(seedFor(seed, name, 0)) % shortest.length]
  if (!chosen) throw new Error('a group has a member')
  return chosen
}
