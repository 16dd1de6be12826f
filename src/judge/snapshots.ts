import { anonymous, keyOf } from '../ask/cases.ts'
import { givenCredential } from '../ask/credentials.ts'
import type { Instance } from '../model/account.ts'
import type { Contract } from '../model/contract.ts'
import type { Exchange, WireRequest } from '../recording/exchange.ts'
import type { Recording } from '../recording/recording.ts'
import { ask } from './inquiry.ts'
import type { Inquiry } from './inquiry.ts'
import { listedBy } from './instances/listing.ts'
import type { Timeline } from './instances/timeline.ts'

/** Takes what the account's listing showed into the timeline, whichever behavior asked for it. */
export class Snapshots {
  readonly #contract: Contract
  readonly #recording: Recording
  readonly #timeline: Timeline
  readonly #request: WireRequest
  /** How far the recording was looked through. */
  #seen = 0

  constructor(contract: Contract, recording: Recording, timeline: Timeline) {
    this.#contract = contract
    this.#recording = recording
    this.#timeline = timeline
    this.#request = readingRequest(contract, recording)
  }

  /** Takes in what was answered since the last time. */
  takeIn(): void {
    const key = keyOf(this.#request)
    const { exchanges } = this.#recording
    for (const exchange of exchanges.slice(this.#seen)) {
      const list = keyOf(exchange.request) === key ? listOf(exchange, this.#contract) : null
      if (list) this.#timeline.add(list)
    }
    this.#seen = exchanges.length
  }

  /** Reads the account again, so often at once, and takes that in. */
  *together(times: number): Inquiry<void> {
    yield* ask(Array.from({ length: times }, () => ({ request: this.#request, cases: [] })))
    this.takeIn()
  }

  /** The same, one reading after the other: what is in flight together has no order. */
  *inTurn(times: number): Inquiry<void> {
    for (let time = 0; time < times; time++) yield* this.together(1)
  }
}

/** The request that reads the whole account. */
export function readingRequest(
  contract: Contract,
  { credentials }: Pick<Recording, 'credentials'>,
): WireRequest {
  const [primary] = contract.credentials
  const known = primary ? givenCredential(credentials, primary) : null
  return { as: known ?? anonymous, query: contract.listing.query, headers: {} }
}

/** The instances that an exchange lists, or null. */
export function listOf({ outcome }: Exchange, { listing }: Contract): readonly Instance[] | null {
  return outcome.kind === 'response' ? listedBy(outcome.response, listing) : null
}
