import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { TargetReport } from '../../src/model/report.ts'
import { serveHostile } from '../support/hostile-server.ts'
import type { When } from '../support/hostile-server.ts'
import {
  different,
  harmless,
  large,
  longTexts,
  overLimit,
  oversized,
} from '../support/hostilities.ts'
import type { Hostility } from '../support/hostilities.ts'

/** The most that a run against one bad server may take. */
const mostBytes = 300 * 1000 * 1000

/** The most where all answers are as large as can be, and each is another one. */
const mostKeptBytes = 512 * 1000 * 1000

const heavy = Object.entries(overLimit).map(([name, { answer }]) => [name, answer] as const)

const script = fileURLToPath(new URL('../support/run-alone.ts', import.meta.url))

type Outcome = Pick<TargetReport, 'verdict' | 'reason' | 'counts'> & { peakBytes: number | null }

/** Judges a server in a process of its own: memory is a matter of the process. */
async function judgedAlone(
  hostility: Hostility,
  when: When,
  maxRequests: readonly number[] = [],
): Promise<Outcome> {
  const server = await serveHostile(hostility, when)
  const token = server.target().credentials.get('account')?.secret ?? ''
  const run = promisify(execFile)
  const settings = [server.origin, token, ...maxRequests.map(String)]
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, ...settings])
  return JSON.parse(stdout) as Outcome
}

/** Only Linux tells how much memory a process had at most. */
describe.skipIf(!existsSync('/proc/self/status'))('in bounded memory', { concurrent: true }, () => {
  test.for([...Object.entries(oversized), ...heavy])('%s', async ([, hostility]) => {
    // Worse than from the beginning on: several of them are under way together.
    const { verdict, peakBytes } = await judgedAlone(hostility, 'once the account was read')
    expect(verdict).toBe('error')
    expect(peakBytes).toBeLessThan(mostBytes)
  })

  test.for(Object.entries(large))('a body of %s', async ([, hostility]) => {
    // The same again and again: the first ones take all that is taken, and the others time.
    const { verdict, peakBytes } = await judgedAlone(hostility, 'once the account was read', [16])
    expect(verdict).toBe('non-conformant')
    expect(peakBytes).toBeLessThan(mostBytes)
  })

  test.for(Object.entries(different))('%s that are all different', async ([, hostility]) => {
    const { verdict, peakBytes } = await judgedAlone(hostility, 'to everybody')
    expect(verdict).toBe('conformant')
    expect(peakBytes).toBeLessThan(mostBytes)
  })

  test.for(Object.entries(longTexts))('listings with %s', async ([, hostility]) => {
    const { verdict, peakBytes } = await judgedAlone(hostility, 'once the account was read')
    expect(verdict).toBe('non-conformant')
    expect(peakBytes).toBeLessThan(mostKeptBytes)
  })

  test('a right account', async () => {
    const { verdict, peakBytes } = await judgedAlone(
      harmless.gzip ?? (() => undefined),
      'to everybody',
    )
    expect(verdict).toBe('conformant')
    expect(peakBytes).toBeLessThan(mostBytes)
  })
})
