import { expect, test } from 'vitest'
import type { Outcome } from '../../src/wire/send.ts'
import type { Wire } from '../../src/wire/wire.ts'
import { testClock } from '../support/clock.ts'
import { answer, request } from './support.ts'
import { answering, limited, sendMany, wireWith } from './wire-support.ts'

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
    limiters: limited(1, clock),
    send: answering(answer(503), answer(429)),
  })
  await Promise.all([wire.sendBurst(request), wire.sendBurst(request)])
  expect(statuses(wire)).toEqual([503, 429])
  expect(wire.counts).toEqual({ sent: 0, burst: 2, retried: 0, waitedMs: 0 })
})

test('a burst, too, does not slip past --max-requests', async () => {
  const wire = wireWith({ maxRequests: 3 })
  const all = await Promise.all(Array.from({ length: 8 }, () => wire.sendBurst(request)))
  expect(wire.counts.burst).toBe(3)
  expect(all.at(-1)?.outcome).toEqual({ kind: 'not-sent', reason: '--max-requests=3 was reached' })
})

test('a budget that others used up during a wait leaves the answer before it', async () => {
  const wire = wireWith({ maxRequests: 2, send: answering(answer(503), answer(200)) })
  const [first] = await sendMany(wire, 2)
  expect([first?.outcome, wire.counts.sent, wire.counts.retried]).toEqual([answer(503), 2, 0])
})
