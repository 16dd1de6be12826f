import pLimit from 'p-limit'
import { mockedProviders, startMock } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import { ContractError } from '../contract/error.ts'
import { Contracts } from '../files/contracts.ts'
import type { Environment, Options } from '../flags/options.ts'
import type { Behavior } from '../model/contract.ts'
import { UsageError } from '../model/problem.ts'
import type { Progress } from '../model/progress.ts'
import type { TargetReport } from '../model/report.ts'
import type { Target } from '../model/target.ts'
import type { ExchangeSelection } from '../report/exchanges.ts'
import { withBehaviors } from '../report/whole-report.ts'
import type { RunFacts } from '../report/whole-report.ts'
import { stopReason, unjudgedReport } from '../report/target-report.ts'
import { systemClock } from '../wire/limiter.ts'
import { checkTarget } from './check-target.ts'
import type { CheckOptions } from './check-target.ts'
import { runFacts } from './environment.ts'
import { planTargets } from './plan-targets.ts'
import type { OwnTarget, PlannedTarget, Planning } from './plan-targets.ts'
import { suiteBugReport } from './suite-bug.ts'

export interface RunPlace {
  cwd: string
  /** Holds credentials, by the variables that contracts and targets name. */
  env: Environment
  /** Which exchanges reports show. */
  shown: ExchangeSelection
  /** Ends the run early. */
  signal?: AbortSignal | undefined
  /** What a program adds to the one target of its options. */
  own?: OwnTarget
}

/**
 * Enough to fill the time that answers from far away take. With hundreds at once each request would
 * wait so long for the process itself that a server in good health could seem to time out.
 */
const targetsAtOnce = 32

/** A run that is ready to start: every option and contract was checked, and nothing was sent. */
export class Run {
  readonly contracts: Contracts
  readonly targets: readonly PlannedTarget[]
  readonly facts: RunFacts
  readonly #how: Pick<CheckOptions, 'clock' | 'shown' | 'signal' | 'others'>
  readonly #mocks: RunningMock[] = []
  readonly #limit = pLimit(targetsAtOnce)

  /** @throws UsageError, ContractError */
  constructor(options: Options, { cwd, env, shown, signal, own }: RunPlace) {
    const contracts = new Contracts(cwd)
    this.contracts = contracts
    this.targets = plannedTargets(options, { contracts, env, cwd, own })
    const reported = this.targets.slice(0, 1).map(unfinishedReport)
    this.facts = runFacts(options, env, this.targets, reported)
    const others = () => contracts.providers.map((name) => contracts.load(name))
    this.#how = { clock: systemClock, shown, others, ...(signal && { signal }) }
  }

  /** Judges a target; a behavior that is not selected is reported as not run. */
  judge(
    name: string,
    select: (behavior: Behavior) => boolean,
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<TargetReport> {
    return this.#limit(async () => {
      const planned = this.#planned(name)
      const report = await judgePlanned(planned, { ...this.#how, select, onProgress }, this.#mocks)
      return withBehaviors(report, planned.contract.behaviors)
    })
  }

  /** The report on a target that was not judged. */
  unjudged(name: string, reason: string): TargetReport {
    return unjudgedReport(this.#planned(name), reason)
  }

  /** Releases what the run holds. */
  async close(): Promise<void> {
    await Promise.all(this.#mocks.splice(0).map((mock) => mock.close()))
  }

  #planned(name: string): PlannedTarget {
    const planned = this.targets.find((target) => target.name === name)
    if (!planned) throw new Error(`no target "${name}"`)
    return planned
  }
}

/**
 * The targets of a run, embedded mocks among them.
 * @throws UsageError, ContractError
 */
export function plannedTargets(
  options: Options,
  planning: Omit<Planning, 'mocked'>,
): PlannedTarget[] {
  return planTargets(options, { ...planning, mocked: mockedProviders() })
}

/** Whether an error is a user's to mend: one line says what to do, and the exit code is 2. */
export function isUsersMistake(error: unknown): error is UsageError | ContractError {
  return error instanceof UsageError || error instanceof ContractError
}

/** The report on a target as long as its run has not ended; without behaviors, for it is soon replaced. */
export function unfinishedReport(planned: PlannedTarget): TargetReport {
  const contract = { ...planned.contract, behaviors: [] }
  return unjudgedReport({ ...planned, contract }, 'the run has not come to its end')
}

/**
 * Judges a planned target, on a mock that is started for it where it has no server. What goes wrong
 * with one target stays on it.
 * @param mocks takes the mock in, to be closed with the run
 */
export async function judgePlanned(
  planned: PlannedTarget,
  options: CheckOptions,
  mocks: RunningMock[],
): Promise<TargetReport> {
  if (planned.problem !== null) return unjudgedReport(planned, planned.problem)
  if (options.signal?.aborted) return unjudgedReport(planned, stopReason(options.signal))
  const { baseUrl } = planned
  try {
    const target = baseUrl === null ? await onMock(planned, mocks) : { ...planned, baseUrl }
    return await checkTarget(target, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    return suiteBugReport(planned, error)
  }
}

async function onMock(planned: PlannedTarget, mocks: RunningMock[]): Promise<Target> {
  const mock = await startMock(planned.contract.provider)
  mocks.push(mock)
  const credentials = planned.contract.credentials.flatMap(({ role, env }) => {
    const secret = mock.credentials[env]
    return secret === undefined ? [] : [[role, { secret, env }] as const]
  })
  return { ...planned, baseUrl: mock.baseUrl, credentials: new Map(credentials) }
}
