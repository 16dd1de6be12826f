import type { Account } from '../model/account.ts'
import type { Contract } from '../model/contract.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Recording } from '../recording/recording.ts'
import type { Timeline } from './instances/timeline.ts'
import type { Snapshots } from './snapshots.ts'

/** What is known of a server while it is judged. */
export interface JudgeContext {
  contract: Contract
  /** As far as it goes; it grows with each answer. */
  recording: Recording
  /** The account over all snapshots so far. */
  timeline: Timeline
  snapshots: Snapshots
  /** The account as it was read first. */
  account: Account
  /** Id of the exchange that read it first. */
  baseline: string
  /** Answers by the key of their request: equal requests are sent once. */
  answers: Map<string, Exchange>
  /** Requests that may still be spent on smaller counterexamples. */
  spareRequests: number
}
