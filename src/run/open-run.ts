import { resolve } from 'node:path'
import pLimit from 'p-limit'
import { mockedProviders } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import { noContext } from '../../reporters/context.ts'
import { formats } from '../../reporters/formats.ts'
import { publish, reportFiles, writeReport } from '../../reporters/publish.ts'
import type { ReportFiles } from '../../reporters/publish.ts'
import { systemClock } from '../wire/limiter.ts'
import type { Behavior } from '../model/contract.ts'
import type { Progress } from '../model/progress.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { behaviorPlaces } from './behavior-places.ts'
import { compareReports } from '../report/compare/compare.ts'
import { Contracts } from './contracts.ts'
import { documentedFacts } from './documented-facts.ts'
import { withDotenv } from './dotenv.ts'
import { readEarlier } from '../report/compare/earlier-report.ts'
import type { Earlier } from '../report/compare/earlier-report.ts'
import { exitCode } from './exit.ts'
import { extendHistory, makeHistoryFolder } from '../report/history.ts'
import type { History } from '../report/history.ts'
import { Interruption } from './interruption.ts'
import { judgePlanned } from './judge-planned.ts'
import { readOptions } from './options.ts'
import type { Options } from './options.ts'
import { makeReportDir, planTargets } from './plan-targets.ts'
import type { PlannedTarget } from './plan-targets.ts'
import { hideCredentials } from './environment-secrets.ts'
import { isRefusal, refuseHopeless, refusing } from './refusal.ts'
import { shownOptions } from './shown-options.ts'
import { suiteOf } from './suite-version.ts'
import { unjudgedReport } from '../report/target-report.ts'
import { isNotRun, wholeReport } from '../report/merge.ts'
import type { RunFacts } from '../report/merge.ts'
import { refuseUnwritable } from './writable.ts'

export interface RunPlace {
  /** Folder of the package. */
  root: string
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  /** False where only earlier runs are put together: nothing is missing where a credential is. */
  asksServers: boolean
  /** False where this is a part of a run, which leaves no record of its own. */
  isWhole?: boolean
  /**
   * Whether the user's selection fits the names of the targets.
   * @throws UsageError
   */
  checkSelection?: (names: readonly string[]) => void
  /** What ends the run early. */
  interruption?: Interruption
}

/**
 * Enough to fill the time that answers from far away take. With hundreds at once each request would
 * wait so long for the process itself that a server in good health could seem to time out.
 */
const targetsAtOnce = 32

/** Where a report is shown. */
export interface PublishedTo {
  summaryTo: 'stdout' | 'stderr'
  /** Others will be merged with it, and then it is shown as a whole. */
  isPart: boolean
}

/** A run that is ready to start: every option, file and contract was checked. */
export interface Run {
  targets: readonly PlannedTarget[]
  facts: RunFacts
  interruption: Interruption
  /**
   * Writes that these targets were not judged, in every format: that is what stays where the process
   * comes to no end of its own.
   * @throws UsageError where they cannot be written
   */
  begin(names: readonly string[]): void
  judge(
    name: string,
    select: (behavior: Behavior) => boolean,
    onProgress?: (progress: Progress) => void,
  ): Promise<TargetReport>
  unjudged(name: string, reason: string): TargetReport
  /** Prints and writes the report. @returns the code with which the process ends */
  publish(report: Report, output: PublishedTo): number
  /** Releases what the run holds. */
  close(): Promise<void>
}

/**
 * Prepares the run that the environment describes.
 * @throws UsageError, ContractError; the reports of the run were written
 */
export function openRun({ env: given, ...place }: RunPlace): Run {
  const { root, cwd } = place
  const suite = suiteOf(root)
  let env = given
  try {
    env = withDotenv(given, [...new Set([cwd, root])])
    return prepareRun({ ...place, env }, suite)
  } catch (error) {
    hideCredentials(error, env)
    throw isRefusal(error, { env, cwd, suite })
      ? error
      : new Error('this suite is broken', { cause: error })
  }
}

function prepareRun(place: RunPlace, suite: Report['suite']): Run {
  const { root, cwd, env, asksServers, interruption = new Interruption() } = place
  const options = readOptions(env, Object.keys(formats), () =>
    Math.floor(Math.random() * 0x7fffffff),
  )
  const dir = resolve(cwd, options.reportDir)
  makeReportDir(dir)
  const files = { dir, formats: options.reports }
  const earlier = options.compare === null ? null : readEarlier(resolve(cwd, options.compare))
  const contracts = new Contracts(root, suite.version, cwd)
  const targets = planTargets(options, { contracts, env, cwd, mocked: mockedProviders() })
  refusing(targets, () => place.checkSelection?.(targets.map(({ name }) => name)))
  if (asksServers) refuseHopeless(targets)
  const history = options.history === null ? null : resolve(cwd, options.history)
  refusing(targets, () => {
    if (history !== null) makeHistoryFolder(history)
    refuseUnwritable({
      reportDir: dir,
      files: reportFiles(options.reports),
      historyFolder: history,
      env,
    })
  })
  const startedAt = new Date().toISOString()
  const unjudged = (name: string, reason: string): TargetReport =>
    unjudgedReport(plannedOf(targets, name), reason)
  const reported = targets.slice(0, 1).map(unfinishedReport)
  const shown = shownOptions(options, { env, planned: targets, reported })
  const facts = { suite, startedAt, seed: options.seed, options: shown }
  const mocks: RunningMock[] = []
  return {
    targets,
    facts,
    interruption,
    begin: (names) => {
      const reports = names.map((name) => unfinishedReport(plannedOf(targets, name)))
      writeReport(wholeReport(facts, { durationMs: 0, targets: reports }), noContext, files)
    },
    judge: judging({ targets, options, interruption, mocks }),
    unjudged,
    publish: publishing(place, {
      options,
      earlier,
      contracts,
      targets,
      files,
      history,
      interruption,
    }),
    close: async () => {
      await Promise.all(mocks.splice(0).map((mock) => mock.close()))
    },
  }
}

/** The report on a target as long as its run has not ended; without behaviors, for it is soon replaced. */
function unfinishedReport(planned: PlannedTarget): TargetReport {
  const contract = { ...planned.contract, behaviors: [] }
  return unjudgedReport({ ...planned, contract }, 'the run has not come to its end')
}

interface Judging extends Pick<Run, 'targets' | 'interruption'> {
  options: Options
  /** Takes the mocks in that are started. */
  mocks: RunningMock[]
}

function judging({ targets, options, interruption, mocks }: Judging): Run['judge'] {
  const limit = pLimit(targetsAtOnce)
  const shown = options.reports.some((name) => formats[name]?.shows === 'all') ? 'all' : 'cited'
  const { signal } = interruption
  return (name, select, onProgress = () => undefined) =>
    limit(() =>
      judgePlanned(
        plannedOf(targets, name),
        { clock: systemClock, select, shown, signal, onProgress },
        mocks,
      ),
    )
}

interface Publishing extends Pick<Run, 'targets' | 'interruption'> {
  options: Options
  earlier: Earlier | null
  contracts: Contracts
  files: ReportFiles
  /** Folder of the records of runs. */
  history: string | null
}

function publishing(
  { cwd, env, isWhole = true }: RunPlace,
  { options, earlier, contracts, targets, files, history: folder, interruption }: Publishing,
): Run['publish'] {
  const places = behaviorPlaces(
    (name) => contracts.sourceOf(plannedOf(targets, name).contract),
    env.GITHUB_WORKSPACE ?? cwd,
  )
  return (report, { summaryTo, isPart }) => {
    const isComplete = isWhole && isJudgedWhole(report, targets)
    const unrecorded = unrecordedReason(report, isWhole)
    const history: History = folder === null ? noHistory : extendHistory(report, folder, unrecorded)
    const comparison = earlier?.report ? compareReports(earlier.report, report) : null
    const context = {
      comparison,
      history: folder === null ? null : history.runs,
      factsOf: (provider: string) => documentedFacts(contracts, provider),
    }
    const problems = publish(report, context, {
      ...files,
      isComplete,
      notes: [...(earlier?.note ? [earlier.note] : []), ...history.notes],
      env,
      stream: process[summaryTo],
      placeOf: isPart || env.GITHUB_ACTIONS !== 'true' ? null : places,
    })
    const unwritten = [...problems, ...history.unwritten]
    if (unwritten.length > 0)
      process.stderr.write(`error: could not write ${unwritten.join(', ')}\n`)
    const code = unwritten.length > 0 ? 2 : exitCode(report, options, comparison)
    return interruption.code ?? code
  }
}

const noHistory: History = { runs: [], notes: [], unwritten: [] }

/** Whether every target of the run was judged, with all of its behaviors. */
function isJudgedWhole(
  { interrupted, targets }: Report,
  planned: readonly PlannedTarget[],
): boolean {
  return (
    interrupted === null &&
    targets.length === planned.length &&
    targets.every(({ verdict, behaviors }) => verdict !== 'error' && !behaviors.some(isNotRun))
  )
}

function unrecordedReason({ interrupted }: Report, isWhole: boolean): string | null {
  if (interrupted !== null) return 'a run that was interrupted leaves no record'
  return isWhole ? null : 'a shard leaves no record; --merge-reports does'
}

function plannedOf(targets: readonly PlannedTarget[], name: string): PlannedTarget {
  const planned = targets.find((target) => target.name === name)
  if (!planned) throw new Error(`no target "${name}"`)
  return planned
}
