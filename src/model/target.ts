import type { Contract } from './contract.ts'

/** How a target is asked. */
export interface Settings {
  /** Generated cases per behavior. */
  runs: number
  seed: number
  /** Per request, in ms. */
  timeoutMs: number
  /** Requests in flight together. */
  concurrency: number
  /** Requests per minute; null: the contract's limit, less a tenth. */
  rate: number | null
  /** Requests in all; null: no limit. */
  maxRequests: number | null
  /** Go past the documented rate limit on purpose. */
  burst: boolean
}

/** A deviation that is known and does not count. */
export interface Deviation {
  behavior: string
  reason: string
  link: string | null
  /** Last day on which it does not count, `YYYY-MM-DD`; null: for ever. */
  expires: string | null
}

/** A server to be judged by a contract. */
export interface Target {
  name: string
  contract: Contract
  baseUrl: string
  /** By role: the value, and the variable that held it. */
  credentials: ReadonlyMap<string, { secret: string; env: string }>
  settings: Settings
  deviations: readonly Deviation[]
}
