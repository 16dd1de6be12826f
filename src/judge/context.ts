import type { Account } from '../model/account.ts'
import type { Timeline } from './instances/timeline.ts'
import type { Clock } from '../wire/limiter.ts'
import type { Wire } from '../wire/wire.ts'
import type { Asks } from '../ask/request-cache.ts'
import type { PassiveJudge } from './passive.ts'
import type { Readings } from './instances/snapshots.ts'
import type { ShrinkBudget } from './shrink-budget.ts'
import type { Target } from '../model/target.ts'

/** What is known of a target while it is judged. */
export interface RunContext {
  target: Target
  wire: Wire
  asks: Asks
  clock: Clock
  /** The account over all readings so far. */
  timeline: Timeline
  /** What the timeline is known from. */
  readings: Readings
  /** For making counterexamples smaller. */
  shrinking: ShrinkBudget
  /** The account as it was read first. */
  account: Account
  /** Id of the exchange that read it first. */
  baseline: string
  /** Judges what needs no request of its own. */
  passive: PassiveJudge
}
