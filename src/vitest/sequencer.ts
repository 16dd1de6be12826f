import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

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
