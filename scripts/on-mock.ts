import { startMock } from '../mock/index.ts'
import type { MockOptions } from '../mock/index.ts'
import type { Contract } from '../src/model/contract.ts'
import type { TargetReport } from '../src/model/report.ts'
import { checkTarget } from '../src/run/check-target.ts'
import type { CheckOptions } from '../src/run/check-target.ts'
import { plainNetwork } from '../src/model/target.ts'
import type { Settings } from '../src/model/target.ts'

/** The settings of a run without flags, against a mock whose limit may be passed. */
export const mockSettings: Omit<Settings, 'seed'> = {
  runs: 10,
  waitMs: 0,
  timeoutMs: 10_000,
  concurrency: 4,
  rate: null,
  maxRequests: null,
  burst: true,
}

/**
 * Judges a mock of a contract's provider, which is started for it and closed after it.
 * @param mocked what kind of mock
 */
export async function judgeMock(
  contract: Contract,
  mocked: Omit<MockOptions, 'port'>,
  settings: Settings,
  options: CheckOptions,
): Promise<TargetReport> {
  const mock = await startMock(contract.provider, mocked)
  const credentials = contract.credentials.flatMap(({ role, env }) => {
    const secret = mock.credentials[env]
    return secret === undefined ? [] : [[role, { secret, env }] as const]
  })
  const target = {
    name: contract.provider,
    contract,
    baseUrl: mock.baseUrl,
    credentials: new Map(credentials),
    network: plainNetwork,
    settings,
    deviations: [],
  }
  try {
    return await checkTarget(target, options)
  } finally {
    await mock.close()
  }
}
