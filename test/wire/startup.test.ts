import { expect, test } from 'vitest'
import { testClock } from '../support/clock.ts'
import { answer, lost, request } from './support.ts'
import { answering, wireWith } from './wire-support.ts'
import type { Outcome } from '../../src/wire/send.ts'

function repeated(outcome: Outcome, times: number): Outcome[] {
  return Array.from({ length: times }, () => outcome)
}

test.for([
  ['refused', lost('refused')],
  ['reset', lost('lost')],
  ['unresolved', lost('unresolved')],
  ['502', answer(502)],
  ['503', answer(503)],
  ['504', answer(504)],
] as const)('a server that is starting (%s) is asked again each second', async ([, outcome]) => {
  const clock = testClock()
  const wire = wireWith({ clock, waitMs: 30_000, send: answering(...repeated(outcome, 20)) })
  const exchange = await wire.send(request)
  expect(exchange.outcome).toEqual(answer(200))
  expect(new Set(clock.sleeps)).toEqual(new Set([1000]))
  expect(wire.counts).toEqual({ sent: 21, burst: 0, retried: 20, waitedMs: 20_000 })
})

test.for([
  [lost('refused'), 'refused'],
  [lost('lost'), 'reset'],
  [lost('unresolved'), 'no such host'],
  [answer(503), '503'],
] as const)(
  'one that does not come up is given up when the time is over',
  async ([outcome, word]) => {
    const clock = testClock()
    const wire = wireWith({ clock, waitMs: 30_000, send: answering(...repeated(outcome, 100)) })
    const exchange = await wire.send(request)
    expect(exchange.outcome).toEqual({
      kind: 'no-answer',
      cause: 'not-up',
      reason: `did not answer within 30 s (last: ${word})`,
    })
    expect(wire.counts).toMatchObject({ retried: 30, waitedMs: 30_000 })
  },
)

test.for([
  ['a timeout', lost('timeout')],
  ['what TLS says', lost('tls')],
  ['a refusal of the proxy', lost('proxy')],
  ['a 500', answer(500)],
  ['a 401', answer(401)],
] as const)('%s is no server that is starting', async ([, outcome]) => {
  const wire = wireWith({ waitMs: 30_000, send: answering(outcome) })
  expect((await wire.send(request)).outcome).toEqual(outcome)
  expect(wire.counts).toMatchObject({ sent: 1, waitedMs: 0 })
})

test('a server that was up once is not waited for', async () => {
  const outcomes = [answer(200), ...repeated(answer(503), 10)]
  const wire = wireWith({ waitMs: 30_000, send: answering(...outcomes) })
  await wire.send(request)
  expect((await wire.send(request)).outcome).toEqual(answer(503))
  expect(wire.counts).toMatchObject({ sent: 4, retried: 2 })
})

test('without a time to wait, the first refusal stands', async () => {
  const wire = wireWith({ waitMs: 0, send: answering(lost('refused')) })
  expect((await wire.send(request)).outcome).toEqual(lost('refused'))
})
