import type { Reporter, TestModule, TestProject, TestSpecification, Vitest } from 'vitest/node'
import type { Behavior } from '../model/contract.ts'
import type { Progress } from '../model/progress.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { collectReport } from '../../reporters/collect.ts'
import { openProgress } from '../../reporters/progress.ts'
import type { ProgressShow } from '../../reporters/progress.ts'
import { leadToSources } from '../run/source-stack.ts'
import { isUntouched, withBehaviors } from '../run/whole-report.ts'
import { testName } from './context.ts'
import type { BehaviorTitle, RunFacts } from './context.ts'
import { outputOf } from './output.ts'
import type { Output } from './output.ts'
import { ofShard } from './sequencer.ts'

/** What a session does with the world outside of Vitest. */
export interface SessionActions {
  /** Names of files that Vitest was asked to run; none: all. */
  files: readonly string[]
  /** Judges a target; `select` says which of its behaviors are asked for. */
  judge(
    target: string,
    select: (behavior: Behavior) => boolean,
    onProgress: (progress: Progress) => void,
  ): Promise<TargetReport>
  /** A target was judged; others may still be. */
  onJudged(): void
  /** The report on a target that could not be judged. */
  unjudged(target: string, reason: string): TargetReport
  /** Prints and writes the report, and says with which code the process ends. */
  publish(report: Report, output: Output): number
  /** Releases what the run holds. */
  close(): Promise<void>
}

/**
 * Stands between Vitest and the engine: judges the targets whose files are about to run, hands each
 * project its report, and collects the report again from what Vitest ran. That detour is what makes
 * `-t`, `--project`, `--shard` and merged blob reports mean what they mean everywhere else.
 */
export class Session implements Reporter {
  readonly #actions: SessionActions
  readonly #run: RunFacts
  readonly #suite: Report['suite']
  #vitest: Vitest | null = null
  readonly #judged: TargetReport[] = []
  readonly #attached = new Set<string>()
  #started = performance.now()
  #progress: ProgressShow | null = null

  constructor(actions: SessionActions, run: RunFacts, suite: Report['suite']) {
    this.#actions = actions
    this.#run = run
    this.#suite = suite
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  async onTestRunStart(specifications: readonly TestSpecification[]): Promise<void> {
    const { config } = this.#vitest ?? {}
    if (config?.mergeReports) return
    this.#started = performance.now()
    const files = ofShard(specifications, config?.shard)
    const projects = [...new Set(files.map(({ project }) => project))]
    const { summaryTo, isShared } = this.#output()
    const progress = openProgress({
      stream: process[summaryTo],
      env: process.env,
      targets: projects.length,
      isShared,
    })
    this.#progress = progress
    try {
      await Promise.all(projects.map((project) => this.#judge(project, files, progress)))
      // From now on, the stream may belong to a document.
      if (summaryTo === 'stderr') progress.end()
    } catch (error) {
      progress.end()
      leadToSources(error)
      // Vitest swallows what is thrown here, and the tests would fail one by one without a reason.
      process.stderr.write(
        `error: this suite is broken: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      )
      process.exit(2)
    }
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
    const durationMs = Math.round(performance.now() - this.#started)
    this.#attached.clear()
    const judged = [...this.#judged.splice(0), ...this.#missing(modules)]
    const report = collectReport(modules, judged, {
      run: this.#run,
      suite: this.#suite,
      durationMs,
    })
    this.#progress?.end()
    const code = this.#actions.publish(report, this.#output())
    const errors = [...unhandled, ...modules.flatMap((module) => module.errors())]
    for (const { message } of errors)
      process.stderr.write(`error: this suite is broken: ${message}\n`)
    if (report.targets.every(isUntouched))
      process.stderr.write(`error: nothing was judged: ${this.#selection()}\n`)
    await this.#actions.close()
    // Vitest sets its own code after this; what is set while the process ends is what counts.
    process.on('exit', () => (process.exitCode = errors.length > 0 ? 2 : code))
  }

  /** Where blobs are merged, a target that none of them holds: its machine has not come to its end. */
  #missing(modules: readonly TestModule[]): TargetReport[] {
    const { config, projects = [] } = this.#vitest ?? {}
    if (!config?.mergeReports) return []
    const held = new Set(modules.map(({ project }) => project.name))
    return projects
      .filter(({ name }) => !held.has(name))
      .map(({ name }) =>
        this.#actions.unjudged(name, 'none of the blobs holds it; did its shard come to its end?'),
      )
  }

  #output(): Output {
    const { reporters = [], outputFile } = this.#vitest?.config ?? {}
    return outputOf({ reporters, outputFile })
  }

  /** What the user selected, in words. */
  #selection(): string {
    const pattern = this.#vitest?.config.testNamePattern?.source
    const parts = [...(pattern ? [`-t ${pattern}`] : []), ...this.#actions.files]
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
    const asked = await this.#actions.judge(
      project.name,
      (behavior) => suites.has(behavior.family) && (pattern?.test(testName(behavior)) ?? true),
      (told) => progress.heard(told),
    )
    progress.judged(project.name)
    this.#actions.onJudged()
    const titles = (project.config.provide as { behaviors?: BehaviorTitle[] }).behaviors ?? []
    const report = withBehaviors(asked, titles)
    this.#judged.push(report)
    const { exchanges: _, ...handedOut } = report
    project.provide('report', handedOut)
    project.provide('run', this.#run)
  }
}

function suiteOf(moduleId: string): string {
  return /([\w-]+)\.test\.[jt]s$/.exec(moduleId)?.[1] ?? ''
}
