import { expect, test } from 'vitest'
import { mockedFaults, mockedProviders, mockedVariants, startMock } from '../../mock/index.ts'
import type { MockOptions } from '../../mock/index.ts'
import { mostRequests } from '../../src/judge/most-requests.ts'
import { limitOf, waitOf } from '../../src/wire/limiter.ts'
import { contractOf, settings } from '../support/target.ts'
import { judged, targetAt } from './support.ts'

/** How many requests a run sends, retries left out, and how many it was said to send at most. */
async function requestsOf(provider: string, options: MockOptions, runs = 10) {
  const mock = await startMock(provider, options)
  try {
    const target = targetAt(provider, mock, { runs, burst: false })
    const { requests } = await judged(target)
    return {
      sent: requests.sent - requests.retried,
      most: mostRequests(target.contract, target.settings),
    }
  } finally {
    await mock.close()
  }
}

test.each(mockedProviders())(
  'no fault and no moving account costs %s more than was said',
  async (provider) => {
    const servers: MockOptions[] = [
      ...mockedFaults(provider)
        .filter((_, index) => index % 60 === 0)
        .map(({ id }) => ({ fault: id })),
      ...mockedVariants(provider)
        .filter(({ id }) => /mov|flap|restless/.test(id))
        .map(({ id }) => ({ variant: id })),
    ]
    for (const server of servers) {
      const { sent, most } = await requestsOf(provider, server)
      expect(sent, JSON.stringify(server)).toBeLessThanOrEqual(most.sent)
    }
  },
)

test.each([1, 3, 10, 30])(
  'a right server gets at most what is planned for %i cases',
  async (runs) => {
    for (const provider of mockedProviders()) {
      const { sent, most } = await requestsOf(provider, {}, runs)
      expect(sent).toBeLessThanOrEqual(most.sent - most.confirming)
      expect(sent).toBeGreaterThan((most.sent - most.confirming) / 3)
    }
  },
)

test('--max-requests and the burst are in the numbers', () => {
  const contract = contractOf('ryzeapi')
  const most = (changed: Partial<typeof settings>) =>
    mostRequests(contract, { ...settings, ...changed })
  expect(most({ maxRequests: 5 })).toEqual({ sent: 5, confirming: 0, burst: 0 })
  expect(most({ burst: true }).burst).toBe(208)
})

test.each([
  [1, 0],
  [90, 0],
  [91, 60_000],
  [181, 120_000],
])('%i requests at a limit of 90 a minute wait %i ms', (requests, ms) => {
  const limit = limitOf({ contract: contractOf('ryzeapi'), settings })
  expect(limit && waitOf(requests, limit)).toBe(ms)
})
