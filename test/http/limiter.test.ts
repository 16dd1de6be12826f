import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Limiter } from '../../src/http/limiter.ts'
import type { Clock } from '../../src/http/limiter.ts'
import { testClock } from '../support/clock.ts'

/** A clock that stands still; what sleeps is let go by the ms that it asked for. */
function frozenClock(): Clock & { at: number } {
  return {
    at: 0,
    now() {
      return this.at
    },
    sleep: () => Promise.resolve(),
  }
}

/** When requests that arrive at these times may go. */
async function departures(limit: number, windowMs: number, arrivals: readonly number[]) {
  const clock = frozenClock()
  const limiter = new Limiter(limit, windowMs, clock)
  const times: number[] = []
  let waited = 0
  for (const arrival of arrivals) {
    clock.at = arrival
    await limiter.take()
    times.push(arrival + limiter.waitedMs - waited)
    waited = limiter.waitedMs
  }
  return { times, waitedMs: limiter.waitedMs }
}

const arrivals = fc
  .array(fc.nat(400), { maxLength: 60 })
  .map((times) => times.sort((a, b) => a - b))

test('no window holds more requests than the limit, whenever they arrive', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), arrivals, async (limit, arriving) => {
      const { times } = await departures(limit, 100, arriving)
      for (const [index, time] of times.entries()) {
        const next = times[index + limit]
        if (next !== undefined) expect(next - time).toBeGreaterThanOrEqual(100)
      }
    }),
  )
})

test('nobody waits who comes within the limit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), arrivals, async (limit, arriving) => {
      const { times } = await departures(limit, 100, arriving)
      for (const [index, arrival] of arriving.entries()) {
        const earlier = times[index - limit]
        const isFree = earlier === undefined || earlier + 100 <= arrival
        expect(times[index] === arrival).toBe(isFree)
      }
    }),
  )
})

test('the waits are those of all requests, added up', async () => {
  const { times, waitedMs } = await departures(2, 100, [0, 0, 0, 10, 300])
  expect(times).toEqual([0, 0, 100, 100, 300])
  expect(waitedMs).toBe(190)
})

test('a request that must wait sleeps until its turn', async () => {
  const clock = testClock()
  const limiter = new Limiter(1, 100, clock)
  await limiter.take()
  await limiter.take()
  expect(clock.sleeps).toEqual([100])
})

test('requests that arrive together are spread over windows', async () => {
  const slept: number[] = []
  const clock: Clock = { now: () => 0, sleep: (ms) => Promise.resolve(void slept.push(ms)) }
  const limiter = new Limiter(2, 100, clock)
  await Promise.all(Array.from({ length: 6 }, () => limiter.take()))
  expect(slept).toEqual([100, 100, 200, 200])
})
