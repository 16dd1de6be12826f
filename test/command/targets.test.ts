import { describe, expect, test } from 'vitest'
import { breakingMust, deadOrigin, withChangedWachat, withMock, withServer } from './servers.ts'
import {
  expectValidReport,
  idsOf,
  reportOf,
  runCheck,
  runCommand,
  targetOf,
  verdictsOf,
  withFolder,
} from './support.ts'
import type { Finished } from './support.ts'

interface Entry {
  name: string
  provider: string
  baseUrl: string
  credentials?: Record<string, string>
  knownDeviations?: string
}

interface Servers {
  good: string
  broken: string
  dead: string
  env: Record<string, string>
}

const account = { account: 'GOOD_KEY' }

async function withServers<T>(use: (servers: Servers) => Promise<T>): Promise<T> {
  const dead = await deadOrigin()
  return withMock('evolution', (good) =>
    withChangedWachat(breakingMust, (broken) =>
      use({
        good: good.baseUrl,
        broken: broken.baseUrl,
        dead,
        env: {
          GOOD_KEY: good.credentials.EVOLUTION_API_KEY ?? '',
          BROKEN_KEY: broken.credentials.WACHAT_API_KEY ?? '',
          WRONG_KEY: 'not-the-key-at-all',
        },
      }),
    ),
  )
}

function check(
  entries: (servers: Servers) => readonly Entry[],
  args: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
  run = runCheck,
): Promise<Finished> {
  return withServers((servers) => {
    const targets = JSON.stringify({ targets: entries(servers) })
    return withFolder({ ...files, 'targets.yaml': targets }, (folder) =>
      run([`--targets=${folder}/targets.yaml`, ...args], { env: servers.env }),
    )
  })
}

const judgeable = ({ good, broken }: Servers): Entry[] => [
  { name: 'good-eu', provider: 'evolution', baseUrl: good, credentials: account },
  {
    name: 'broken.us',
    provider: 'wachat',
    baseUrl: broken,
    credentials: { account: 'BROKEN_KEY' },
  },
]

const hopeless = ({ good, dead }: Servers): Entry[] => [
  { name: 'dead', provider: 'evolution', baseUrl: dead, credentials: account },
  {
    name: 'wrong-key',
    provider: 'evolution',
    baseUrl: good,
    credentials: { account: 'WRONG_KEY' },
  },
  {
    name: 'no-key',
    provider: 'evolution',
    baseUrl: good,
    credentials: { account: 'NOBODY_SET_THIS' },
  },
]

describe('many targets', () => {
  test('each is judged, whatever the others do; a broken one makes the run exit code 1', async () => {
    const finished = await check((servers) => [...hopeless(servers), ...judgeable(servers)])
    expect(verdictsOf(finished)).toEqual({
      'good-eu': 'conformant',
      'broken.us': 'non-conformant',
      dead: 'error',
      'wrong-key': 'error',
      'no-key': 'error',
    })
    expect(idsOf(targetOf(finished, 'broken.us'), 'fail')).toEqual(['wachat.item.integration'])
    expect(targetOf(finished, 'dead').reason).toContain('refused')
    expect(targetOf(finished, 'wrong-key').reason).toContain('WRONG_KEY')
    expect(targetOf(finished, 'no-key').reason).toContain('NOBODY_SET_THIS')
    for (const name of ['dead', 'wrong-key', 'no-key'])
      expect(idsOf(targetOf(finished, name), 'pass')).toEqual([])
    expectValidReport(finished)
    expect(finished.code).toBe(1)
  })

  test('where none is broken, one that cannot be judged makes the run exit code 2', async () => {
    const finished = await check((servers) => [
      ...judgeable(servers).slice(0, 1),
      ...hopeless(servers),
    ])
    expect(verdictsOf(finished)).toMatchObject({ 'good-eu': 'conformant', dead: 'error' })
    expect(finished.code).toBe(2)
  })

  test('where no target has a credential, each says which variable it lacks', async () => {
    const unset = (servers: Servers): Entry[] =>
      judgeable(servers).map(({ name, ...entry }) => ({
        ...entry,
        name,
        credentials: { account: name === 'good-eu' ? 'EU_UNSET' : 'US_UNSET' },
      }))
    const finished = await check(unset)
    expect(verdictsOf(finished)).toEqual({ 'good-eu': 'error', 'broken.us': 'error' })
    expect(targetOf(finished, 'good-eu').reason).toContain('EU_UNSET')
    expect(targetOf(finished, 'broken.us').reason).toContain('US_UNSET')
    expect(finished.code).toBe(2)
  })

  test('--project chooses a target by its name', async () => {
    const finished = await check(judgeable, ['--project=good-eu'], {}, runCommand)
    expect(verdictsOf(finished)).toEqual({ 'good-eu': 'conformant' })
    expect(finished.code).toBe(0)
  })

  test('a target has known deviations of its own, in a file beside the targets', async () => {
    const deviations = [{ behavior: 'wachat.item.integration', reason: 'promised for spring' }]
    const known = { knownDeviations: 'deviations/us.yaml' }
    const finished = await check(
      (servers) =>
        judgeable(servers).flatMap((entry) => [
          entry,
          ...(entry.provider === 'wachat' ? [{ ...entry, ...known, name: 'known' }] : []),
        ]),
      [],
      { 'deviations/us.yaml': JSON.stringify({ deviations }) },
    )
    expect(verdictsOf(finished)).toEqual({
      'good-eu': 'conformant',
      'broken.us': 'non-conformant',
      known: 'known-deviations',
    })
    expect(finished.code).toBe(1)
  })

  test('--bail=1 leaves no target out of the report, and none that was not run passes', async () => {
    const finished = await check(
      (servers) => [...judgeable(servers), ...judgeable(servers).map(renamed)],
      ['--bail=1', '--no-file-parallelism'],
      {},
      runCommand,
    )
    const names = reportOf(finished).targets.map(({ name }) => name)
    expect(names.sort()).toEqual(['broken.us', 'good-eu', 'second-broken.us', 'second-good-eu'])
    expectValidReport(finished)
    expect(finished.code).toBe(1)
  })
})

function renamed(entry: Entry): Entry {
  return { ...entry, name: `second-${entry.name}` }
}

test('--bail asks no target any more once so many musts of others are broken', async () => {
  const finished = await withServer(
    () => new Promise<never>(() => undefined),
    (slow) =>
      check(
        ({ broken }) => [
          {
            name: 'broken',
            provider: 'wachat',
            baseUrl: broken,
            credentials: { account: 'BROKEN_KEY' },
          },
          {
            name: 'slow',
            provider: 'wachat',
            baseUrl: slow,
            credentials: { account: 'BROKEN_KEY' },
          },
        ],
        ['--bail=1', '--timeout=3600000'],
        {},
        runCommand,
      ),
  )
  expect(verdictsOf(finished)).toEqual({ broken: 'non-conformant', slow: 'error' })
  expect(targetOf(finished, 'slow').reason).toBe('--bail=1 was reached')
  expect(idsOf(targetOf(finished, 'broken'), 'fail')).toEqual(['wachat.item.integration'])
  expect(finished.code).toBe(1)
})
