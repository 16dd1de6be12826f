import { expect, test } from 'vitest'
import { hypersender } from '../../mock/hypersender.ts'
import type { HypersenderAccount } from '../../mock/hypersender.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import type { RyzeApiAccount, RyzeApiInstance } from '../../mock/ryzeapi-instance.ts'
import { alarms, judged, lineOf, reasonOf, serveAltered, targetAt } from '../run/support.ts'
import type { Alter } from '../run/support.ts'

test('where most cases of a behavior are stale, it is not said to hold', async () => {
  const { instances, ...account } = ryzeapi.account(1)
  const server = await serveAltered(ryzeapi, (count) => ({
    ...account,
    // The token that was given stays, and works; all others work at one request alone.
    instances: instances.map((one, index) =>
      index === 0 ? one : { ...one, token: `${one.token.slice(0, -4)}${1000 + count}` },
    ),
  }))
  const report = await judged(targetAt('ryzeapi', server))
  expect(lineOf(report, 'scope.instance-token').verdict).toBe('unverified')
  expect(reasonOf(report, 'scope.instance-token')).toBe('needs an account that holds still')
  expect(lineOf(report, 'scope.repeatable').verdict).toBe('fail')
})

/** Whether the one that comes and goes is there at the n-th request. */
const isThere = (count: number): boolean => count % 2 === 1

/** A server draws a new id for an instance that is made again. */
const drawnAgain = <One extends { id: string }>(one: One, count: number): One =>
  count === 1 ? one : { ...one, id: `${one.id.slice(0, -4)}${1000 + count}` }

const ryzeBase = ryzeapi.account(1)
const states = ['connecting', 'disconnected', 'loggedout'] as const

function ryzeAt(count: number): RyzeApiAccount {
  const instances = ryzeBase.instances.map((each, index): RyzeApiInstance => {
    const status = states[(index + count) % states.length] ?? 'connecting'
    const one = index === 0 ? drawnAgain(each, count) : each
    return { ...one, status, connection: { ...one.connection, state: status } }
  })
  return { ...ryzeBase, instances: isThere(count) ? instances : instances.slice(1) }
}

const hyperBase = hypersender.account(1)
const statuses = ['WORKING', 'STOPPED', 'STARTING', 'FAILED'] as const

function hyperAt(count: number): HypersenderAccount {
  const instances = hyperBase.instances.map((one, index) => ({
    ...(index === 4 ? drawnAgain(one, count) : one),
    status:
      index % 3 === 0 ? (statuses[(index + count) % statuses.length] ?? 'FAILED') : one.status,
  }))
  return { ...hyperBase, instances: isThere(count) ? instances : instances.toSpliced(4, 1) }
}

const seeds = Array.from({ length: 30 }, (_, index) => index + 1)

test.for(seeds)('an account that moves at every request breaks nothing, seed %i', async (seed) => {
  const ryze = await serveAltered(ryzeapi, ryzeAt)
  const hyper = await serveAltered(hypersender, hyperAt)
  const reports = [
    await judged(targetAt('ryzeapi', ryze, { seed })),
    await judged(targetAt('hypersender', hyper, { seed })),
  ]
  expect(reports.flatMap(alarms)).toEqual([])
})

const middle = 30

test.for(seeds.slice(0, 10))(
  'an instance that goes for good breaks nothing, seed %i',
  async (seed) => {
    const server = await serveAltered(ryzeapi, (count) =>
      count < middle ? ryzeBase : { ...ryzeBase, instances: ryzeBase.instances.slice(1) },
    )
    expect(alarms(await judged(targetAt('ryzeapi', server, { seed })))).toEqual([])
  },
)

test.for(seeds.slice(0, 10))('an instance that is new breaks nothing, seed %i', async (seed) => {
  const server = await serveAltered(ryzeapi, (count) =>
    count > middle ? ryzeBase : { ...ryzeBase, instances: ryzeBase.instances.slice(1) },
  )
  expect(alarms(await judged(targetAt('ryzeapi', server, { seed })))).toEqual([])
})

const ignoresFilter =
  (
    accountAt: (count: number) => { instances: readonly object[] },
    bodyOf: (instances: readonly object[]) => object,
  ): Alter =>
  (answer, { query }, count) =>
    query.size > 0 && (answer.status === 200 || answer.status === 404)
      ? { status: 200, body: bodyOf(accountAt(count).instances) }
      : answer

test.for(seeds.slice(0, 10))(
  'an ignored filter is caught while all moves, seed %i',
  async (seed) => {
    const ryzeBody = (instances: readonly object[]) => ({
      success: true,
      message: `${instances.length} Instances found`,
      instances,
      meta: { total: instances.length },
    })
    const ryze = await serveAltered(ryzeapi, ryzeAt, ignoresFilter(ryzeAt, ryzeBody))
    const report = await judged(targetAt('ryzeapi', ryze, { seed }))
    expect(lineOf(report, 'filter.single-name').verdict).toBe('fail')
    expect(lineOf(report, 'filter.several-names').verdict).toBe('fail')
  },
)

test.for(seeds.slice(0, 10))(
  'an ignored name is caught while statuses move, seed %i',
  async (seed) => {
    const hyper = await serveAltered(
      hypersender,
      hyperAt,
      ignoresFilter(hyperAt, (all) => all),
    )
    const report = await judged(targetAt('hypersender', hyper, { seed }))
    expect(alarms(report).filter((line) => line.includes('.filter.'))).not.toEqual([])
  },
)

test('a listing that loses an instance with every answer is caught', async () => {
  const losing = (count: number): RyzeApiAccount => ({
    ...ryzeBase,
    instances: ryzeBase.instances.slice(count % 3),
  })
  const server = await serveAltered(
    ryzeapi,
    () => ryzeBase,
    (answer, { query }, count) => {
      const instances = losing(count).instances
      const body = {
        success: true,
        message: `${instances.length} Instances found`,
        instances,
        meta: { total: instances.length },
      }
      return query.size > 0 && answer.status === 200 ? { status: 200, body } : answer
    },
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(report.verdict).toBe('non-conformant')
})
