import type { SecureContext } from 'node:tls'
import type { Contract } from './contract.ts'

/** How a target is asked. */
export interface Settings {
  /** Generated cases per behavior. */
  runs: number
  seed: number
  /** For which a server that is starting may not answer, in ms. */
  waitMs: number
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

/** A proxy between us and a server. */
export interface Proxy {
  /** Without user and password. */
  origin: string
  /** Value of the header Proxy-Authorization; null: no user was given. */
  authorization: string | null
  /** What of its URL must not be shown. */
  secrets: readonly string[]
  /** The variable that names it. */
  env: string
}

/** Whom TLS trusts, and who we are to it. */
export interface Tls {
  context: SecureContext
  /** Every certificate that is trusted, in PEM; null: those that Node trusts. */
  trusted: readonly string[] | null
  /** A client certificate was given. */
  hasCertificate: boolean
}

/** How a server is reached, beside its URL. */
export interface Network {
  /** Sent with every request, by lower-case name: the value, and the variable that stands for it where it is shown. */
  headers: ReadonlyMap<string, { value: string; env: string }>
  /** Null: the server is reached without one. */
  proxy: Proxy | null
  /** Null: Node's own defaults. */
  tls: Tls | null
}

/** Without headers, proxy and certificates. */
export const plainNetwork: Network = { headers: new Map(), proxy: null, tls: null }

/** A server to be judged by a contract. */
export interface Target {
  name: string
  contract: Contract
  baseUrl: string
  /** By role: the value, and the variable that held it. */
  credentials: ReadonlyMap<string, { secret: string; env: string }>
  network: Network
  settings: Settings
  deviations: readonly Deviation[]
}
