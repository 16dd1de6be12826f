import { defineConfig } from 'vitest/config'

/** What needs a registry: the package, packed and installed as a vendor would. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: { include: ['test/package/**/*.test.ts'], watch: false, testTimeout: 60_000 },
})
