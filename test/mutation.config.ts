import { defineConfig } from 'vitest/config'

/**
 * What runs for each mutant, over and over: the tests in the folder of its room (`npm run mutate` names it), without
 * those that start servers or load all contracts.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['**/*.test.ts'],
    // Looked for inside the folder of the room.
    exclude: ['**/{burst,contracts,filters,flapping,shrink,stale-case,whole-listing}.test.ts'],
    testTimeout: 60_000,
    watch: false,
    isolate: false,
  },
})
