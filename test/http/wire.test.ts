import { expect, test } from 'vitest'
import { Limiter } from '../../src/http/limiter.ts'
import type { Outcome } from '../../src/http/send.ts'
import { Wire } from '../../src/http/wire.ts'
import type { WireOptions } from '../../src/http/wire.ts'
import { testClock } from '../support/clock.ts'
import { answer, request } from './support.ts'

function wireWith(options: Partial<WireOptions>): Wire {
  return new Wire({
    send: () => Promise.resolve(answer(200)),
    limiter: null,
    clock: testClock(),
    concurrency: 4,
    maxRequests: null,
    random: () => 0.5,
    ...options,
  })
}

/** Answers with these, one after the other, and then with 200. */
function answering(...outcomes: readonly Outcome[]) {
  const left = [...outcomes]
  return () => Promise.resolve(left.shift() ?? answer(200))
}

const sendMany = (wire: Wire, count: number) =>
  Promise.all(Array.from({ length: count }, () => wire.send(request)))

const statuses = (wire: Wire) =>
  wire.log.map(({ outcome }) => (outcome.kind === 'response' ? outcome.response.status : outcome))

test('every attempt is an exchange of its own in the log', async () => {
  const wire = wireWith({ send: answering(answer(503), answer(502)) })
  await wire.send(request)
  expect(statuses(wire)).toEqual([503, 502, 200])
})

test('what is sent for resolves to the last attempt', async () => {
  const wire = wireWith({ send: answering(answer(503)) })
  expect((await wire.send(request)).id).toBe('e2')
})

test('tries end where the policy ends, with what came last', async () => {
  const wire = wireWith({ send: () => Promise.resolve(answer(503)) })
  expect((await wire.send(request)).outcome).toEqual(answer(503))
  expect(wire.counts).toMatchObject({ sent: 3, retried: 2 })
})

test('the log is in the order of sending, not of answering', async () => {
  const releases: (() => void)[] = []
  const send = (): Promise<Outcome> =>
    new Promise((resolve) => releases.push(() => resolve(answer(200))))
  const wire = wireWith({ send })
  const all = sendMany(wire, 3)
  await Promise.resolve()
  while (releases.length < 3) await new Promise(setImmediate)
  for (const release of releases.reverse()) release()
  const ids = (await all).map(({ id }) => id)
  expect(ids).toEqual(['e1', 'e2', 'e3'])
  expect(wire.log.map(({ id }) => id)).toEqual(ids)
})

test('an exchange says when it was sent and how long it took', async () => {
  const clock = testClock()
  const send = async (): Promise<Outcome> => {
    await clock.sleep(30)
    return answer(200)
  }
  const wire = wireWith({ clock, send })
  await wire.send(request)
  await wire.send(request)
  expect(wire.log.map(({ sentAt, durationMs }) => [sentAt, durationMs])).toEqual([
    [0, 30],
    [30, 30],
  ])
})

test('no more requests are under way than the concurrency allows', async () => {
  let underWay = 0
  let most = 0
  const send = async (): Promise<Outcome> => {
    most = Math.max(most, ++underWay)
    await new Promise(setImmediate)
    underWay--
    return answer(200)
  }
  await sendMany(wireWith({ send, concurrency: 3 }), 20)
  expect(most).toBe(3)
})

test('waiting for the limit and waiting between tries are added up', async () => {
  const clock = testClock()
  const limiter = new Limiter(2, 1000, clock)
  const wire = wireWith({
    clock,
    limiter,
    send: answering(answer(429, { 'retry-after': '0.4' })),
  })
  await wire.send(request)
  await wire.send(request)
  expect(wire.counts).toEqual({ sent: 3, burst: 0, retried: 1, waitedMs: 1000 })
})

test('tries count against the limit like any request', async () => {
  const clock = testClock()
  const limiter = new Limiter(1, 1000, clock)
  const wire = wireWith({ clock, limiter, send: answering(answer(503)) })
  await wire.send(request)
  const [first, second] = wire.log
  expect((second?.sentAt ?? 0) - (first?.sentAt ?? 0)).toBe(1000)
})

test('past --max-requests nothing is sent, and the reason names the flag', async () => {
  const wire = wireWith({ maxRequests: 3, concurrency: 1 })
  const outcomes = (await sendMany(wire, 5)).map(({ outcome }) => outcome)
  expect(wire.log).toHaveLength(3)
  expect(outcomes.slice(3)).toEqual(
    Array(2).fill({ kind: 'not-sent', reason: '--max-requests=3 was reached' }),
  )
})

test('requests that come together do not slip past --max-requests', async () => {
  const wire = wireWith({ maxRequests: 3, concurrency: 8 })
  await sendMany(wire, 8)
  expect([wire.log.length, wire.counts.sent]).toEqual([3, 3])
})

test('past --max-requests nothing is tried again, and the answer stands', async () => {
  const wire = wireWith({ maxRequests: 1, send: answering(answer(503)) })
  expect((await wire.send(request)).outcome).toEqual(answer(503))
  expect(wire.counts.retried).toBe(0)
})

test('a burst passes the limit by, is not tried again and is counted apart', async () => {
  const clock = testClock()
  const wire = wireWith({
    clock,
    limiter: new Limiter(1, 1000, clock),
    send: answering(answer(503), answer(429)),
  })
  await Promise.all([wire.sendBurst(request), wire.sendBurst(request)])
  expect(statuses(wire)).toEqual([503, 429])
  expect(wire.counts).toEqual({ sent: 0, burst: 2, retried: 0, waitedMs: 0 })
})
