import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report, TargetReport } from '../../src/model/report.ts'
import { startFleet } from '../../scripts/fleet.ts'
import type { FleetTarget } from '../../scripts/fleet.ts'
import { runVitest } from '../../scripts/vitest-process.ts'
import { breakingMust, deadOrigin, withChangedWachat } from './servers.ts'
import { withFolder } from './support.ts'

const size = 200

const bad = ['broken', 'no-variable', 'unreachable', 'wrong-token']

/** One target of each kind that is not right. */
async function badTargets(
  [first]: readonly FleetTarget[],
  brokenUrl: string,
): Promise<FleetTarget[]> {
  if (!first) throw new Error('there is no target')
  return [
    {
      name: 'broken',
      provider: 'wachat',
      baseUrl: brokenUrl,
      credentials: { account: 'BROKEN_KEY' },
    },
    { ...first, name: 'no-variable', credentials: { account: 'NOBODY_SET_THIS' } },
    { ...first, name: 'unreachable', baseUrl: await deadOrigin() },
    { ...first, name: 'wrong-token', credentials: { account: 'WRONG_KEY' } },
  ]
}

async function runFleet() {
  const fleet = await startFleet(size)
  const ended = await withChangedWachat(breakingMust, async (broken) => {
    const targets = [...(await badTargets(fleet.targets, broken.baseUrl)), ...fleet.targets]
    const files = { 'targets.yaml': JSON.stringify({ targets }) }
    return withFolder(files, async (folder) => {
      const process = await runVitest({
        ...fleet.env,
        BROKEN_KEY: broken.credentials.WACHAT_API_KEY ?? '',
        WRONG_KEY: 'not-the-key-at-all',
        CONFORMANCE_TARGETS: join(folder, 'targets.yaml'),
        CONFORMANCE_REPORT_DIR: folder,
      })
      const json = await readFile(join(folder, 'report.json'), 'utf8')
      return { ...process, report: JSON.parse(json) as Report }
    })
  })
  await fleet.close()
  return ended
}

describe(`${size} targets in one run`, () => {
  let ended: Awaited<ReturnType<typeof runFleet>>
  let good: TargetReport[]
  let named: (name: string) => TargetReport | undefined
  beforeAll(async () => {
    ended = await runFleet()
    const { targets } = ended.report
    good = targets.filter(({ name }) => !bad.includes(name))
    named = (name) => targets.find((target) => target.name === name)
  }, 300_000)

  test('each is judged, whatever others do', () => {
    expect(good).toHaveLength(size)
    expect(good.filter(({ verdict }) => verdict !== 'conformant')).toEqual([])
  })

  test('one that nobody serves, one with a wrong token and one without are errors with a reason', () => {
    const error = (reason: RegExp) => ({
      verdict: 'error',
      reason: expect.stringMatching(reason) as unknown,
      counts: expect.objectContaining({ pass: 0, warn: 0, observed: 0 }) as unknown,
    })
    expect(named('unreachable')).toMatchObject(error(/refused/))
    expect(named('wrong-token')).toMatchObject(error(/401.*WRONG_KEY/))
    expect(named('no-variable')).toMatchObject(error(/NOBODY_SET_THIS/))
  })

  test('the one that is broken makes the run exit code 1', () => {
    expect(named('broken')?.verdict).toBe('non-conformant')
    expect(ended.code).toBe(1)
  })

  test('each has a rate limit of its own', () => {
    const limited = good.filter(({ provider }) => provider === 'ryzeapi')
    const sent = limited.reduce((sum, { requests }) => sum + requests.sent, 0)
    // A hundred in a minute are allowed: together, they would have to wait for many minutes.
    expect(sent).toBeGreaterThan(1000)
    expect(limited.filter(({ requests }) => requests.waitedMs + requests.retried > 0)).toEqual([])
  })

  test.runIf(process.platform === 'linux')('the process needs less than 1 GB', () => {
    expect(ended.peakBytes).toBeGreaterThan(50 * 2 ** 20)
    expect(ended.peakBytes).toBeLessThan(2 ** 30)
  })
})
