import type { Progress } from '../model/progress.ts'

/** What is checked, and how; everything but the provider has the command's default. */
export interface ConformanceOptions {
  /** A provider's name, or the path of a contract of your own (`./mine.yaml`). */
  provider: string
  /** The server; the embedded mock where there is none. */
  baseUrl?: string
  /**
   * Credentials by role (`{ account: '…' }`); what is not given is read from the environment variable
   * that the contract names.
   */
  credentials?: Readonly<Record<string, string>>
  /** Name of the target in the report; the provider's, unless given. */
  name?: string
  /** Generated cases per behavior. */
  runs?: number
  /** Repeats a run; random, unless given. */
  seed?: number
  /** For one request, in ms. */
  timeoutMs?: number
  /** Requests in flight together. */
  concurrency?: number
  /** Requests per minute; the contract's limit less a tenth, unless given. */
  rate?: number
  /** Requests in all. */
  maxRequests?: number
  /** Go past the documented rate limit on purpose. */
  burst?: boolean
  /** Path of a YAML file of failures that do not count. */
  knownDeviations?: string
  /** Only behaviors whose id it matches; the others are reported as not run. */
  only?: RegExp
  /** Show every exchange in the report, not only those that failures cite. */
  allExchanges?: boolean
  /** Where relative paths start; the working directory, unless given. */
  cwd?: string
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}
