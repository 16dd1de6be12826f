import type { Reporter, TestModule, TestProject, TestSpecification, Vitest } from 'vitest/node'
import type { TargetReport } from '../model/report.ts'
import { collectReport } from '../../reporters/collect.ts'
import { openProgress } from '../../reporters/progress.ts'
import type { ProgressShow } from '../../reporters/progress.ts'
import { interrupted } from '../report/target-report.ts'
import type { Run } from '../run/open-run.ts'
import { UsageError } from '../model/problem.ts'
import { leadToSources } from '../run/source-stack.ts'
import { isUntouched, wholeReport, withBehaviors } from '../report/merge.ts'
import type { RunFacts } from '../report/merge.ts'
import { testName } from './context.ts'
import type { BehaviorTitle } from './context.ts'
import { outputOf } from './output.ts'
import type { Output } from './output.ts'
import { ofShard } from './sequencer.ts'

/** What a session knows and tells beside the run itself. */
export interface SessionOptions {
  /** Names of files that Vitest was asked to run; none: all. */
  files: readonly string[]
  /** A target was judged; others may still be. */
  onJudged(): void
}

/**
 * Stands between Vitest and the engine: judges the targets whose files are about to run, hands each
 * project its report, and collects the report again from what Vitest ran. That detour is what makes
 * `-t`, `--project`, `--shard` and merged blob reports mean what they mean everywhere else. A signal
 * takes the short way: what was judged by then is the report.
 */
export class Session implements Reporter {
  readonly #run: Run
  readonly #options: SessionOptions
  #vitest: Vitest | null = null
  /** The targets that are asked for, as soon as that is known. */
  #names: readonly string[]
  readonly #judged: TargetReport[] = []
  readonly #attached = new Set<string>()
  #started = performance.now()
  #progress: ProgressShow | null = null
  #judging: Promise<unknown> = Promise.resolve()
  /** The run has come to its end. */
  #isPublished = false

  constructor(run: Run, options: SessionOptions) {
    this.#run = run
    this.#options = options
    this.#names = run.targets.map(({ name }) => name)
    run.interruption.signal.addEventListener('abort', () => void this.#stop())
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  async onTestRunStart(specifications: readonly TestSpecification[]): Promise<void> {
    const { config } = this.#vitest ?? {}
    this.#run.interruption.listenAlone()
    this.#isPublished = false
    if (config?.mergeReports) return
    this.#started = performance.now()
    const files = ofShard(specifications, config?.shard)
    const projects = [...new Set(files.map(({ project }) => project))]
    this.#names = projects.map(({ name }) => name)
    const { summaryTo, isShared } = this.#output()
    const progress = openProgress({
      stream: process[summaryTo],
      env: process.env,
      targets: projects.length,
      isShared,
    })
    this.#progress = progress
    try {
      this.#run.begin(this.#names)
      this.#judging = Promise.all(projects.map((project) => this.#judge(project, files, progress)))
      await this.#judging
      // From now on, the stream may belong to a document.
      if (summaryTo === 'stderr') progress.end()
    } catch (error) {
      progress.end()
      // Vitest swallows what is thrown here, and the tests would fail one by one without a reason.
      process.stderr.write(`error: ${wordsOf(error)}\n`)
      process.exit(2)
    }
    if (this.#run.interruption.kind !== null) await endOfProcess
  }

  /** A blob holds what is attached to a file: there the exchanges of its target go along. */
  onTestModuleEnd(module: TestModule): void {
    const target = this.#judged.find(({ name }) => name === module.project.name)
    if (!target || this.#attached.has(target.name)) return
    this.#attached.add(target.name)
    module.meta().conformanceExchanges = target.exchanges
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly { message: string }[],
  ): Promise<void> {
    const durationMs = performance.now() - this.#started
    this.#attached.clear()
    const judged = [...this.#judged.splice(0), ...this.#missing(modules)]
    const report = collectReport(modules, judged, this.#run.facts, durationMs)
    this.#progress?.end()
    const code = this.#run.publish(report, this.#output())
    this.#isPublished = true
    const errors = [...unhandled, ...modules.flatMap((module) => module.errors())]
    for (const { message } of errors)
      process.stderr.write(`error: this suite is broken: ${message}\n`)
    if (report.targets.every(isUntouched))
      process.stderr.write(`error: nothing was judged: ${this.#selection()}\n`)
    await this.#run.close()
    const { interruption } = this.#run
    // Vitest sets its own code after this; what is set while the process ends is what counts.
    process.on('exit', () => {
      process.exitCode = interruption.code ?? (errors.length > 0 ? 2 : code)
    })
  }

  /** A signal came: publishes what is known and ends the process, where the run has not ended by itself. */
  async #stop(): Promise<void> {
    const { interruption, facts } = this.#run
    await this.#judging
    if (!this.#isPublished) {
      const judged = new Set(this.#judged.map(({ name }) => name))
      const others = this.#names.filter((name) => !judged.has(name))
      const report = wholeReport(facts, {
        durationMs: performance.now() - this.#started,
        targets: [...this.#judged, ...others.map((name) => this.#run.unjudged(name, interrupted))],
        interrupted: interruption.kind,
      })
      this.#progress?.end()
      this.#run.publish(report, this.#output())
    }
    process.exit(interruption.code ?? 2)
  }

  /** Where blobs are merged, a target that none of them holds: its machine has not come to its end. */
  #missing(modules: readonly TestModule[]): TargetReport[] {
    const { config, projects = [] } = this.#vitest ?? {}
    if (!config?.mergeReports) return []
    const held = new Set(modules.map(({ project }) => project.name))
    return projects
      .filter(({ name }) => !held.has(name))
      .map(({ name }) =>
        this.#run.unjudged(name, 'none of the blobs holds it; did its shard come to its end?'),
      )
  }

  #output(): Output {
    const { reporters = [], outputFile } = this.#vitest?.config ?? {}
    return outputOf({ reporters, outputFile })
  }

  /** What the user selected, in words. */
  #selection(): string {
    const pattern = this.#vitest?.config.testNamePattern?.source
    const parts = [...(pattern ? [`-t ${pattern}`] : []), ...this.#options.files]
    return parts.length === 0 ? 'there is nothing to run' : `nothing fits ${parts.join(' ')}`
  }

  async #judge(
    project: TestProject,
    files: readonly TestSpecification[],
    progress: ProgressShow,
  ): Promise<void> {
    const pattern = project.config.testNamePattern
    const suites = new Set(
      files.filter((file) => file.project === project).map(({ moduleId }) => suiteOf(moduleId)),
    )
    const asked = await this.#run.judge(
      project.name,
      (behavior) => suites.has(behavior.family) && (pattern?.test(testName(behavior)) ?? true),
      (told) => progress.heard(told),
    )
    progress.judged(project.name)
    this.#options.onJudged()
    const titles = (project.config.provide as { behaviors?: BehaviorTitle[] }).behaviors ?? []
    const report = withBehaviors(asked, titles)
    this.#judged.push(report)
    const { exchanges: _, ...handedOut } = report
    project.provide('report', handedOut)
    project.provide('run', factsOf(project.name, this.#run.facts))
  }
}

/** What all of the run has in common, and of credentials what concerns one target: each file keeps it. */
function factsOf(target: string, { options, ...facts }: RunFacts): RunFacts {
  const { [target]: own } = options.credentials
  const credentials = own === undefined ? {} : { [target]: own }
  return { ...facts, options: { ...options, credentials } }
}

/** Nothing more happens: the process is about to end. */
const endOfProcess = new Promise<never>(() => undefined)

function wordsOf(error: unknown): string {
  if (error instanceof UsageError) return error.message
  leadToSources(error)
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `this suite is broken: ${words}`
}

function suiteOf(moduleId: string): string {
  return /([\w-]+)\.test\.[jt]s$/.exec(moduleId)?.[1] ?? ''
}
