import type { Account, Instance } from '../model/account.ts'
import type { Exchange, WireRequest } from '../model/exchange.ts'
import { listedBy } from '../checks/listing.ts'
import type { World } from '../checks/world.ts'
import type { Clock } from '../http/limiter.ts'
import type { Wire } from '../http/wire.ts'
import type { Asks } from './asks.ts'
import { nobody } from './cases.ts'
import { givenHolder } from './holders.ts'
import type { PassiveJudge } from './judge-passive.ts'
import type { Target } from './target.ts'

/** What is known of a target while it is judged. */
export interface RunContext {
  target: Target
  wire: Wire
  asks: Asks
  clock: Clock
  /** The account over all readings so far. */
  world: World
  /** The account as it was read first. */
  account: Account
  /** Id of the exchange that read it first. */
  baseline: string
  /** Judges what needs no request of its own. */
  passive: PassiveJudge
}

/** The request that reads the whole account. */
export function readingRequest(target: Target): WireRequest {
  const [primary] = target.contract.credentials
  const holder = primary ? givenHolder(target, primary) : null
  return { as: holder ?? nobody, query: [], headers: {} }
}

/** The instances that an exchange lists, or null. */
export function listOf({ outcome }: Exchange, { contract }: Target): readonly Instance[] | null {
  return outcome.kind === 'response' ? listedBy(outcome.response, contract.listing) : null
}
