import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/package/**'],
    watch: false,
    testTimeout: 60_000,
    // Much of the time is spent on waiting for servers and commands: two cores have room for two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})
