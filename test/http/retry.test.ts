import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { pauseBefore, retryDelay, retryPolicy } from '../../src/http/retry.ts'
import type { Outcome } from '../../src/http/send.ts'
import { testClock } from '../support/clock.ts'
import { answer } from './support.ts'

const midway = () => 0.5
const lost = (reason: string): Outcome => ({ kind: 'no-answer', reason })
const throttled = (headers: Record<string, string>, attempt = 1) =>
  retryDelay(answer(429, headers), attempt, midway)

test('a 429 waits as many seconds as Retry-After says', () => {
  expect(throttled({ 'retry-after': '7' })).toBe(7000)
})

test('Retry-After 0 is tried again at once', () => {
  expect(throttled({ 'retry-after': '0' })).toBe(0)
})

test.for([
  ['a Retry-After that is a date', 'retry-after', 'Fri, 20 Nov 2026 10:00:12 GMT'],
  ['an X-RateLimit-Reset in seconds since 1970', 'x-ratelimit-reset', '1795168812'],
  ['an X-RateLimit-Reset in seconds from now', 'x-ratelimit-reset', '12'],
] as const)('a 429 waits until %s', ([, header, value]) => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 10), toFake: ['Date'] })
  expect(throttled({ [header]: value })).toBe(12_000)
  vi.useRealTimers()
})

test('a time that has passed is tried again at once', () => {
  expect(throttled({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(0)
})

test('Retry-After is heard before X-RateLimit-Reset', () => {
  expect(throttled({ 'retry-after': '3', 'x-ratelimit-reset': '60' })).toBe(3000)
})

test('of several Retry-After the first is heard', () => {
  expect(retryDelay(answer(429, { 'retry-after': ['2', '9'] }), 1, midway)).toBe(2000)
})

test('a 429 that asks for nothing waits longer each time', () => {
  expect([throttled({}, 1), throttled({}, 2)]).toEqual([1000, 2000])
})

test.for(['999999999', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])(
  'a 429 with Retry-After %s waits no longer than the policy allows',
  (value) => {
    expect(throttled({ 'retry-after': value })).toBe(retryPolicy.maxWaitMs)
  },
)

test.for(['soon', '', '-', 'NaN'])('Retry-After %j is as good as none', (value) => {
  expect(throttled({ 'retry-after': value })).toBe(1000)
})

test('whatever Retry-After says, the wait is a time from 0 to the longest', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String)), (value) => {
      const delay = throttled({ 'retry-after': value })
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThanOrEqual(retryPolicy.maxWaitMs)
    }),
  )
})

test.for([502, 503, 504])('a %i is tried again, after twice the pause each time', (status) => {
  const delays = [1, 2].map((attempt) => retryDelay(answer(status), attempt, midway))
  expect(delays).toEqual([retryPolicy.pauseMs, retryPolicy.pauseMs * 2])
})

test.for(['connection reset by the server', 'connection closed by the server'])(
  '"%s" is tried again',
  (reason) => {
    expect(retryDelay(lost(reason), 1, midway)).toBe(retryPolicy.pauseMs)
  },
)

test('the pause is between half and one and a half, by chance', () => {
  const at = (random: number) => retryDelay(answer(503), 1, () => random)
  expect([at(0), at(1)]).toEqual([retryPolicy.pauseMs / 2, retryPolicy.pauseMs * 1.5])
})

test.for([200, 204, 301, 400, 401, 403, 404, 422, 500, 501, 505])(
  'a %i is never tried again',
  (status) => {
    expect(retryDelay(answer(status, { 'retry-after': '1' }), 1, midway)).toBeNull()
  },
)

test.for(['connection refused', 'no complete answer within 300 ms', 'no such host (DNS)'])(
  '"%s" is never tried again',
  (reason) => {
    expect(retryDelay(lost(reason), 1, midway)).toBeNull()
  },
)

test('what was not sent is not tried again', () => {
  expect(retryDelay({ kind: 'not-sent', reason: 'closed' }, 1, midway)).toBeNull()
})

test.for([answer(429), answer(503), lost('connection reset by the server')])(
  'the last try is the last, case %#',
  (outcome) => {
    expect(retryDelay(outcome, retryPolicy.tries - 1, midway)).not.toBeNull()
    expect(retryDelay(outcome, retryPolicy.tries, midway)).toBeNull()
  },
)

test('a pause of no time does not go to sleep', async () => {
  const clock = testClock()
  await pauseBefore(0, clock)
  await pauseBefore(5, clock)
  expect(clock.sleeps).toEqual([5])
})
