import { resolve } from 'node:path'
import pLimit from 'p-limit'
import { mockedProviders } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import { formats } from '../../reporters/formats.ts'
import { publish, reportFiles } from '../../reporters/publish.ts'
import { systemClock } from '../http/limiter.ts'
import type { Behavior } from '../model/contract.ts'
import type { Progress } from '../model/progress.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { behaviorPlaces } from './behavior-places.ts'
import { compareReports } from './compare.ts'
import { Contracts } from './contracts.ts'
import { documentedFacts } from './documented-facts.ts'
import { withDotenv } from './dotenv.ts'
import { readEarlierReport } from './earlier-report.ts'
import { exitCode } from './exit.ts'
import { extendHistory, makeHistoryFolder } from './history.ts'
import { judgePlanned } from './judge-planned.ts'
import { readOptions } from './options.ts'
import { makeReportDir, planTargets } from './prepare.ts'
import type { PlannedTarget } from './prepare.ts'
import { hideCredentials } from './redaction.ts'
import { isRefusal, refuseHopeless } from './refusal.ts'
import { suiteOf } from './suite.ts'
import { unjudgedReport } from './unjudged.ts'
import { refuseUnwritable } from './writable.ts'

export interface RunPlace {
  /** Folder of the package. */
  root: string
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  /** False where only earlier runs are put together: nothing is missing where a credential is. */
  asksServers: boolean
  /** False where this is a part of a run, which leaves no record of its own in the history. */
  isWhole?: boolean
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
  facts: { startedAt: string; seed: number }
  suite: Report['suite']
  judge(
    name: string,
    select: (behavior: Behavior) => boolean,
    onProgress?: (progress: Progress) => void,
  ): Promise<TargetReport>
  unjudged(name: string, reason: string): TargetReport
  /** Says with which code the process ends. */
  publish(report: Report, output: PublishedTo): number
  close(): Promise<void>
}

/**
 * Prepares the run that the environment describes.
 * @throws UsageError, ContractError; where a target was named, a report.json was written
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

function prepareRun(
  { root, cwd, env, asksServers, isWhole = true }: RunPlace,
  suite: Report['suite'],
): Run {
  const options = readOptions(env, Object.keys(formats), () =>
    Math.floor(Math.random() * 0x7fffffff),
  )
  const reportDir = resolve(cwd, options.reportDir)
  makeReportDir(reportDir)
  const historyFolder = options.history === null ? null : resolve(cwd, options.history)
  if (historyFolder !== null) makeHistoryFolder(historyFolder)
  refuseUnwritable({ reportDir, files: reportFiles(options.reports), historyFolder, env })
  const earlier =
    options.compare === null
      ? null
      : readEarlierReport({ path: resolve(cwd, options.compare), root, flag: '--compare' })
  const contracts = new Contracts(root, suite.version, cwd)
  const targets = planTargets(options, { contracts, env, cwd, mocked: mockedProviders() })
  if (asksServers) refuseHopeless(targets)
  const mocks: RunningMock[] = []
  const limit = pLimit(targetsAtOnce)
  const clock = systemClock
  const places = behaviorPlaces(
    (name) => contracts.sourceOf(plannedOf(targets, name).contract),
    env.GITHUB_WORKSPACE ?? cwd,
  )
  const shown = options.reports.some((name) => formats[name]?.shows === 'all') ? 'all' : 'cited'
  return {
    targets,
    suite,
    facts: { startedAt: new Date().toISOString(), seed: options.seed },
    judge: (name, select, onProgress = () => undefined) =>
      limit(() =>
        judgePlanned(plannedOf(targets, name), { clock, select, shown, onProgress }, mocks),
      ),
    unjudged: (name, reason) => unjudgedReport(plannedOf(targets, name), reason),
    publish: (report, { summaryTo, isPart }) => {
      const comparison = earlier && compareReports(earlier, report)
      const history =
        historyFolder === null
          ? null
          : extendHistory(report, { folder: historyFolder, root, isWhole })
      const context = {
        comparison,
        history: history?.runs ?? null,
        factsOf: (provider: string) => documentedFacts(contracts, provider),
      }
      const problems = publish(report, context, {
        dir: reportDir,
        formats: options.reports,
        notes: history?.notes ?? [],
        env,
        stream: process[summaryTo],
        placeOf: isPart || env.GITHUB_ACTIONS !== 'true' ? null : places,
      })
      const unwritten = [...problems, ...(history?.unwritten ?? [])]
      if (unwritten.length === 0) return exitCode(report, options, comparison)
      process.stderr.write(`error: could not write ${unwritten.join(', ')}\n`)
      return 2
    },
    close: async () => {
      await Promise.all(mocks.splice(0).map((mock) => mock.close()))
    },
  }
}

function plannedOf(targets: readonly PlannedTarget[], name: string): PlannedTarget {
  const planned = targets.find((target) => target.name === name)
  if (!planned) throw new Error(`no target "${name}"`)
  return planned
}
