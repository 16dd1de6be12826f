import type { TestModule } from 'vitest/node'
import type { BehaviorReport, Report, TargetReport } from '../src/model/report.ts'
import { schemaVersion } from '../src/model/report.ts'
import { countVerdicts } from '../src/run/verdicts.ts'
import { withBehaviors } from '../src/run/whole-report.ts'
import type { BehaviorTitle, RunFacts } from '../src/vitest/context.ts'

export interface Collected {
  run: RunFacts
  suite: Report['suite']
  durationMs: number
}

/**
 * The report, from what Vitest ran: here, in another shard, or merged from many.
 * @param judged targets that were judged here; of one whose tests were never run, every behavior is
 *   unverified
 */
export function collectReport(
  modules: readonly TestModule[],
  judged: readonly TargetReport[],
  { run, suite, durationMs }: Collected,
): Report {
  const projects = [...new Set(modules.map(({ project }) => project))]
  const ran = projects.flatMap(
    (project) => targetOf(modules.filter((module) => module.project === project)) ?? [],
  )
  const names = new Set(ran.map(({ name }) => name))
  const stopped = judged.filter(({ name }) => !names.has(name)).map(notReached)
  const metas = modules.flatMap((module) => module.meta().conformanceTarget ?? [])
  const [first = { run }] = metas.sort((a, b) => a.run.startedAt.localeCompare(b.run.startedAt))
  return {
    schemaVersion,
    suite,
    startedAt: first.run.startedAt,
    durationMs,
    seed: first.run.seed,
    targets: [...ran, ...stopped].sort((a, b) => a.name.localeCompare(b.name)),
  }
}

/** A target that was asked, and whose tests Vitest did not get to. */
function notReached(target: TargetReport): TargetReport {
  return { ...withBehaviors({ ...target, behaviors: [] }, target.behaviors), stale: [] }
}

function targetOf(modules: readonly TestModule[]): TargetReport | null {
  const meta = modules
    .map((module) => module.meta().conformanceTarget)
    .find((one) => one !== undefined)
  const [module] = modules
  if (!meta || !module) return null
  const titles = (module.project.config.provide as { behaviors?: BehaviorTitle[] }).behaviors ?? []
  const { target, verdict } = meta
  const behaviors = modules.flatMap(behaviorsOf)
  const exchanges = modules.flatMap((one) => one.meta().conformanceExchanges ?? [])
  const counts = countVerdicts([])
  return withBehaviors({ ...target, verdict, counts, behaviors, exchanges }, titles)
}

function behaviorsOf(module: TestModule): BehaviorReport[] {
  return [...module.children.allTests()].flatMap((test) => test.meta().conformance?.behavior ?? [])
}
