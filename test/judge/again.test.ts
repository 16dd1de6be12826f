import { expect, test } from 'vitest'
import { judgeMock, mockSettings } from '../../scripts/on-mock.ts'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { systemClock } from '../../src/wire/limiter.ts'
import { failuresOf } from '../run/support.ts'

const contract = new Contracts(packageRoot()).load('evolution')

async function failureOn(fault: string, id: string) {
  const settings = { ...mockSettings, burst: false, seed: 1 }
  const options = { clock: systemClock, shown: 'all' as const }
  const report = await judgeMock(contract, { fault }, settings, options)
  const [failure] = failuresOf(report, id)
  const statusOf = (id: string) => {
    const outcome = report.exchanges.find((one) => one.id === id)?.outcome
    return outcome?.kind === 'response' ? outcome.status : null
  }
  const statuses = failure?.steps?.map(({ exchange }) => statusOf(exchange))
  return { failure, statuses, sent: report.requests.sent }
}

test('a listing that a token spoils is a finding, with the token and then the listing', async () => {
  const { failure } = await failureOn('lingers.one-alone-after-credential', 'scope.repeatable')
  expect(failure?.actual).toMatch(
    /^after a request with a credential of the role "instance"(?: with \w+)?, instance 14 alone$/,
  )
  const [trigger, listing] = failure?.steps ?? []
  expect(trigger?.curl).toContain('apikey: ')
  expect(listing).toEqual({
    request: 'GET /instance/fetchInstances',
    curl: failure?.curl,
    exchange: failure?.exchange,
  })
})

test('a listing that stays spoilt is no deletion where its instances are still served', async () => {
  const { failure } = await failureOn('lingers.none-after-found-for-good', 'scope.repeatable')
  expect(failure?.actual).toContain('not listed any more, and still served to other requests')
})

test('a refused listing names what stood before it', async () => {
  const { failure } = await failureOn('lingers.refused-after-forged', 'scope.repeatable')
  expect(failure).toMatchObject({
    expected: 'status 200',
    actual: 'after a request with a credential that is not valid, status 401',
  })
})

test('an answer that is wrong when it is asked for again is cited, after the one that was right', async () => {
  const { failure, statuses } = await failureOn('again.number-fails', 'filter.number')
  expect(failure?.actual).toMatch(/^status 500.* when asked again$/)
  expect(statuses).toEqual([200, 500])
  expect(failure?.steps?.at(-1)?.exchange).toBe(failure?.exchange)
})

test('twenty requests at most are added where a listing is spoilt', async () => {
  const { sent } = await failureOn('lingers.one-alone-after-nothing', 'scope.repeatable')
  expect(sent).toBeLessThanOrEqual(81 + 20)
})
