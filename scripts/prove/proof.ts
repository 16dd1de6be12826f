import type { FaultSummary, MockOptions } from '../../mock/index.ts'
import { startMock } from '../../mock/index.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { BehaviorReport, TargetReport } from '../../src/model/report.ts'
import { checkTarget } from '../../src/run/check.ts'
import { idleClock } from './clock.ts'

/** What the suite showed of a fault. Only `caught` counts. */
export type Result = 'caught' | 'misattributed' | 'escaped'

/** A behavior that was broken: `fail` for a must, `warn` for a should. */
export type Fallen = Pick<BehaviorReport, 'id' | 'covers'>

export interface Proof {
  readonly fault: FaultSummary
  readonly result: Result
  readonly fell: readonly Fallen[]
}

/** Any moment will do; the same one makes the same run. */
const epoch = Date.UTC(2026, 0, 1)

/** Which mock is to be judged. */
export type Served = Pick<MockOptions, 'fault' | 'variant'> & { readonly provider: string }

/**
 * Runs the whole suite against a mock, the limit's burst included.
 * @param contract that of the mock's provider
 */
export async function reportOn(
  { provider, ...served }: Served,
  contract: Contract,
  seed: number,
): Promise<TargetReport> {
  const clock = idleClock(epoch)
  const mock = await startMock(provider, { ...served, seed, now: () => clock.now() })
  const target = {
    name: provider,
    contract,
    baseUrl: mock.baseUrl,
    credentials: credentialsOf(contract, mock.credentials),
    settings: { ...settings, seed },
    deviations: [],
  }
  try {
    return await checkTarget(target, clock)
  } finally {
    await mock.close()
  }
}

/** Says what the suite shows of a server that has the fault. */
export async function prove(fault: FaultSummary, contract: Contract, seed: number): Promise<Proof> {
  const served = { provider: fault.provider, fault: fault.id }
  const { behaviors } = await reportOn(served, contract, seed)
  const fell = behaviors
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    .map(({ id, covers }) => ({ id, covers }))
  return { fault, result: resultOf(fault.breaks, fell), fell }
}

const settings = {
  runs: 10,
  timeoutMs: 10_000,
  concurrency: 4,
  rate: null,
  maxRequests: null,
  burst: true,
}

function credentialsOf(contract: Contract, values: Readonly<Record<string, string>>) {
  return new Map(
    contract.credentials.flatMap(({ role, env }) => {
      const secret = values[env]
      return secret === undefined ? [] : [[role, { secret, env }] as const]
    }),
  )
}

/**
 * Caught: of each broken fact a behavior fell. A contract that is loaded covers each fact at the
 * fact's own level, so that one which falls does so as hard as the fact binds.
 */
export function resultOf(breaks: readonly string[], fell: readonly Fallen[]): Result {
  if (breaks.every((fact) => fell.some(({ covers }) => covers.includes(fact)))) return 'caught'
  return fell.length > 0 ? 'misattributed' : 'escaped'
}
