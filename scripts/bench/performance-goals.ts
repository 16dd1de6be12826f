import type { Latency } from './latency.ts'
import type { ProviderRequests } from './requests.ts'
import { eachMore } from './targets.ts'
import type { MeasuredFleet } from './targets.ts'
import type { WallTime } from './wall-time.ts'

/** What was measured in one run. */
export interface Figures {
  /** Day, as in 2026-01-31. */
  date: string
  machine: { cores: number; memoryGb: number; node: string; platform: string }
  /** The command that measures the same again. */
  command: string
  rounds: number
  wallTime: WallTime
  latencyMs: number
  latency: readonly Latency[]
  requests: readonly ProviderRequests[]
  /** The smallest first. */
  fleets: readonly MeasuredFleet[]
}

/** What is to be reached. */
const goals = { wallTime: 1.5, trips: 20, requests: 90, mbEach: 5 }

/** Ten times as much may take at most so many times as long and still be called linear. */
const linear = 12.5

/** A figure beside what is to be reached. */
export interface Line {
  what: string
  /** What is held against the goal; NaN where it could not be measured. */
  worst: number
  goal: number
}

/** Every figure that has a goal. */
export function linesOf({
  wallTime: time,
  latency: far,
  requests: asked,
  fleets: all,
}: Figures): Line[] {
  const [first, last] = [all[0], all.at(-1)]
  const isFleet = first && last && first !== last
  return [
    {
      what: 'Default run, beside an empty Vitest run',
      worst: time.ours / time.empty,
      goal: goals.wallTime,
    },
    {
      what: 'Round trips of a run',
      worst: Math.max(...far.map(({ trips }) => trips)),
      goal: goals.trips,
    },
    {
      what: 'Requests of a run',
      worst: Math.max(...asked.map(({ sent }) => sent)),
      goal: goals.requests,
    },
    {
      what: 'Memory of each target more, in MB',
      worst: isFleet ? eachMore(first, last).mb : NaN,
      goal: goals.mbEach,
    },
    {
      what: 'Ten times as many targets, times as long for each more',
      worst: fleetGrowth(all),
      goal: linear,
    },
  ]
}

/** Ten times what a target more costs in the largest fleet, beside what it costs in the one before. */
function fleetGrowth(fleets: readonly MeasuredFleet[]): number {
  const [small, middle, large] = fleets.slice(-3)
  if (!small || !middle || !large) return NaN
  return (10 * eachMore(middle, large).seconds) / eachMore(small, middle).seconds
}
