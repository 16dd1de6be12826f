import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node'
import { collectReport } from '../../reporters/collect.ts'
import { interrupted } from '../report/target-report.ts'
import type { TargetReport } from '../model/report.ts'
import { nothingExercised } from '../report/whole-report.ts'
import type { RunFacts } from '../report/whole-report.ts'
import type { CommandRun } from '../run/command-run.ts'
import type { Output } from '../run/publish.ts'
import { leadToSources } from '../run/suite-bug.ts'
import { testName } from './context.ts'
import { outputOf } from './output.ts'
import { ofShard } from './selection.ts'

/**
 * Stands between Vitest and the engine: judges the targets whose files are about to run, hands each
 * project its report, and collects the report again from what Vitest ran. That detour is what makes
 * `-t`, `--project`, `--shard` and merged blob reports mean what they mean everywhere else. A signal
 * takes the short way: what was judged by then is the report.
 */
export class Session implements Reporter {
  readonly #run: CommandRun
  readonly #files: readonly string[]
  #vitest: Vitest | null = null
  /** The targets that are asked for, as soon as that is known. */
  #names: readonly string[]
  readonly #judged: TargetReport[] = []
  readonly #attached = new Set<string>()
  #judging: Promise<unknown> = Promise.resolve()
  /** The run has come to its end. */
  #isPublished = false

  /** @param files names of files that Vitest was asked to run; none: all */
  constructor(run: CommandRun, files: readonly string[]) {
    this.#run = run
    this.#files = files
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
    this.#judging = this.#judge(ofShard(specifications, config?.shard))
    try {
      await this.#judging
    } catch (error) {
      // Vitest swallows what is thrown here, and the tests would fail one by one without a reason.
      leadToSources(error)
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
      process.stderr.write(`error: this suite is broken: ${words}\n`)
      process.exit(2)
    }
    if (this.#run.interruption.kind !== null) await endOfProcess
  }

  /** A blob keeps the metadata of files, so a target's exchanges are attached to one of its files. */
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
    const { facts, durationMs, interruption } = this.#run
    this.#attached.clear()
    const judged = [...this.#judged.splice(0), ...this.#missing(modules)]
    const report = collectReport(modules, judged, facts, durationMs)
    const code = this.#run.publish(report, this.#output())
    this.#isPublished = true
    const errors = [...unhandled, ...modules.flatMap((module) => module.errors())]
    for (const { message } of errors)
      process.stderr.write(`error: this suite is broken: ${message}\n`)
    if (report.targets.every(nothingExercised))
      process.stderr.write(`error: nothing was judged: ${this.#selection()}\n`)
    await this.#run.close()
    // Vitest sets its own code after this; what is set while the process ends is what counts.
    process.on('exit', () => {
      process.exitCode = interruption.code ?? (errors.length > 0 ? 2 : code)
    })
  }

  /** A signal came: publishes what is known and ends the process, where the run has not ended by itself. */
  async #stop(): Promise<void> {
    const { interruption } = this.#run
    await this.#judging
    if (!this.#isPublished) {
      const notJudged = this.#unjudged(this.#names, this.#judged, interrupted)
      this.#run.publish(this.#run.report([...this.#judged, ...notJudged]), this.#output())
    }
    process.exit(interruption.code ?? 2)
  }

  /** When blobs are merged: targets that none of them holds, because their machine did not finish. */
  #missing(modules: readonly TestModule[]): TargetReport[] {
    const { config, projects = [] } = this.#vitest ?? {}
    if (!config?.mergeReports) return []
    const held = modules.map(({ project }) => project)
    const names = projects.map(({ name }) => name)
    return this.#unjudged(names, held, 'none of the blobs holds it; did its shard come to its end?')
  }

  #unjudged(names: readonly string[], known: readonly { name: string }[], reason: string) {
    const others = names.filter((name) => !known.some((one) => one.name === name))
    return others.map((name) => this.#run.unjudged(name, reason))
  }

  #output(): Output {
    return outputOf(this.#vitest?.config ?? { reporters: [] })
  }

  /** What the user selected, in words. */
  #selection(): string {
    const pattern = this.#vitest?.config.testNamePattern?.source
    const parts = [...(pattern ? [`-t ${pattern}`] : []), ...this.#files]
    return parts.length === 0 ? 'there is nothing to run' : `nothing fits ${parts.join(' ')}`
  }

  async #judge(files: readonly TestSpecification[]): Promise<void> {
    const projects = new Map(files.map(({ project }) => [project.name, project]))
    const suites = new Set(
      files.map(({ project, moduleId }) => `${project.name} ${familyOf(moduleId)}`),
    )
    this.#names = [...projects.keys()]
    await this.#run.judgeAll({
      names: this.#names,
      isAsked: (name, behavior) => {
        const pattern = projects.get(name)?.config.testNamePattern
        const isSelected = pattern?.test(testName(behavior)) ?? true
        return isSelected && suites.has(`${name} ${behavior.family}`)
      },
      output: this.#output(),
      bail: this.#vitest?.config.bail ?? 0,
      onJudged: (report) => {
        this.#judged.push(report)
        const { exchanges: _, ...handed } = report
        const project = projects.get(report.name)
        project?.provide('report', handed)
        project?.provide('run', factsOf(report.name, this.#run.facts))
      },
    })
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

function familyOf(moduleId: string): string {
  return /([\w-]+)\.test\.[jt]s$/.exec(moduleId)?.[1] ?? ''
}
