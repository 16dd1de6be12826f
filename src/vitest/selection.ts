import { BaseSequencer, parseCLI } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'
import type { Asked } from '../run/accept.ts'
import { suggestion } from '../contract/nearest.ts'
import type { DrySelection } from '../authoring/dry-run.ts'
import { UsageError } from '../model/problem.ts'
import { testName } from './context.ts'

/** What Vitest was called with: its options, and the names of files (`filter`). */
export function commandLine(args: readonly string[]): ReturnType<typeof parseCLI> {
  return parseCLI(['vitest', ...args], { allowUnknownOptions: true })
}

/**
 * Refuses a selection that no target can meet; Vitest would end with a stack trace, or with nothing
 * judged.
 * @throws UsageError
 */
function checkSelection(
  { project = [], shard = '' }: ReturnType<typeof parseCLI>['options'],
  targets: readonly string[],
): void {
  const projects = [project].flat()
  const [first] = projects
  const isMet = projects.some((pattern) => targets.some((name) => matches(pattern, name)))
  if (first !== undefined && !isMet) {
    throw new UsageError(
      `--project=${projects.join(',')}: no target has that name${suggestion(first, targets)}; there are ${targets.join(', ')}`,
    )
  }
  checkShard(shard, targets.length)
}

function checkShard(shard: string, targets: number): void {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(shard) ?? []
  if (index === undefined || count === undefined) return
  if (Number(index) < 1 || Number(index) > Number(count)) {
    throw new UsageError(
      `--shard=${shard}: the first number is that of the shard, from 1 to ${count}`,
    )
  }
  if (Number(count) > targets) {
    throw new UsageError(
      `--shard=${shard}: there ${targets === 1 ? 'is 1 target' : `are ${targets} targets`}, and a target is never split`,
    )
  }
}

/**
 * What Vitest would run of these targets.
 * @throws UsageError where that is no target
 */
export function selectionOf(
  { filter, options }: ReturnType<typeof commandLine>,
  targets: readonly string[],
): DrySelection & Asked {
  checkSelection(options, targets)
  const projects = [options.project ?? []].flat()
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(options.shard ?? '') ?? []
  const mine = targets
    .toSorted()
    .filter((_, at) => at % Number(count ?? 1) === Number(index ?? 1) - 1)
  const pattern = patternOf(options.testNamePattern)
  return {
    isPart: pattern !== null || filter.length > 0 || options.shard !== undefined,
    names: mine.filter(
      (name) => projects.length === 0 || projects.some((pattern) => matches(pattern, name)),
    ),
    isAsked: (behavior) =>
      (pattern?.test(testName(behavior)) ?? true) &&
      (filter.length === 0 ||
        filter.some((part) => `suites/${behavior.family}.test.ts`.includes(part))),
  }
}

function patternOf(given: string | RegExp | undefined): RegExp | null {
  try {
    return given === undefined ? null : new RegExp(given)
  } catch {
    throw new UsageError(`-t ${String(given)} is not a regular expression`)
  }
}

/** Vitest's own rule: `*` stands for anything, a leading `!` for all others. */
function matches(pattern: string, name: string): boolean {
  const isNot = pattern.startsWith('!')
  const parts = pattern
    .slice(isNot ? 1 : 0)
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(name) !== isNot
}

/** Splits a run over machines by target, never within one: its rate limit cannot be split. */
export class TargetSequencer extends BaseSequencer {
  override shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(ofShard(files, this.ctx.config.shard))
  }
}

/**
 * The files of the targets that belong to a shard, out of all that the run has. Some of them may be left out
 * already: Vitest 4 splits after a run is announced, Vitest 5 before.
 */
export function ofShard(
  files: readonly TestSpecification[],
  shard: { index: number; count: number } | undefined,
): TestSpecification[] {
  if (!shard) return [...files]
  const targets = files[0]?.project.vitest.projects.map(({ name }) => name).sort() ?? []
  const mine = new Set(targets.filter((_, position) => position % shard.count === shard.index - 1))
  return files.filter(({ project }) => mine.has(project.name))
}
