import { readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { noContext } from '../../reporters/context.ts'
import { formats } from '../../reporters/formats.ts'
import type { PlaceOf } from '../../reporters/github.ts'
import { openProgress } from '../../reporters/progress.ts'
import type { ProgressShow } from '../../reporters/progress.ts'
import { publish, reportFiles, writeReport } from '../../reporters/publish.ts'
import { append, makeFolder, probeWritable, problemsWriting } from '../files/write-file.ts'
import type { Environment, Options } from '../flags/options.ts'
import { UsageError } from '../model/problem.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { compareReports, withNewInContract } from '../report/compare/compare.ts'
import type { Comparison } from '../report/compare/compare.ts'
import { readEarlier } from '../report/compare/earlier-report.ts'
import type { Earlier } from '../report/compare/earlier-report.ts'
import type { ExchangeSelection } from '../report/exchanges.ts'
import { extendHistory, makeHistoryFolder } from '../report/history.ts'
import type { History } from '../report/history.ts'
import { isNotRun } from '../report/whole-report.ts'
import { accept, checkAccept, noReasonNotes } from './accept.ts'
import type { AcceptEnd, Asked } from './accept.ts'
import type { PlannedTarget } from './plan-targets.ts'
import type { Run } from './run.ts'

/** The names of the report formats. */
export const formatNames: readonly string[] = Object.keys(formats)

/** Which exchanges these formats show. */
export function shownBy(names: readonly string[]): ExchangeSelection {
  return names.some((name) => formats[name]?.shows === 'all') ? 'all' : 'cited'
}

/** Who writes what to the standard streams of a run. */
export interface Output {
  /** Where people read; standard output belongs to a reporter that writes a document to it. */
  summaryTo: 'stdout' | 'stderr'
  /** Whether a reporter writes while the run goes on. */
  isShared: boolean
  /** Whether what was judged is written for a merge with others, and shown only then as a whole. */
  isPart: boolean
}

/** What a run leaves: progress while it goes on, then a summary, files, a record and an exit code. */
export class Publisher {
  readonly #options: Options
  readonly #env: Environment
  readonly #cwd: string
  readonly #dir: string
  readonly #historyFolder: string | null
  readonly #acceptFile: string | null
  readonly #earlier: Earlier | null
  /** When the run started of which something was written. */
  #begun: string | null = null

  /** @throws UsageError where the report folder cannot be made, or the report to compare with not be read */
  constructor(options: Options, { cwd, env }: { cwd: string; env: Environment }) {
    const { reportDir, compare, history, accept: file } = options
    this.#options = options
    this.#env = env
    this.#cwd = cwd
    this.#dir = resolve(cwd, reportDir)
    this.#historyFolder = history === null ? null : resolve(cwd, history)
    this.#acceptFile = file === null ? null : resolve(cwd, file)
    const problems = problemsWriting(this.#dir, () => makeFolder(this.#dir))
    refuse('--report-dir: cannot write to', problems)
    this.#earlier = compare === null ? null : readEarlier(resolve(cwd, compare))
  }

  /**
   * Refuses a run whose results could not be written, before the first request.
   * @throws UsageError that says which
   */
  checkWritable(): void {
    const history = this.#historyFolder
    if (history !== null) makeHistoryFolder(history)
    const files = reportFiles(this.#options.reports).map(({ file }) => join(this.#dir, file))
    const reports = files.flatMap((path) => problemsWriting(path, () => probeWritable(path)))
    refuse('--report-dir: cannot write', reports)
    const records = history === null ? [] : [history]
    refuse(
      '--history: cannot write',
      records.flatMap((folder) =>
        problemsWriting(folder, () => probeWritable(join(folder, 'record'))),
      ),
    )
    const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY: summary } = this.#env
    if (GITHUB_ACTIONS !== 'true' || !summary) return
    const problems = problemsWriting(summary, () => append(summary, ''))
    refuse('GITHUB_STEP_SUMMARY: cannot write', problems)
  }

  /** @throws UsageError where failures are to be accepted that the run cannot tell, or to a file that cannot take them */
  checkAccept(targets: readonly PlannedTarget[], asked: Asked): void {
    if (this.#acceptFile !== null) checkAccept(this.#acceptFile, targets, asked)
  }

  /** Shows how far a run is. */
  openProgress(targets: number, { summaryTo, isShared }: Output): ProgressShow {
    return openProgress({ stream: process[summaryTo], env: this.#env, targets, isShared })
  }

  /** Writes the files of a report that says of its targets only why they were not judged. */
  writeUnjudged(report: Report): void {
    this.#begun = report.startedAt
    writeReport(report, noContext, { dir: this.#dir, formats: this.#options.reports })
  }

  /**
   * Prints and writes the report of a run.
   * @param unrecorded why the run leaves no record in the history, and is no last judged one; null: it does
   * @returns the code with which the process ends, unless a signal has ended it
   */
  publish(
    judged: Report,
    { contracts, targets }: Pick<Run, 'contracts' | 'targets'>,
    { summaryTo, isPart, unrecorded }: Output & { unrecorded: string | null },
  ): number {
    const history = this.#extendedHistory(judged, unrecorded)
    const earlier = this.#earlier
    const comparison = earlier?.report ? compareReports(earlier.report, judged) : null
    const report = comparison === null ? judged : withNewInContract(judged, comparison)
    const context = {
      comparison,
      history: this.#historyFolder === null ? null : history.runs,
      factsOf: (provider: string) => contracts.documentedFacts(provider),
    }
    const accepted = this.#accepted(report)
    const isAnnotated = !isPart && this.#env.GITHUB_ACTIONS === 'true'
    const workspace = this.#env.GITHUB_WORKSPACE ?? this.#cwd
    const problems = publish(report, context, {
      dir: this.#dir,
      formats: this.#options.reports,
      isComplete: unrecorded === null && isJudgedWhole(report, targets.length),
      notes: [
        ...this.#othersNotes(),
        ...(earlier?.note ? [earlier.note] : []),
        ...history.notes,
        ...accepted.notes,
      ],
      env: this.#env,
      stream: process[summaryTo],
      placeOf: isAnnotated ? behaviorPlaces({ contracts, targets }, workspace) : null,
    })
    problems.push(...history.problems, ...accepted.problems)
    if (problems.length === 0) return exitCode(report, this.#options, comparison)
    process.stderr.write(`error: could not write ${problems.join(', ')}\n`)
    return 2
  }

  /** Whether another run has written to the folder since this one began. Called before anything is written. */
  #othersNotes(): string[] {
    const started = startOf(join(this.#dir, 'report.json'))
    if (this.#begun === null || started === null || started === this.#begun) return []
    return [`warning: another run wrote to ${this.#dir} meanwhile; its report is replaced`]
  }

  #accepted(report: Report): AcceptEnd {
    const end = this.#acceptFile === null ? nothingAccepted : accept(this.#acceptFile, report)
    return { ...end, notes: [...noReasonNotes(report), ...end.notes] }
  }

  #extendedHistory(report: Report, unrecorded: string | null): History {
    const folder = this.#historyFolder
    if (folder === null) return { runs: [], notes: [], problems: [] }
    return extendHistory(report, folder, unrecorded)
  }
}

/** When the run of a report.json started; null where there is none that can be read. */
function startOf(path: string): string | null {
  try {
    return /"startedAt": ?"([^"]*)"/.exec(readFileSync(path, 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}

const nothingAccepted: AcceptEnd = { notes: [], problems: [] }

/** @throws UsageError where there is a problem */
function refuse(lead: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new UsageError(`${lead} ${problems.join(', ')}`)
}

/**
 * 0: no must is broken; 1: one is, or what an option adds; 2: a target could not be judged.
 * @param comparison with `--fail-on=new`, only what is newly broken counts; null: nothing is
 */
export function exitCode(
  { targets }: Report,
  options: Pick<Options, 'strict' | 'complete' | 'failOn'>,
  comparison: Comparison | null,
): 0 | 1 | 2 {
  const isFailing =
    options.failOn === 'new'
      ? (comparison?.newlyBroken.length ?? 0) > 0
      : targets.some((target) => isBroken(target, options))
  if (isFailing) return 1
  const isUnjudged = targets.every(({ behaviors }) =>
    behaviors.every((one) => one.verdict === 'unverified'),
  )
  return isUnjudged || targets.some(({ verdict }) => verdict === 'error') ? 2 : 0
}

function isBroken(
  { verdict, behaviors, stale }: TargetReport,
  { strict, complete }: Pick<Options, 'strict' | 'complete'>,
): boolean {
  if (verdict === 'non-conformant' || stale.length > 0) return true
  if (verdict === 'error') return false
  const isWarned = behaviors.some((behavior) => behavior.verdict === 'warn' && !behavior.known)
  const isOpen = behaviors.some(
    (behavior) => behavior.level === 'must' && behavior.verdict === 'unverified' && !behavior.optIn,
  )
  return (strict && isWarned) || (complete && isOpen)
}

/** Whether every target of the run was judged, with all of its behaviors. */
function isJudgedWhole({ targets }: Report, planned: number): boolean {
  return (
    targets.length === planned &&
    targets.every(({ verdict, behaviors }) => verdict !== 'error' && !behaviors.some(isNotRun))
  )
}

/**
 * Finds the lines of behaviors in contracts.
 * @param workspace folder that the files are named from; what is outside of it has no place
 */
export function behaviorPlaces(
  { contracts, targets }: Pick<Run, 'contracts' | 'targets'>,
  workspace: string,
): PlaceOf {
  return (name, behavior) => {
    const target = targets.find((one) => one.name === name)
    const place = target ? contracts.placeOf(target.contract, behavior) : null
    if (place === null) return null
    const parts = relative(workspace, place.file).split(sep)
    if (parts[0] === '..' || parts.includes('node_modules')) return null
    return { file: parts.join('/'), line: place.line }
  }
}
