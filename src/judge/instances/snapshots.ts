import type { Instance } from '../../model/account.ts'
import type { Exchange, WireRequest } from '../../recording/exchange.ts'
import { listedBy } from './listing.ts'
import type { Timeline } from './timeline.ts'
import type { Wire } from '../../wire/wire.ts'
import { keyOf, anonymous } from '../../ask/cases.ts'
import { givenCredential } from '../../ask/credentials.ts'
import type { Target } from '../../model/target.ts'

/** Takes what the account's listing showed into the timeline, whichever behavior asked for it. */
export class Readings {
  readonly #target: Target
  readonly #wire: Wire
  readonly #timeline: Timeline
  /** How far the log was looked through. */
  #seen = 0

  constructor(target: Target, wire: Wire, timeline: Timeline) {
    this.#target = target
    this.#wire = wire
    this.#timeline = timeline
  }

  /** Takes in the readings that were answered since the last time. */
  takeIn(): void {
    const key = keyOf(readingRequest(this.#target))
    for (const exchange of this.#wire.log.slice(this.#seen)) {
      const list = keyOf(exchange.request) === key ? listOf(exchange, this.#target) : null
      if (list) this.#timeline.add(list)
    }
    this.#seen = this.#wire.log.length
  }

  /** Reads the account again, so often at once, and takes that in. */
  async together(times: number): Promise<void> {
    const request = readingRequest(this.#target)
    await Promise.all(Array.from({ length: times }, () => this.#wire.send(request)))
    this.takeIn()
  }

  /** The same, one reading after the other: what is in flight together has no order. */
  async inTurn(times: number): Promise<void> {
    for (let time = 0; time < times; time++) await this.together(1)
  }
}

/** The request that reads the whole account. */
export function readingRequest(target: Target): WireRequest {
  const [primary] = target.contract.credentials
  const holder = primary ? givenCredential(target, primary) : null
  return { as: holder ?? anonymous, query: target.contract.listing.query, headers: {} }
}

/** The instances that an exchange lists, or null. */
export function listOf({ outcome }: Exchange, { contract }: Target): readonly Instance[] | null {
  return outcome.kind === 'response' ? listedBy(outcome.response, contract.listing) : null
}
