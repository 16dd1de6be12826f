import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import {
  alarms,
  failuresOf,
  judged,
  lineOf,
  reasonOf,
  serveAltered,
  targetAt,
} from '../run/support.ts'

const whole = ryzeapi.account(1)
const [, , , , away] = whole.instances
const without = { ...whole, instances: whole.instances.filter((one) => one !== away) }

test('an instance that is away for eight requests, and no reading, is not called missing', async () => {
  const server = await serveAltered(ryzeapi, (count) =>
    count > 30 && count <= 38 ? without : whole,
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(alarms(report)).toEqual([])
})

test('a server that never finds one of its instances is not excused', async () => {
  const server = await serveAltered(
    ryzeapi,
    () => whole,
    (answer, { query }) =>
      query.get('instanceName') === away?.name
        ? { status: 404, body: { success: false, error: { message: 'Instance not found' } } }
        : answer,
  )
  const report = await judged(targetAt('ryzeapi', server, { runs: 30 }))
  expect(lineOf(report, 'filter.single-name').verdict).toBe('fail')
})

test('a listing that shows the account’s own key as that of its instances is broken', async () => {
  const account = evolution.account(1)
  const instances = account.instances.map((one) => ({ ...one, apikey: account.globalKey }))
  const server = await serveAltered(evolution, () => ({ ...account, instances }))
  const { EVOLUTION_API_KEY } = server.credentials
  const credentials = { EVOLUTION_API_KEY: EVOLUTION_API_KEY ?? '' }
  const report = await judged(targetAt('evolution', { ...server, credentials }))
  expect(reasonOf(report, 'scope.instance-token')).toContain('a credential of its own')
})

test('the right instance under the name of another is broken', async () => {
  const [first, second] = whole.instances
  const server = await serveAltered(
    ryzeapi,
    () => whole,
    (answer, { headers }) =>
      headers.token === first?.token
        ? {
            status: 200,
            body: {
              success: true,
              message: '1 Instance found',
              instances: [{ ...first, name: second?.name }],
              meta: { total: 1 },
            },
          }
        : answer,
  )
  const report = await judged(targetAt('ryzeapi', server))
  const [failure] = failuresOf(report, 'scope.instance-token')
  expect(failure).toMatchObject({ pointer: '/instances/0/name', actual: 'name "sales-2"' })
})

test('a server whose every fourth listing is empty does not repeat itself', async () => {
  const account = hypersender.account(1)
  let listings = 0
  const server = await serveAltered(
    hypersender,
    () => account,
    (answer, { query }) => {
      const isPlain = answer.status === 200 && query.size === 0
      return isPlain && ++listings % 4 === 0 ? { status: 200, body: [] } : answer
    },
  )
  const report = await judged(targetAt('hypersender', server))
  expect(lineOf(report, 'scope.repeatable').verdict).toBe('fail')
})
