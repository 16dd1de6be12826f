import { expect, test } from 'vitest'
import { Breaker } from '../../src/wire/breaker.ts'
import type { Outcome } from '../../src/wire/send.ts'
import { answer, exchangeOf, lost } from './support.ts'

const timeoutMs = 1000

type Step = readonly [outcome: Outcome, sentAt: number, now: number]

/** Why a run is broken off after these outcomes, each of a request sent at its moment. */
function after(slots: number, ...outcomes: readonly Step[]): string | null {
  const breaker = new Breaker({ slots, timeoutMs })
  for (const [outcome, sentAt, now] of outcomes) breaker.note(exchangeOf(outcome, sentAt), now)
  return breaker.reason
}

const timedOut: Step = [lost('timeout'), 0, timeoutMs]
const answered: Step = [answer(200), 0, 10]

function times<T>(count: number, what: T): T[] {
  return Array.from({ length: count }, () => what)
}

test('as many timeouts as slots break a run off', () => {
  expect(after(4, ...times(4, timedOut))).toBe('4 requests had no complete answer within 1000 ms')
})

test('a slow server may time out once less, however it takes turns', () => {
  const slow = times<Step[]>(3, [answered, timedOut]).flat()
  expect(after(4, ...slow)).toBeNull()
})

test('timeouts count together, whatever is answered in between', () => {
  const half = times<Step[]>(4, [answered, timedOut]).flat()
  expect(after(4, ...half)).not.toBeNull()
})

test('with one slot, one timeout breaks nothing off, and two do', () => {
  expect(after(1, timedOut)).toBeNull()
  expect(after(1, timedOut, timedOut)).not.toBeNull()
})

test('of bodies that are too large, the second one breaks off', () => {
  const tooLarge: Step = [lost('too-large'), 0, 5]
  expect(after(4, tooLarge, answered)).toBeNull()
  expect(after(4, tooLarge, answered, tooLarge)).toBe('the words for too-large')
})

test('answers that hold more than is judged break nothing off', () => {
  expect(after(2, ...times<Step>(9, [lost('over-limit'), 0, 9000]))).toBeNull()
})

test.for<Outcome>([answer(502), answer(504), lost('lost'), lost('other')])(
  'what fails for as long as a request may take breaks off, case %#',
  (outcome) => {
    const reason = after(2, [outcome, 0, 500], [outcome, 10, 1000])
    expect(reason).toBe('2 tries in a row had no answer, for 1000 ms')
  },
)

test('what fails fast does not break off', () => {
  expect(after(2, ...times<Step>(50, [lost('lost'), 0, 999]))).toBeNull()
})

test('fewer failures than slots do not break off', () => {
  expect(after(3, [lost('lost'), 0, 5000], [lost('lost'), 0, 5000])).toBeNull()
})

test.for<Outcome>([answer(200), answer(404), answer(429), answer(500)])(
  'an answer in between starts the count anew, case %#',
  (outcome) => {
    const reason = after(2, [lost('lost'), 0, 500], [outcome, 0, 600], [lost('lost'), 700, 1100])
    expect(reason).toBeNull()
  },
)

test('what was not sent counts for nothing', () => {
  const unsent: Outcome = { kind: 'not-sent', reason: 'budget' }
  expect(after(2, ...times<Step>(9, [unsent, 0, 9000]))).toBeNull()
})

test('the first reason stands', () => {
  const reason = after(2, ...times<Step>(2, [lost('too-large'), 0, 5]), timedOut, timedOut)
  expect(reason).toBe('the words for too-large')
})
