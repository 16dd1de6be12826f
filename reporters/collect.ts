import type { TestModule } from 'vitest/node'
import type {
  BehaviorReport,
  CredentialVariables,
  Report,
  TargetReport,
} from '../src/model/report.ts'
import { countVerdicts } from '../src/report/target-verdict.ts'
import { wholeReport, withBehaviors } from '../src/report/whole-report.ts'
import type { RunFacts } from '../src/report/whole-report.ts'
import type { BehaviorTitle } from '../src/vitest/context.ts'

/**
 * The report, from what Vitest ran: here, in another shard, or merged from many.
 * @param judged targets that were judged here; of one whose tests were never run, every behavior is
 *   unverified
 */
export function collectReport(
  modules: readonly TestModule[],
  judged: readonly TargetReport[],
  run: RunFacts,
  durationMs: number,
): Report {
  const projects = [...new Set(modules.map(({ project }) => project))]
  const ran = projects.flatMap(
    (project) => targetOf(modules.filter((module) => module.project === project)) ?? [],
  )
  const names = new Set(ran.map(({ name }) => name))
  const stopped = judged.filter(({ name }) => !names.has(name)).map(notReached)
  const metas = modules.flatMap((module) => module.meta().conformanceTarget ?? [])
  const [first = run, ...others] = metas
    .map((meta) => meta.run)
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
  const credentials = Object.assign(
    { ...first.options.credentials },
    ...others.map(({ options }) => options.credentials),
  ) as CredentialVariables
  const facts = { ...first, options: { ...first.options, credentials } }
  return wholeReport(facts, { durationMs, targets: [...ran, ...stopped] })
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
  const behaviors = modules.flatMap(behaviorsOf)
  const exchanges = modules.flatMap((one) => one.meta().conformanceExchanges ?? [])
  const counts = countVerdicts([])
  return withBehaviors({ ...meta.target, counts, behaviors, exchanges }, titles)
}

function behaviorsOf(module: TestModule): BehaviorReport[] {
  return [...module.children.allTests()].flatMap((test) => test.meta().conformance ?? [])
}
