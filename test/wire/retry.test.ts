import { expect, test } from 'vitest'
import { retryDelay, retryPolicy } from '../../src/wire/retry.ts'
import type { Hindrance } from '../../src/recording/exchange.ts'
import type { Outcome } from '../../src/wire/send.ts'
import { answer, lost } from './support.ts'

const midway = { attempt: 1, hasAnswered: true, random: () => 0.5 }

test.for([502, 503, 504])('a %i is tried again, after twice the pause each time', (status) => {
  const delays = [1, 2].map((attempt) => retryDelay(answer(status), { ...midway, attempt }))
  expect(delays).toEqual([retryPolicy.pauseMs, retryPolicy.pauseMs * 2])
})

test('a connection that is lost is tried again', () => {
  expect(retryDelay(lost('lost'), midway)).toBe(retryPolicy.pauseMs)
})

test('a server that refuses is tried again where it has answered before', () => {
  expect(retryDelay(lost('refused'), midway)).toBe(retryPolicy.pauseMs)
  expect(retryDelay(lost('refused'), { ...midway, hasAnswered: false })).toBeNull()
})

test('the pause is between half and one and a half, by chance', () => {
  const at = (random: number) => retryDelay(answer(503), { ...midway, random: () => random })
  expect([at(0), at(1)]).toEqual([retryPolicy.pauseMs / 2, retryPolicy.pauseMs * 1.5])
})

test.for([200, 204, 301, 400, 401, 403, 404, 422, 500, 501, 505])(
  'a %i is never tried again',
  (status) => {
    expect(retryDelay(answer(status, { 'retry-after': '1' }), midway)).toBeNull()
  },
)

test.for<Hindrance>(['timeout', 'too-large', 'over-limit', 'withheld', 'other'])(
  'what has no answer for the cause "%s" is never tried again',
  (cause) => {
    expect(retryDelay(lost(cause), midway)).toBeNull()
  },
)

test('what was not sent is not tried again', () => {
  expect(retryDelay({ kind: 'not-sent', reason: 'closed' }, midway)).toBeNull()
})

test.for<Outcome>([answer(503), lost('lost'), lost('refused')])(
  'the last try is the last, case %#',
  (outcome) => {
    const { tries } = retryPolicy
    expect(retryDelay(outcome, { ...midway, attempt: tries - 1 })).not.toBeNull()
    expect(retryDelay(outcome, { ...midway, attempt: tries })).toBeNull()
  },
)
