import { completeOptions } from '../flags/options.ts'
import { UsageError } from '../model/problem.ts'
import type { Progress } from '../model/progress.ts'
import type { Report } from '../model/report.ts'
import { wholeReport } from '../report/whole-report.ts'
import { Run } from '../run/run.ts'

/** What is checked, and how; everything but the provider has the command's default. */
export interface ConformanceOptions {
  /** A provider's name, or the path of a contract of your own (`./mine.yaml`). */
  provider: string
  /** The server; the embedded mock where there is none. */
  baseUrl?: string | undefined
  /**
   * Credentials by role (`{ account: '…' }`); what is not given is read from the environment variable
   * that the contract names.
   */
  credentials?: Readonly<Record<string, string>> | undefined
  /** Name of the target in the report; the provider's, unless given. */
  name?: string
  /** Generated cases per behavior. */
  runs?: number
  /** Repeats a run; random, unless given. */
  seed?: number
  /** Further request headers by name (`{ 'X-Tenant': '…' }`): the values themselves, which no report shows. */
  headers?: Readonly<Record<string, string>> | undefined
  /** Paths of files in PEM: a CA to trust beside those that Node trusts, and a client certificate with its key. */
  tls?: { ca?: string; cert?: string; key?: string }
  /** Seconds for which a server that is starting may not answer; 0, unless given. */
  wait?: number
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

/**
 * Checks a server against what its provider documents.
 * @returns the report, with one target; a server that is wrong or does not answer is no error
 * @throws UsageError for what cannot be checked (no such provider, no credential, an option out of
 *   range), ContractError for a contract that is wrong, and the reason of `signal` once that is aborted
 */
export async function check({
  credentials: secrets,
  headers: headerValues,
  tls,
  name,
  only,
  allExchanges = false,
  cwd = process.cwd(),
  signal,
  onProgress,
  ...given
}: ConformanceOptions): Promise<Report> {
  const certificates = { tlsCa: tls?.ca, tlsCert: tls?.cert, tlsKey: tls?.key }
  const options = completeOptions({ ...given, ...certificates })
  signal?.throwIfAborted()
  const shown = allExchanges ? 'all' : 'cited'
  const own = { name, secrets, headerValues }
  const run = new Run(options, { cwd, env: process.env, shown, signal, own })
  try {
    const started = performance.now()
    const [target] = run.targets
    if (!target) throw new Error('a provider is one target')
    if (target.problem !== null) throw new UsageError(target.problem)
    const judged = await run.judge(target.name, ({ id }) => only?.test(id) ?? true, onProgress)
    signal?.throwIfAborted()
    const durationMs = performance.now() - started
    return wholeReport(run.facts, { durationMs, targets: [judged] })
  } finally {
    await run.close()
  }
}
