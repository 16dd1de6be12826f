import { mostCases } from '../ask/cases.ts'
import { disturbances, mostRepetitions } from '../ask/repetitions.ts'
import { mostMissed } from '../ask/reading-turns.ts'
import type { Behavior, Contract } from '../model/contract.ts'
import type { Settings } from '../model/target.ts'
import { mostInBurst } from './burst.ts'
import { mostConfirming } from './confirm.ts'
import { mostRetracing } from './retrace.ts'
import { spareRequests } from './shrink.ts'

/** How many requests a run sends at most; what is sent again because the server was in trouble comes on top. */
export interface MostRequests {
  /** Within the limit. */
  sent: number
  /** How many of them are sent only where something seems broken or the account moves. */
  confirming: number
  /** Past the limit. */
  burst: number
}

/** How many requests a run asks of a target at most, by the contract alone. */
export function mostRequests(
  contract: Contract,
  { runs, burst, maxRequests }: Pick<Settings, 'runs' | 'burst' | 'maxRequests'>,
): MostRequests {
  const own = contract.behaviors.map((behavior) => requestsOf(behavior, runs))
  const bursts = contract.behaviors.filter(({ kind }) => kind === 'burst').length
  const inBurst = contract.rateLimit && burst ? bursts * mostInBurst(contract.rateLimit) : 0
  const again = disturbances.length + mostMissed + mostRepetitions(contract.behaviors)
  const planned = own.reduce((sum, one) => sum + one, forSetUp(contract) + again)
  const cap = maxRequests ?? Infinity
  const sent = Math.min(cap, planned + mostAfterwards)
  return {
    sent,
    confirming: Math.max(0, sent - planned),
    burst: Math.min(cap, inBurst),
  }
}

/** How many requests a behavior makes of its own at most, a burst left out. */
export function requestsOf(behavior: Behavior, runs: number): number {
  return behavior.kind === 'active' ? mostCases(behavior, runs) * behavior.request.repeat : 0
}

/** The account's listing; then each other credential is tried, or the listing without any. */
function forSetUp({ credentials }: Contract): number {
  return 1 + Math.max(1, credentials.length - 1)
}

/** A last look whether the credential still holds; then what seems broken is confirmed and made smaller. */
const mostAfterwards = 1 + mostConfirming + mostRetracing + spareRequests
