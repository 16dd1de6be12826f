import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import type { MockResponse } from '../../mock/provider.ts'
import { retryAfterPolicy } from '../../src/wire/retry-after.ts'
import type { Target } from '../../src/model/target.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import { testClock } from '../support/clock.ts'
import { contractOf } from '../support/target.ts'
import { alarms, lineOf, reasonOf, serveAltered, targetAt } from './support.ts'
import type { Alter } from './support.ts'

const account = ryzeapi.account(1)

function refusal(headers: Record<string, string> = {}, body?: object): MockResponse {
  return { status: 429, headers, body: body ?? ryzeapi.rateLimit?.refusal ?? {} }
}

/** Judges a server that answers otherwise, on a clock that never waits. */
async function judged(alter: Alter, changed: Partial<Target['settings']> = {}) {
  const server = await serveAltered(ryzeapi, () => account, alter)
  const clock = testClock()
  const report = await checkTarget(targetAt('ryzeapi', server, changed), { clock })
  return { report, server, waitedMs: clock.now() }
}

const now = (): number => Math.ceil(Date.now() / 1000)

test.for([
  ['Retry-After in seconds', () => ({ 'Retry-After': '7' })],
  ['Retry-After as a date', () => ({ 'Retry-After': new Date((now() + 7) * 1000).toUTCString() })],
  ['X-RateLimit-Reset since 1970', () => ({ 'X-RateLimit-Reset': String(now() + 7) })],
  ['X-RateLimit-Reset from now', () => ({ 'X-RateLimit-Reset': '7' })],
] as const)('a 429 is waited for and tried again: %s', async ([, headers]) => {
  const { report, waitedMs } = await judged((answer, _request, count) =>
    count === 20 ? refusal(headers()) : answer,
  )
  expect(alarms(report)).toEqual([])
  expect(report.requests.retried).toBe(1)
  expect(Math.round(waitedMs / 1000)).toBeGreaterThanOrEqual(6)
  expect(report.requests.waitedMs).toBeGreaterThanOrEqual(6000)
})

test('a 429 that comes without a burst is judged as one', async () => {
  const { report } = await judged((answer, _request, count) => (count === 20 ? refusal() : answer))
  expect(lineOf(report, 'limit.body').verdict).toBe('pass')
  expect(lineOf(report, 'limit.requests-per-minute')).toMatchObject({ optIn: '--burst' })
})

test('a 429 with another body than documented is broken, though it was tried again', async () => {
  const { report } = await judged((answer, _request, count) =>
    count === 20 ? refusal({}, { message: 'Slow down' }) : answer,
  )
  expect(lineOf(report, 'limit.body').verdict).toBe('fail')
  expect(reasonOf(report, 'error.body')).toContain('expected')
  expect(lineOf(report, 'filter.single-name').verdict).toBe('pass')
})

test.for([
  [{ 'Retry-After': '1' }, /still after \d+ s$/],
  [{ 'Retry-After': '60' }, /still after 60 s$/],
  [{ 'Retry-After': '3600' }, /asks to wait 3600 s$/],
  [{}, /still after \d+ s$/],
] as const)(
  'a server that answers 429 for good with %j is left alone soon',
  async ([headers, why]) => {
    const { report, server, waitedMs } = await judged((answer, _request, count) =>
      count > 10 ? refusal(headers) : answer,
    )
    expect(report.verdict).toBe('error')
    expect(report.reason).toMatch(why)
    expect(waitedMs).toBeLessThanOrEqual(retryAfterPolicy.longestMs)
    expect(server.received.length).toBeLessThanOrEqual(10 + 4 * 3)
  },
)

test('a server that answers 429 from the beginning, and for an hour, is not waited for', async () => {
  const { report, waitedMs } = await judged(() => refusal({ 'Retry-After': '3600' }))
  expect([report.requests.sent, waitedMs]).toEqual([1, 0])
  expect(report.reason).toMatch(
    /answers 429 and asks to wait 3600 s; try again later, or set --rate$/,
  )
})

test('a server that locks out who guesses is judged in all that is not about guessing', async () => {
  const tokens = new Set(Object.values(ryzeapi.credentials(account)))
  const known = (token: string): boolean =>
    tokens.has(token) ||
    account.instances.some((instance) => JSON.stringify(instance).includes(token))
  const { report } = await judged((answer, { headers: { token = '' } }) =>
    token !== '' && !known(token) ? refusal({ 'Retry-After': '900' }) : answer,
  )
  expect(lineOf(report, 'access.invalid-token').verdict).toBe('error')
  expect(alarms(report).filter((one) => !one.includes('access.invalid-token'))).toEqual([])
})

test('a limit below the documented one is kept to once it is seen', async () => {
  const limited = { used: 0 }
  const { report } = await judged((answer) => {
    limited.used = limited.used >= 20 ? 0 : limited.used + 1
    return limited.used === 0 ? refusal({ 'Retry-After': '30' }) : answer
  })
  expect(alarms(report)).toEqual([])
  expect(report.requests.retried).toBeLessThanOrEqual(4)
})

test('--rate beats the contract, and its waits are told', async () => {
  const { report, waitedMs } = await judged((answer) => answer, { rate: 30 })
  expect(alarms(report)).toEqual([])
  expect(waitedMs).toBeGreaterThanOrEqual(120_000)
  expect(report.requests.waitedMs).toBeGreaterThanOrEqual(120_000)
})

test('the contract alone makes nobody wait in a run of less than its limit', async () => {
  const { report, waitedMs } = await judged((answer) => answer)
  expect([report.requests.waitedMs, waitedMs]).toEqual([0, 0])
})

test.for([1, 20, 40, 61])(
  '--max-requests=%i holds whatever is tried again',
  async (maxRequests) => {
    const { server } = await judged(
      (answer, _request, count) =>
        count % 3 === 0 ? refusal() : count % 3 === 1 ? { status: 503, body: {} } : answer,
      { maxRequests, burst: true },
    )
    expect(server.received.length).toBeLessThanOrEqual(maxRequests)
  },
)

test('a limit is the whole account’s where a contract says nothing else', () => {
  expect(contractOf('ryzeapi').rateLimit).toEqual({ requests: 100, seconds: 60, per: 'account' })
})

test('a limit of each credential makes credentials wait for themselves alone', async () => {
  const server = await serveAltered(ryzeapi, () => account)
  const waited = async (per: 'account' | 'credential'): Promise<number> => {
    const target = targetAt('ryzeapi', server)
    const rateLimit = { requests: 60, seconds: 60, per }
    const clock = testClock()
    await checkTarget({ ...target, contract: { ...target.contract, rateLimit } }, { clock })
    return clock.now()
  }
  expect([await waited('account'), await waited('credential')]).toEqual([60_000, 0])
})
