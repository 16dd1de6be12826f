import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runVitest } from '../../scripts/vitest-process.ts'
import { serveHostile } from '../support/hostile-server.ts'
import { broken, harmless, heavy, oversized, unreadable } from '../support/hostilities.ts'
import type { Hostility } from '../support/hostilities.ts'
import { withFolder } from './support.ts'

/** The most that the command may take, Vitest and all. */
const mostBytes = 300 * 1000 * 1000

const nested = Object.entries(unreadable).filter(([name]) => name.includes('nest'))
const servers: Readonly<Record<string, Hostility>> = {
  ...oversized,
  ...heavy,
  ...Object.fromEntries(nested.map(([name, { answer }]) => [name, answer])),
  'headers without end': broken['headers without end'] ?? (() => undefined),
  'a right account': harmless.gzip ?? (() => undefined),
}

/** Only Linux tells how much memory a process had at most. */
describe.skipIf(!existsSync('/proc/self/status'))(
  'the whole command takes less than 300 MB',
  () => {
    test.for(Object.entries(servers))('of %s', async ([, hostility]) => {
      // Worse than from the beginning on: several answers are under way together.
      const server = await serveHostile(hostility, 'once the account was read')
      const { peakBytes, code } = await withFolder({}, (folder) =>
        runVitest({
          CONFORMANCE_BASE_URL: server.origin,
          CONFORMANCE_PROVIDER: 'ryzeapi',
          CONFORMANCE_REPORT_DIR: folder,
          RYZEAPI_TOKEN_ACCOUNT: server.target().credentials.get('account')?.secret ?? '',
        }),
      )
      expect([0, 1, 2]).toContain(code)
      expect(peakBytes).toBeGreaterThan(0)
      expect(peakBytes).toBeLessThan(mostBytes)
    })
  },
)
