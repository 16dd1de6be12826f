import { describe, expect, test } from 'vitest'
import {
  breakingMust,
  breakingShould,
  wachatAt,
  withChangedWachat,
  withMock,
  withServer,
} from './servers.ts'
import type { WachatListing } from './servers.ts'
import {
  expectErrorReport,
  expectRefusal,
  idsOf,
  runCheck,
  runCommand,
  targetOf,
  withFolder,
} from './support.ts'
import type { Finished } from './support.ts'

const integration = 'wachat.item.integration'
const statusIsState = 'wachat.item.status-is-state'

/** Where Vitest would end with another code than ours, its own way of ending is tested, too. */
const ways = [
  ['Vitest', runCommand],
  ['the program', runCheck],
] as const

type Way = (typeof ways)[number][1]

function checkChanged(
  change: (listing: WachatListing) => unknown,
  args: readonly string[] = [],
  run: Way = runCheck,
): Promise<Finished> {
  return withChangedWachat(change, ({ baseUrl, credentials }) =>
    run([...wachatAt(baseUrl), ...args], { env: credentials }),
  )
}

function checkEmpty(args: readonly string[]): Promise<Finished> {
  return withMock(
    'wachat',
    ({ baseUrl, credentials }) => runCheck([...wachatAt(baseUrl), ...args], { env: credentials }),
    { instances: 0 },
  )
}

function checkKnowing(
  change: (listing: WachatListing) => unknown,
  entry: Readonly<Record<string, string>>,
  run: Way = runCheck,
): Promise<Finished> {
  const deviations = [{ reason: 'promised for spring', ...entry }]
  return withFolder({ 'known.yaml': JSON.stringify({ deviations }) }, (folder) =>
    checkChanged(change, [`--known-deviations=${folder}/known.yaml`], run),
  )
}

describe('levels', () => {
  test('a broken must is exit code 1, and the report says which, how and how to see it', async () => {
    const finished = await checkChanged(breakingMust, ['--seed=42'])
    const target = targetOf(finished)
    expect(target.verdict).toBe('non-conformant')
    expect(idsOf(target, 'fail', 'warn', 'error')).toEqual([integration])
    const broken = target.behaviors.find(({ id }) => id === integration)
    const [failure] = broken && 'failures' in broken ? broken.failures : []
    expect(failure).toMatchObject({
      expected: expect.stringContaining('string') as unknown,
      actual: '7',
      pointer: '/instances/0/integration',
      request: 'GET /instance/list',
      curl: expect.stringMatching(/^curl .*\$WACHAT_API_KEY/) as unknown,
      seed: 42,
    })
    expect(finished.stdout).toContain(integration)
    expect(finished.code).toBe(1)
  })

  test('a broken should is a warning and exit code 0', async () => {
    const finished = await checkChanged(breakingShould)
    const target = targetOf(finished)
    expect(idsOf(target, 'fail', 'warn', 'error')).toEqual([statusIsState])
    expect(target).toMatchObject({ verdict: 'conformant', counts: { warn: 1, fail: 0 } })
    expect(finished.stdout).toContain(statusIsState)
    expect(finished.code).toBe(0)
  })

  test.for(ways)('a broken should is exit code 1 of %s with --strict', async ([, run]) => {
    const finished = await checkChanged(breakingShould, ['--strict'], run)
    expect(finished.code).toBe(1)
  })

  test('an empty account is exit code 1 with --complete', async () => {
    const finished = await checkEmpty(['--complete'])
    expect(targetOf(finished).verdict).toBe('incomplete')
    expect(finished.code).toBe(1)
  })

  test('--complete and --strict add nothing where all holds', async () => {
    const finished = await checkChanged((listing) => listing, ['--complete', '--strict'])
    expect(finished.code).toBe(0)
  })
})

describe('known deviations', () => {
  test.for(ways)('one is reported with its reason by %s, and does not count', async ([, run]) => {
    const until = { link: 'https://issues.example/7', expires: '2999-01-31' }
    const finished = await checkKnowing(breakingMust, { behavior: integration, ...until }, run)
    const target = targetOf(finished)
    expect(target).toMatchObject({ verdict: 'known-deviations', counts: { fail: 1 } })
    expect(target.behaviors).toContainEqual(
      expect.objectContaining({
        id: integration,
        verdict: 'fail',
        known: { reason: 'promised for spring', link: 'https://issues.example/7' },
      }),
    )
    expect(finished.stdout).toContain('promised for spring')
    expect(finished.code).toBe(0)
  })

  test.for(ways)(
    'one that holds is stale: exit code 1 of %s, and the entry to remove',
    async ([, run]) => {
      const finished = await checkKnowing((listing) => listing, { behavior: integration }, run)
      expect(targetOf(finished)).toMatchObject({ stale: [integration], counts: { fail: 0 } })
      expect(finished.stdout).toMatch(new RegExp(`stale.*${integration}.*remove`))
      expect(finished.code).toBe(1)
    },
  )

  test('an expired deviation counts again', async () => {
    const finished = await checkKnowing(breakingMust, {
      behavior: integration,
      expires: '2020-01-31',
    })
    expect(targetOf(finished).verdict).toBe('non-conformant')
    expect(finished.code).toBe(1)
  })

  test('a deviation does not excuse another one', async () => {
    const finished = await checkKnowing((listing) => breakingMust({ ...listing, count: -1 }), {
      behavior: integration,
    })
    expect(targetOf(finished).verdict).toBe('non-conformant')
    expect(finished.code).toBe(1)
  })

  test('on an empty account musts are unverified, which is no error and leaves an entry alone', async () => {
    const known = { deviations: [{ behavior: integration, reason: 'promised for spring' }] }
    const finished = await withFolder({ 'known.yaml': JSON.stringify(known) }, (folder) =>
      checkEmpty([`--known-deviations=${folder}/known.yaml`]),
    )
    const target = targetOf(finished)
    expect(target).toMatchObject({ verdict: 'incomplete', stale: [], counts: { fail: 0 } })
    expect(idsOf(target, 'unverified')).toContain(integration)
    expect(finished.code).toBe(0)
  })

  test('an id that no contract has is exit code 2, with the nearest id', async () => {
    const finished = await checkKnowing(breakingMust, { behavior: 'wachat.item.integratoin' })
    expectRefusal(finished, /wachat\.item\.integratoin.*wachat\.item\.integration\b/)
  })
})

describe('a server of another provider', () => {
  const env = { EVOLUTION_API_KEY: 'quite-another-key' }

  test.for(ways)(
    'is exit code 2 of %s where only its own contract finds a listing',
    async ([, run]) => {
      const line = /this answers like wachat: --provider=wachat/
      const finished = await withMock('wachat', async ({ baseUrl, path, credentials }) => {
        const headers = { authorization: `Bearer ${credentials.WACHAT_API_KEY ?? ''}` }
        const listing: unknown = await (await fetch(baseUrl + path, { headers })).json()
        return withServer(
          () => ({ status: 200, body: listing }),
          (origin) => run(['--provider=evolution', `--base-url=${origin}`], { env }),
        )
      })
      expectRefusal(finished, line)
      expectErrorReport(finished, line)
    },
  )

  test('is judged where the named contract finds a listing, too, and one line names the other', async () => {
    const finished = await withMock('evolution', ({ baseUrl, credentials }) =>
      runCheck(['--provider=evolution-v2', `--base-url=${baseUrl}`], { env: credentials }),
    )
    expect(finished.output).toContain('this answers like evolution: --provider=evolution')
    expect(targetOf(finished).verdict).toBe('non-conformant')
    expect(finished.code).toBe(1)
  })
})
