import { beforeAll, describe, test } from 'vitest'
import { check } from '../api/check.ts'
import type { ConformanceOptions } from '../api/options.ts'
import type { Report } from '../model/report.ts'
import { Contracts } from '../run/contracts.ts'
import { packageRoot } from '../run/root.ts'
import { suiteOf } from '../run/suite.ts'
import { testName } from './context.ts'
import { settle } from './settle.ts'

/** As {@link ConformanceOptions}, for tests: the server may be one that they start. */
export interface SuiteOptions extends Omit<ConformanceOptions, 'baseUrl' | 'credentials'> {
  /** The server, or what tells it once it was started; the embedded mock where there is none. */
  baseUrl?: string | (() => string | Promise<string>)
  /** Credentials by role, or what tells them once they are known. */
  credentials?:
    | ConformanceOptions['credentials']
    | (() => ConformanceOptions['credentials'] | Promise<ConformanceOptions['credentials']>)
  /** For the whole run, in ms; a rate limit may make it wait for a minute. */
  runTimeoutMs?: number
  /** Takes the report, to write it or to look into it. */
  onReport?: (report: Report) => void | Promise<void>
}

const defaultRunTimeoutMs = 600_000

/**
 * Adds a test for each behavior of the provider to the Vitest file that calls it. The server is
 * judged once, before the first of them and after every `beforeAll` that stands above.
 * @throws UsageError, ContractError where the provider's contract cannot be used
 */
export function conformance(options: SuiteOptions): void {
  const { provider, cwd = process.cwd(), runTimeoutMs = defaultRunTimeoutMs, onReport } = options
  const root = packageRoot()
  const contract = new Contracts(root, suiteOf(root).version, cwd).load(provider)
  const families = [...new Set(contract.behaviors.map(({ family }) => family))]
  describe(`conformance of ${options.name ?? contract.provider}`, () => {
    let report: Report | null = null
    beforeAll(async () => {
      report = await check(await resolved(options))
      await onReport?.(report)
    }, runTimeoutMs)
    for (const family of families) {
      describe(family, () => {
        for (const behavior of contract.behaviors.filter((one) => one.family === family)) {
          test(testName(behavior), async (context) => {
            const [target] = report?.targets ?? []
            const found = target?.behaviors.find(({ id }) => id === behavior.id)
            if (!found) throw new Error(`no verdict on ${behavior.id}: this suite is broken`)
            await settle(found, context)
          })
        }
      })
    }
  })
}

async function resolved({
  baseUrl,
  credentials,
  runTimeoutMs: _,
  onReport: _onReport,
  ...rest
}: SuiteOptions): Promise<ConformanceOptions> {
  const url = typeof baseUrl === 'function' ? await baseUrl() : baseUrl
  const known = typeof credentials === 'function' ? await credentials() : credentials
  return {
    ...rest,
    ...(url === undefined ? {} : { baseUrl: url }),
    ...(known === undefined ? {} : { credentials: known }),
  }
}
