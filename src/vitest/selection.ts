import { BaseSequencer, parseCLI } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'
import { suggestion } from '../contract/nearest.ts'
import { UsageError } from '../model/problem.ts'

/**
 * Refuses a selection that no target can meet; Vitest would end with a stack trace, or with nothing
 * judged.
 * @param args what Vitest was called with
 * @throws UsageError
 */
export function checkSelection(args: readonly string[], targets: readonly string[]): void {
  const { options } = parsed(args)
  const projects = [options.project ?? []].flat()
  const isMet =
    projects.length === 0 ||
    projects.some((pattern) => targets.some((name) => matches(pattern, name)))
  if (!isMet) {
    const [first = ''] = projects
    throw new UsageError(
      `--project=${projects.join(',')}: no target has that name${suggestion(first, targets)}; there are ${targets.join(', ')}`,
    )
  }
  checkShard(options.shard ?? '', targets.length)
}

/** The names of files that are asked for. */
export function filesOf(args: readonly string[]): string[] {
  return parsed(args).filter
}

/** Whether the blobs of earlier runs are merged: no server is asked, and no credential is needed. */
export function isMerge(args: readonly string[]): boolean {
  return parsed(args).options.mergeReports !== undefined
}

/** Whether this is a part of a run, to be merged with others. */
export function isShard(args: readonly string[]): boolean {
  return parsed(args).options.shard !== undefined
}

function parsed(args: readonly string[]): ReturnType<typeof parseCLI> {
  return parseCLI(['vitest', ...args], { allowUnknownOptions: true })
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
