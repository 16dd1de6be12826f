import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** Splits a run over machines by target, never within one: its rate limit cannot be split. */
export class TargetSequencer extends BaseSequencer {
  override shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(ofShard(files, this.ctx.config.shard))
  }
}

/** The files of the targets that belong to a shard. */
export function ofShard(
  files: readonly TestSpecification[],
  shard: { index: number; count: number } | undefined,
): TestSpecification[] {
  if (!shard) return [...files]
  const targets = [...new Set(files.map(({ project }) => project.name))].sort()
  const mine = new Set(targets.filter((_, position) => position % shard.count === shard.index - 1))
  return files.filter(({ project }) => mine.has(project.name))
}
