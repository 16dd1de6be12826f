import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { evolution } from '../../mock/evolution.ts'
import { alarms, judged, lineOf, serveAltered, targetAt } from './support.ts'
import type { AlteredServer } from './support.ts'
import type { TargetReport } from '../../src/model/report.ts'

type Item = Record<string, unknown>

/** The reference answers, with every item of every listing altered. */
function servingItems(alter: (item: Item, index: number) => Item) {
  const account = ryzeapi.account(1)
  return serveAltered(
    ryzeapi,
    () => account,
    (answer) => {
      const { instances } = answer.body as { instances?: Item[] }
      return instances
        ? { ...answer, body: { ...(answer.body as Item), instances: instances.map(alter) } }
        : answer
    },
  )
}

const overOneLimit: [name: string, body: object][] = [
  ['too deep', nested(100)],
  ['too large', { pad: 'a'.repeat(17_000_000) }],
  ['too many instances', { success: true, instances: Array(20_001).fill(0) }],
]

function nested(depth: number): object {
  return depth === 0 ? {} : [nested(depth - 1)]
}

test.for(overOneLimit)(
  'one answer that is %s hides no failure of a wrong server',
  async ([, body]) => {
    const account = ryzeapi.account(1)
    const spoiled = (spoilt: number | null): Promise<AlteredServer> =>
      serveAltered(
        ryzeapi,
        () => account,
        (answer, _request, count) => {
          const { instances } = answer.body as { instances?: Item[] }
          if (count === spoilt) return { ...answer, body }
          if (!instances) return answer
          const wrong = instances.map((item) => ({ ...item, createdAt: 'yesterday' }))
          return { ...answer, body: { ...(answer.body as Item), instances: wrong } }
        },
      )
    const [before, report] = await Promise.all(
      [null, 9].map(async (spoilt) => judged(targetAt('ryzeapi', await spoiled(spoilt)))),
    )
    const failed = (one?: TargetReport): string[] =>
      one?.behaviors.flatMap(({ id, verdict }) => (verdict === 'fail' ? [id] : [])) ?? []
    expect(failed(report)).toEqual(failed(before))
    expect(report?.verdict).toBe('non-conformant')
    expect(report?.counts.error).toBeLessThanOrEqual(3)
  },
)

test('a token that no header can carry leaves the rest of the run alone', async () => {
  const server = await servingItems((item, index) =>
    index === 13 ? { ...item, token: 'abc\ndefgh' } : item,
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(lineOf(report, 'filter.single-name').verdict).toBe('pass')
})

test('a lone surrogate in a secret ends in a verdict', async () => {
  const server = await servingItems((item) => ({
    ...item,
    token: '\ud800abcdefgh',
    createdAt: 'yesterday',
  }))
  const report = await judged(targetAt('ryzeapi', server))
  expect(lineOf(report, 'item.createdAt').verdict).toBe('fail')
})

test.each(['Sales Team ', '------', 'aaa', '🙂🙂🙂🙂🙂🙂', '%%%'])(
  'an account whose only name is %j is judged to the end',
  async (name) => {
    const account = { ...ryzeapi.account(1, 1) }
    const server = await serveAltered(
      ryzeapi,
      () => account,
      (answer) => {
        const { instances } = answer.body as { instances?: Item[] }
        return instances
          ? {
              ...answer,
              body: {
                ...(answer.body as Item),
                instances: instances.map((item) => ({ ...item, name })),
              },
            }
          : answer
      },
    )
    const report = await judged(targetAt('ryzeapi', server))
    expect(lineOf(report, 'filter.single-unknown-name').verdict).toBe('pass')
  },
)

test('personal text that is too long to be shown whole is not shown by its beginning', async () => {
  const owner = 'Ottilie'.repeat(40)
  const account = evolution.account(1)
  const server = await serveAltered(
    evolution,
    () => account,
    (answer) =>
      Array.isArray(answer.body)
        ? { ...answer, body: (answer.body as Item[]).map((item) => ({ ...item, owner })) }
        : answer,
  )
  const report = await judged(targetAt('evolution', server))
  expect(lineOf(report, 'item.owner').verdict).toBe('fail')
  expect(JSON.stringify(report)).not.toContain('Ottilie')
})

test('a secret deep inside of a secret member is not shown', async () => {
  const nest = (depth: number): unknown => (depth === 0 ? 'deep-canary-1' : { a: nest(depth - 1) })
  const server = await servingItems((item) => ({
    ...item,
    proxy: { ...(item.proxy as Item), enabled: false, password: nest(15) },
  }))
  const report = await judged(targetAt('ryzeapi', server))
  expect(lineOf(report, 'item.proxy.password').verdict).toBe('warn')
  expect(JSON.stringify(report)).not.toContain('canary')
})

test('--max-requests holds for a burst, too', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(ryzeapi, () => account)
  const report = await judged(targetAt('ryzeapi', server, { maxRequests: 5, burst: true }))
  expect(server.received.length).toBeLessThanOrEqual(5)
  expect(lineOf(report, 'limit.requests-per-minute').verdict).toBe('unverified')
})

test('an instance that is away for three requests at a time is found out, and nothing else is, in ten seeds', async () => {
  const whole = ryzeapi.account(1)
  const away = { ...whole, instances: whole.instances.slice(0, -1) }
  for (let seed = 1; seed <= 10; seed++) {
    const server = await serveAltered(ryzeapi, (count) =>
      Math.floor(count / 3) % 2 === 0 ? whole : away,
    )
    const report = await judged(targetAt('ryzeapi', server, { seed }))
    expect({ seed, alarms: alarms(report) }).toEqual({
      seed,
      alarms: [
        'ryzeapi.scope.repeatable: fail: expected the same instances at every request, ' +
          'got instance 14 was listed, then not, then listed, then not',
      ],
    })
  }
})
