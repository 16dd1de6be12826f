import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Limiter } from '../../src/wire/limiter.ts'
import type { Limit } from '../../src/wire/limiter.ts'
import { testClock } from '../support/clock.ts'
import type { TestClock } from '../support/clock.ts'

/** When a request that comes at `moment`, or as soon after that as the line is free, may go. */
async function departure(limiter: Limiter, clock: TestClock, moment: number): Promise<number> {
  if (moment > clock.now()) await clock.sleep(moment - clock.now())
  await limiter.take()
  return clock.now()
}

async function departures(limit: Limit | null, arrivals: readonly number[]) {
  const clock = testClock()
  const limiter = new Limiter(limit, clock)
  const times: number[] = []
  for (const arrival of arrivals) times.push(await departure(limiter, clock, arrival))
  return times
}

const arrivals = fc
  .array(fc.nat(400), { maxLength: 60 })
  .map((times) => times.sort((a, b) => a - b))

test('no window holds more requests than the limit, whenever they come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), arrivals, async (requests, coming) => {
      const times = await departures({ requests, windowMs: 100 }, coming)
      for (const [index, time] of times.entries()) {
        const next = times[index + requests]
        if (next !== undefined) expect(next - time).toBeGreaterThanOrEqual(100)
      }
    }),
  )
})

test('nobody waits longer than the limit and those before ask for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 7 }), arrivals, async (requests, coming) => {
      const times = await departures({ requests, windowMs: 100 }, coming)
      for (const [index, arrival] of coming.entries()) {
        const free = (times[index - requests] ?? -100) + 100
        expect(times[index]).toBe(Math.max(arrival, free, times[index - 1] ?? 0))
      }
    }),
  )
})

test('without a limit nobody waits', async () => {
  expect(await departures(null, [0, 0, 0, 7])).toEqual([0, 0, 0, 7])
})

test('what waits together has waited once', async () => {
  const clock = testClock()
  const limiter = new Limiter({ requests: 2, windowMs: 100 }, clock)
  await Promise.all(Array.from({ length: 5 }, () => limiter.take()))
  expect([clock.now(), limiter.waitedMs]).toEqual([200, 200])
})

test('who comes after others have waited has not waited', async () => {
  const clock = testClock()
  const limiter = new Limiter({ requests: 1, windowMs: 100 }, clock)
  await Promise.all([limiter.take(), limiter.take()])
  await clock.sleep(500)
  await limiter.take()
  expect(limiter.waitedMs).toBe(100)
})

test('who need not wait has not waited, though the clock goes on', async () => {
  let now = 0
  const limiter = new Limiter(null, { now: () => now++, sleep: () => Promise.resolve() })
  await Promise.all([limiter.take(), limiter.take()])
  expect(limiter.waitedMs).toBe(0)
})

test('nobody goes before a pause has ended', async () => {
  const clock = testClock()
  const limiter = new Limiter(null, clock)
  limiter.pauseUntil(300)
  expect(await departure(limiter, clock, 0)).toBe(300)
})

test('a pause holds up those who wait already', async () => {
  const clock = testClock()
  const limiter = new Limiter({ requests: 1, windowMs: 100 }, clock)
  await limiter.take()
  const second = limiter.take()
  limiter.pauseUntil(300)
  await second
  expect(clock.now()).toBe(300)
})

test('a shorter pause does not end a longer one', async () => {
  const clock = testClock()
  const limiter = new Limiter(null, clock)
  limiter.pauseUntil(300)
  limiter.pauseUntil(200)
  expect(await departure(limiter, clock, 0)).toBe(300)
})

test('after a pause, too, no window holds more requests than the limit', async () => {
  const clock = testClock()
  const limiter = new Limiter({ requests: 2, windowMs: 100 }, clock)
  limiter.pauseUntil(50)
  const times: number[] = []
  for (let count = 0; count < 4; count++) times.push(await departure(limiter, clock, 0))
  expect(times).toEqual([50, 50, 150, 150])
})
