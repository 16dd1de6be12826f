import { expect, test } from 'vitest'
import { retryPolicy } from '../../src/wire/retry.ts'
import type { Outcome } from '../../src/wire/send.ts'
import { testClock } from '../support/clock.ts'
import { answer, lost, request } from './support.ts'
import { answering, limited, sendMany, wireWith } from './wire-support.ts'

test('waits for the limit and for a 429 are added up', async () => {
  const clock = testClock()
  const wire = wireWith({
    clock,
    limiters: limited(2, clock),
    send: answering(answer(429, { 'retry-after': '3' })),
  })
  for (let count = 0; count < 3; count++) await wire.send(request)
  expect(wire.counts).toEqual({ sent: 4, burst: 0, retried: 1, waitedMs: 3000 + 1000 })
})

test('tries count against the limit like any request', async () => {
  const clock = testClock()
  const wire = wireWith({ clock, limiters: limited(1, clock), send: answering(answer(503)) })
  await wire.send(request)
  const [first, second] = wire.log
  expect((second?.sentAt ?? 0) - (first?.sentAt ?? 0)).toBe(1000)
})

test('a 429 holds up what is still to be sent, so that one is all it takes', async () => {
  const clock = testClock()
  let sent = 0
  const send = async (): Promise<Outcome> => {
    const isFirst = ++sent === 1
    await Promise.resolve()
    return isFirst ? answer(429, { 'retry-after': '9' }) : answer(200)
  }
  const wire = wireWith({ clock, send, concurrency: 2 })
  await sendMany(wire, 6)
  const early = wire.log.filter(({ sentAt }) => sentAt < 9000)
  expect([early.length, wire.counts.retried]).toEqual([2, 1])
})

test('a server that answers 429 for good is left alone soon, and the reason says so', async () => {
  const clock = testClock()
  const send = () => Promise.resolve(answer(429, { 'retry-after': '1' }))
  const wire = wireWith({ clock, send })
  const outcomes = (await sendMany(wire, 60)).map(({ outcome }) => outcome)
  expect(clock.now()).toBeLessThanOrEqual(4000)
  expect(wire.counts.sent).toBeLessThanOrEqual(12)
  expect(outcomes.at(-1)).toMatchObject({
    reason: expect.stringMatching(/^not sent any more: answers 429, still after \d s$/) as unknown,
  })
})

test('a server that lets one through a second is followed at its pace', async () => {
  const clock = testClock()
  let free = 0
  const send = (): Promise<Outcome> => {
    if (clock.now() < free) return Promise.resolve(answer(429, { 'retry-after': '1' }))
    free = clock.now() + 1000
    return Promise.resolve(answer(200))
  }
  const outcomes = (await sendMany(wireWith({ clock, send }), 30)).map(({ outcome }) => outcome)
  expect(outcomes).toEqual(Array(30).fill(answer(200)))
})

test('a server that hangs for good is left alone after as many timeouts as slots', async () => {
  const wire = wireWith({ send: () => Promise.resolve(lost('timeout')) })
  const outcomes = (await sendMany(wire, 60)).map(({ outcome }) => outcome)
  expect(wire.log).toHaveLength(4)
  expect(outcomes.at(-1)).toEqual({
    kind: 'no-answer',
    cause: 'withheld',
    reason: 'not sent any more: 4 requests had no complete answer within 1000 ms',
  })
})

test('what waits for the limit when a server is left alone is not sent, nor counted', async () => {
  const clock = testClock()
  const send = () => Promise.resolve(lost('too-large'))
  const wire = wireWith({ clock, send, limiters: limited(1, clock) })
  await sendMany(wire, 4)
  expect([wire.log.length, wire.counts.sent]).toEqual([2, 2])
})

test('a run tries again only so often, whatever fails', async () => {
  const wire = wireWith({ send: () => Promise.resolve(lost('lost')), timeoutMs: 60_000 })
  await sendMany(wire, 60)
  expect(wire.counts).toMatchObject({ sent: 60 + retryPolicy.perRun, retried: retryPolicy.perRun })
})

test('a server that refuses at first is not tried again', async () => {
  const wire = wireWith({ send: answering(lost('refused')) })
  expect((await wire.send(request)).outcome).toEqual(lost('refused'))
})

test('a server that refuses after an answer is tried again', async () => {
  const wire = wireWith({ send: answering(answer(200), lost('refused')) })
  await wire.send(request)
  expect((await wire.send(request)).outcome).toEqual(answer(200))
})
