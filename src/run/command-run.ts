import { setMaxListeners } from 'node:events'
import { Contracts } from '../files/contracts.ts'
import { readableOptions, readOptions, shownUrl } from '../flags/options.ts'
import type { Environment, Options } from '../flags/options.ts'
import type { Behavior } from '../model/contract.ts'
import { UsageError } from '../model/problem.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { Disclosure } from '../report/disclosure/disclosure.ts'
import { printable } from '../report/disclosure/printable.ts'
import { wholeReport } from '../report/whole-report.ts'
import { refusedReport, unjudgedReport } from '../report/target-report.ts'
import type { Asked } from './accept.ts'
import { environmentMasking, hideCredentials, runFacts, withDotenv } from './environment.ts'
import { Interruption } from './interruption.ts'
import type { PlannedTarget } from './plan-targets.ts'
import { formatNames, Publisher, shownBy } from './publish.ts'
import type { Output } from './publish.ts'
import { isUsersMistake, Run, unfinishedReport } from './run.ts'

/** Where a command runs, and what of a run it is. */
export interface CommandOptions {
  cwd: string
  env: Environment
  /** False where only earlier runs are put together: nothing is missing where a credential is. */
  asksServers: boolean
  /** False where this is a part of a run, which leaves no record of its own. */
  isWhole?: boolean
  /**
   * What is selected of the targets of these names; all, unless given.
   * @throws UsageError where none of them is
   */
  select?: (names: readonly string[]) => Asked
  /** What ends the run early. */
  interruption?: Interruption
}

/** What of a run is judged. */
export interface Selection {
  /** Of targets. */
  names: readonly string[]
  isAsked: (target: string, behavior: Behavior) => boolean
  output: Output
  /** Nothing more is asked after so many broken musts of targets that were judged; 0: whatever is broken. */
  bail?: number
  /** A target was judged; others may still be. */
  onJudged?: (report: TargetReport) => void
}

/**
 * Prepares the run that flags and variables describe.
 * @throws UsageError, ContractError; the reports of the run were written
 */
export function openCommandRun(given: CommandOptions): CommandRun {
  const { cwd, asksServers, select } = given
  let { env } = given
  let run: CommandRun | null = null
  try {
    env = withDotenv(env, cwd)
    run = new CommandRun(readOptions(env, formatNames), { ...given, env })
    const names = run.targets.map(({ name }) => name)
    const asked = select?.(names) ?? { names, isPart: false }
    if (asksServers) refuseHopeless(run.targets)
    run.publisher.checkWritable()
    run.publisher.checkAccept(run.targets, asked)
    return run
  } catch (error) {
    hideCredentials(error, env)
    if (!isUsersMistake(error)) throw new Error('this suite is broken', { cause: error })
    const { message } = error
    const targets = run?.targets.map((target) => unjudgedReport(target, target.problem ?? message))
    writeRefused(targets ?? [namedTarget(message, env, cwd)], env, cwd)
    throw error
  }
}

/**
 * Refuses to go on where not one target can be asked.
 * @throws UsageError that says why
 */
function refuseHopeless(targets: readonly PlannedTarget[]): void {
  const problems = targets.flatMap(({ problem }) => problem ?? [])
  if (problems.length === targets.length && problems.length > 0)
    throw new UsageError([...new Set(problems)].join('; '))
}

/** Writes every file that the run would have written, as far as its options can be read. */
function writeRefused(targets: readonly TargetReport[], env: Environment, cwd: string): void {
  const options = readableOptions(env, formatNames)
  try {
    const publisher = new Publisher({ ...options, compare: null, accept: null }, { cwd, env })
    const facts = runFacts(options, env, [], targets)
    publisher.writeUnjudged(wholeReport(facts, { durationMs: 0, targets }))
  } catch {
    // The folder may be just what is wrong; the line on the console says so.
  }
}

/** The target that flags or variables name, whatever else is wrong with them. */
function namedTarget(message: string, env: Environment, cwd: string): TargetReport {
  const { CONFORMANCE_PROVIDER: provider, CONFORMANCE_BASE_URL: baseUrl } = env
  const reason = printable(message.split('\n', 1)[0] ?? '')
  const masked = environmentMasking(env)
  const name = masked(shownUrl(provider ?? 'unknown'))
  const url = masked(shownUrl(baseUrl ?? ''))
  return refusedReport(name, provider ? withoutSecrets(url, provider, cwd) : url, reason)
}

/** The base URL without what the contract calls secret of it; only its origin where that cannot be read. */
function withoutSecrets(baseUrl: string, provider: string, cwd: string): string {
  try {
    const contract = new Contracts(cwd).load(provider)
    return new Disclosure({ contract, baseUrl, credentials: new Map() }, null).baseUrl
  } catch {
    return URL.canParse(baseUrl) ? new URL(baseUrl).origin : ''
  }
}

/** A run of the command, that of Vitest or the program: it shows progress, and publishes its report. */
export class CommandRun extends Run {
  readonly interruption: Interruption
  readonly publisher: Publisher
  readonly #isWhole: boolean
  readonly #bail: AbortController
  #started = performance.now()
  #endProgress = (): void => undefined

  constructor(options: Options, { cwd, env, isWhole = true, ...given }: CommandOptions) {
    const { interruption = new Interruption() } = given
    const bail = new AbortController()
    const signal = AbortSignal.any([interruption.signal, bail.signal])
    // Every target listens.
    setMaxListeners(0, signal)
    super(options, { cwd, env, signal, shown: shownBy(options.reports) })
    this.interruption = interruption
    this.#bail = bail
    this.publisher = new Publisher(options, { cwd, env })
    this.#isWhole = isWhole
  }

  /** Since targets began to be judged. */
  get durationMs(): number {
    return performance.now() - this.#started
  }

  /**
   * Judges targets, side by side. First it writes that they were not judged, in every format: that is what
   * stays where the process comes to no end of its own.
   */
  async judgeAll({
    names,
    isAsked,
    output,
    bail = 0,
    onJudged,
  }: Selection): Promise<TargetReport[]> {
    this.#started = performance.now()
    const unfinished = this.targets.filter(({ name }) => names.includes(name)).map(unfinishedReport)
    this.publisher.writeUnjudged(this.report(unfinished))
    const progress = this.publisher.openProgress(names.length, output)
    this.#endProgress = () => progress.end()
    let broken = 0
    const reports = await Promise.all(
      names.map(async (name) => {
        const report = await this.judge(
          name,
          (behavior) => isAsked(name, behavior),
          (state) => progress.heard(state),
        )
        progress.judged(name)
        broken += report.behaviors.filter((one) => one.verdict === 'fail' && !one.known).length
        if (bail > 0 && broken >= bail) this.#bail.abort(`--bail=${bail} was reached`)
        onJudged?.(report)
        return report
      }),
    )
    // From now on, the stream may belong to a document.
    if (output.summaryTo === 'stderr') progress.end()
    return reports
  }

  /** The report of the run, its targets put together. */
  report(targets: readonly TargetReport[]): Report {
    const { durationMs, interruption } = this
    return wholeReport(this.facts, { durationMs, targets, interrupted: interruption.kind })
  }

  /** Prints and writes the report. @returns the code with which the process ends */
  publish(report: Report, output: Output): number {
    this.#endProgress()
    let unrecorded = this.#isWhole ? null : 'a shard leaves no record; --merge-reports does'
    if (report.interrupted !== null) unrecorded = 'a run that was interrupted leaves no record'
    const code = this.publisher.publish(report, this, { ...output, unrecorded })
    return this.interruption.code ?? code
  }
}
