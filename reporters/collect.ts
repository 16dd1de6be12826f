import type { TestModule } from 'vitest/node'
import type { BehaviorReport, Report, TargetReport } from '../src/model/report.ts'
import { schemaVersion } from '../src/model/report.ts'
import { countVerdicts, targetVerdict } from '../src/run/verdicts.ts'
import type { BehaviorTitle, FileMeta, RunFacts } from '../src/vitest/context.ts'

export interface Collected {
  run: RunFacts
  suite: Report['suite']
  durationMs: number
}

/** The report, from what Vitest ran: here, in another shard, or merged from many. */
export function collectReport(
  modules: readonly TestModule[],
  { run, suite, durationMs }: Collected,
): Report {
  const projects = [...new Set(modules.map(({ project }) => project))]
  const targets = projects.flatMap(
    (project) => targetOf(modules.filter((module) => module.project === project)) ?? [],
  )
  const metas = modules.flatMap((module) => module.meta().conformanceTarget ?? [])
  const [first = { run }] = metas.sort((a, b) => a.run.startedAt.localeCompare(b.run.startedAt))
  return {
    schemaVersion,
    suite,
    startedAt: first.run.startedAt,
    durationMs,
    seed: first.run.seed,
    targets: targets.sort((a, b) => a.name.localeCompare(b.name)),
  }
}

function targetOf(modules: readonly TestModule[]): TargetReport | null {
  const meta = modules
    .map((module) => module.meta().conformanceTarget)
    .find((one) => one !== undefined)
  const [module] = modules
  if (!meta || !module) return null
  const titles = (module.project.config.provide as { behaviors?: BehaviorTitle[] }).behaviors ?? []
  const judged = new Map(modules.flatMap(behaviorsOf).map((behavior) => [behavior.id, behavior]))
  const behaviors = titles.map((title) => judged.get(title.id) ?? notRun(title))
  return {
    ...meta.target,
    verdict: verdictOf(meta, behaviors),
    counts: countVerdicts(behaviors),
    behaviors,
  }
}

function verdictOf(
  { verdict, target }: FileMeta,
  behaviors: readonly BehaviorReport[],
): TargetReport['verdict'] {
  return verdict === 'error' && target.reason !== null ? 'error' : targetVerdict(behaviors)
}

function behaviorsOf(module: TestModule): BehaviorReport[] {
  return [...module.children.allTests()].flatMap((test) => test.meta().conformance?.behavior ?? [])
}

/** A behavior that this run did not get to. */
function notRun({ id, title, level }: BehaviorTitle): BehaviorReport {
  return {
    id,
    title,
    level,
    covers: [],
    cases: 0,
    verdict: 'unverified',
    reason: 'not run: not selected, or the run was stopped',
  }
}
