import type { FaultSummary, MockOptions } from '../../mock/index.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { BehaviorReport, TargetReport } from '../../src/model/report.ts'
import { judgeMock, mockSettings } from '../on-mock.ts'
import type { Recorded } from '../../src/run/check-target.ts'
import { judgeAgain } from './again.ts'
import { idleClock } from './clock.ts'

/** What the suite showed of a fault. Only `caught` counts. */
export type Result = 'caught' | 'misattributed' | 'escaped'

/** A behavior that was broken: `fail` for a must, `warn` for a should. */
export interface Fallen extends Pick<BehaviorReport, 'id' | 'covers'> {
  /** It is a finding by itself, and not told beneath another one of the same cause. */
  leads: boolean
}

export interface Proof {
  readonly fault: FaultSummary
  readonly result: Result
  readonly fell: readonly Fallen[]
}

/** Any moment will do; the same one makes the same run. */
const epoch = Date.UTC(2026, 0, 1)

/** Which mock is to be judged. */
export type Served = Pick<MockOptions, 'fault' | 'variant' | 'setUp'>

/**
 * Runs the whole suite against a mock, the limit's burst included. A run that its recording does not
 * repeat is an error of the suite.
 * @param contract that of the mock's provider
 */
export function reportOn(served: Served, contract: Contract, seed: number): Promise<TargetReport> {
  const clock = idleClock(epoch)
  const mocked = { ...served, seed, now: () => clock.now() }
  const onRecorded = (recorded: Recorded): void => judgeAgain(contract, recorded)
  return judgeMock(contract, mocked, { ...mockSettings, seed }, { clock, onRecorded })
}

/** Says what the suite shows of a server that has the fault. */
export async function prove(fault: FaultSummary, contract: Contract, seed: number): Promise<Proof> {
  const { behaviors } = await reportOn({ fault: fault.id }, contract, seed)
  const fell = behaviors.flatMap((one) =>
    'failures' in one ? [{ id: one.id, covers: one.covers, leads: one.cause === undefined }] : [],
  )
  return { fault, result: resultOf(fault.breaks, fell), fell }
}

/**
 * Caught: of each broken fact a behavior fell. A contract that is loaded covers each fact at the
 * fact's own level, so that one which falls does so as hard as the fact binds.
 */
export function resultOf(
  breaks: readonly string[],
  fell: readonly Pick<Fallen, 'covers'>[],
): Result {
  if (breaks.every((fact) => fell.some(({ covers }) => covers.includes(fact)))) return 'caught'
  return fell.length > 0 ? 'misattributed' : 'escaped'
}
