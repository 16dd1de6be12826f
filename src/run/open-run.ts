import pLimit from 'p-limit'
import { mockedProviders } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import { ContractError } from '../contract/error.ts'
import { Contracts } from '../files/contracts.ts'
import { suiteOf } from '../files/package-root.ts'
import type { Environment, Options } from '../flags/options.ts'
import type { Behavior } from '../model/contract.ts'
import { UsageError } from '../model/problem.ts'
import type { Progress } from '../model/progress.ts'
import type { TargetReport } from '../model/report.ts'
import type { Shown } from '../report/exchanges.ts'
import { withBehaviors } from '../report/merge.ts'
import type { RunFacts } from '../report/merge.ts'
import { unjudgedReport } from '../report/target-report.ts'
import { systemClock } from '../wire/limiter.ts'
import { shownOptions } from './environment.ts'
import { judgePlanned } from './judge-planned.ts'
import { planTargets } from './plan-targets.ts'
import type { OwnTarget, PlannedTarget } from './plan-targets.ts'

export interface RunPlace {
  cwd: string
  /** Holds credentials, by the variables that contracts and targets name. */
  env: Environment
  /** Which exchanges reports show. */
  shown: Shown
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

/** A run that is ready to start: every option and contract was checked. */
export interface Run {
  contracts: Contracts
  targets: readonly PlannedTarget[]
  facts: RunFacts
  /** Judges a target; a behavior that is not selected is reported as not run. */
  judge: (
    name: string,
    select: (behavior: Behavior) => boolean,
    onProgress?: (progress: Progress) => void,
  ) => Promise<TargetReport>
  unjudged: (name: string, reason: string) => TargetReport
  /** Releases what the run holds. */
  close: () => Promise<void>
}

/**
 * Prepares the run that the options describe. Nothing is sent.
 * @throws UsageError, ContractError
 */
export function openRun(options: Options, { cwd, env, shown, signal, own }: RunPlace): Run {
  const contracts = new Contracts(cwd)
  const targets = planTargets(options, { contracts, env, cwd, mocked: mockedProviders(), own })
  const startedAt = new Date().toISOString()
  const reported = targets.slice(0, 1).map(unfinishedReport)
  const facts = {
    suite: suiteOf(),
    startedAt,
    seed: options.seed,
    options: shownOptions(options, env, targets, reported),
  }
  const mocks: RunningMock[] = []
  const limit = pLimit(targetsAtOnce)
  return {
    contracts,
    targets,
    facts,
    judge: (name, select, onProgress = () => undefined) =>
      limit(async () => {
        const planned = plannedOf(targets, name)
        const how = { clock: systemClock, select, shown, onProgress, ...(signal && { signal }) }
        const report = await judgePlanned(planned, how, mocks)
        return withBehaviors(report, planned.contract.behaviors)
      }),
    unjudged: (name, reason) => unjudgedReport(plannedOf(targets, name), reason),
    close: async () => {
      await Promise.all(mocks.splice(0).map((mock) => mock.close()))
    },
  }
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

function plannedOf(targets: readonly PlannedTarget[], name: string): PlannedTarget {
  const planned = targets.find((target) => target.name === name)
  if (!planned) throw new Error(`no target "${name}"`)
  return planned
}
