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

/** Whole fleets, memory, nights, many seeds; and what needs a browser. */
const slow = ['test/**/*.slow.test.ts', 'test/browser/**/*.test.ts']

/** What needs a registry: the package, packed and installed as a vendor would. */
const packed = ['test/package/**/*.test.ts']

const project = (name: string, include: string[], exclude: string[] = []) => ({
  extends: true as const,
  test: { name, include, exclude },
})

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    projects: [
      project('quick', ['test/**/*.test.ts'], [...slow, ...packed]),
      project('slow', slow),
      project('package', packed),
    ],
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
