import { availableParallelism } from 'node:os'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/** What runs the whole command comes first: the longest files at the end would leave a core idle. */
class CommandsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const runsCommand = ({ moduleId }: TestSpecification): boolean =>
      /\/test\/(command|examples)\//.test(moduleId)
    return [...sorted.filter(runsCommand), ...sorted.filter((file) => !runsCommand(file))]
  }
}

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/package/**'],
    watch: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // No file changes what another one imports. So a process loads the engine once, and not for each of its files.
    isolate: false,
    sequence: { sequencer: CommandsFirst },
    // Much of the time is spent on waiting for servers and commands: two cores have room for two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})
