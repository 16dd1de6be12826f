import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runVitest } from '../../scripts/vitest-process.ts'
import { serveHostile } from '../support/hostile-server.ts'
import { broken, different, harmless, large, overLimit, oversized } from '../support/hostilities.ts'
import type { Hostility } from '../support/hostilities.ts'
import { withFolder } from './support.ts'

/** The most that the command may take, Vitest and all; more where the largest bodies are complete ones. */
const mostBytes = { broken: 300_000_000, complete: 350_000_000 }

const names = [
  ['a body without end', 'broken'],
  ['a gzip bomb', 'broken'],
  ['a body of 480,000 names', 'broken'],
  ['a million nulls as instances', 'broken'],
  ['an id that is nested 5,000 times', 'broken'],
  ['three layers of brotli', 'broken'],
  ['secrets nested 100,000 times', 'broken'],
  ['gzip', 'broken'],
  ['small answers', 'broken'],
  ['one long text', 'complete'],
  ['many small objects', 'complete'],
] as const

/** One of each kind; the engine alone is tested with all of them. */
function hostilityOf(name: string): Hostility {
  const all = { ...oversized, ...large, ...different, ...broken, ...harmless }
  const found = all[name] ?? overLimit[name]?.answer
  if (!found) throw new Error(`no hostility "${name}"`)
  return found
}

/** Only Linux tells how much memory a process had at most. */
describe.skipIf(!existsSync('/proc/self/status'))('the whole command takes little memory', () => {
  test.for(names)('of %s, %s', async ([name, kind]) => {
    // Worse than from the beginning on: several answers are under way together.
    const server = await serveHostile(hostilityOf(name), 'once the account was read')
    const { peakBytes, code } = await withFolder({}, (folder) =>
      runVitest({
        CONFORMANCE_BASE_URL: server.origin,
        CONFORMANCE_PROVIDER: 'ryzeapi',
        CONFORMANCE_RUNS: '3',
        CONFORMANCE_REPORT_DIR: folder,
        RYZEAPI_TOKEN_ACCOUNT: server.target().credentials.get('account')?.secret ?? '',
      }),
    )
    expect([0, 1, 2]).toContain(code)
    expect(peakBytes).toBeGreaterThan(0)
    expect(peakBytes).toBeLessThan(mostBytes[kind])
  })
})
