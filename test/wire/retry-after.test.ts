import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RetryAfter, retryAfterPolicy } from '../../src/wire/retry-after.ts'
import { answer, exchangeOf, request, responseIn } from './support.ts'

const guess = { ...request.as, secret: 'guess', genuine: false }

/** A server that answers 429, given by the moments at which it does. */
class Throttled {
  readonly retryAfter = new RetryAfter()

  /** @returns until when everybody waits */
  refuse(headers: Record<string, string>, sentAt = 0, as = request.as): number {
    const outcome = answer(429, headers)
    return this.retryAfter.refused(
      exchangeOf(outcome, sentAt, as),
      responseIn(outcome),
      sentAt + 50,
    )
  }

  answer(as = request.as): void {
    this.retryAfter.answered(exchangeOf(answer(200), 0, as))
  }

  get reason(): string | null {
    return this.retryAfter.reasonFor(request.as)
  }
}

const after = (seconds: number) => ({ 'retry-after': String(seconds) })

test('a 429 is waited for as long as it asks', () => {
  expect(new Throttled().refuse(after(7), 100)).toBe(7150)
})

test('a 429 that asks for no time waits a second all the same', () => {
  expect(new Throttled().refuse(after(0))).toBe(50 + retryAfterPolicy.leastMs)
})

test('a 429 that asks for nothing waits longer the second time', () => {
  const server = new Throttled()
  const first = server.refuse({})
  const second = server.refuse({}, first)
  expect([first, second - first]).toEqual([1050, 2050])
})

test('429s that were under way together are one pause', () => {
  const server = new Throttled()
  for (let count = 0; count < 9; count++) server.refuse(after(5))
  expect(server.reason).toBeNull()
})

test('of 429s that were under way together, the longest wait counts', () => {
  const server = new Throttled()
  const moments = [5, 9, 2].map((seconds) => server.refuse(after(seconds)))
  expect(moments).toEqual([5050, 9050, 9050])
})

test('a server that answers nothing else after two pauses is given up', () => {
  const server = new Throttled()
  const first = server.refuse(after(1))
  const second = server.refuse(after(1), first)
  expect(server.reason).toBeNull()
  server.refuse(after(1), second)
  expect(server.reason).toBe('answers 429, still after 2 s')
})

test('a server that answers nothing else after a pause of a minute is given up', () => {
  const server = new Throttled()
  const until = server.refuse(after(60))
  server.refuse(after(60), until)
  expect(server.reason).toBe('answers 429, still after 60 s')
})

test('a server that asks for more than a minute and a little is given up at once', () => {
  const server = new Throttled()
  expect(server.refuse(after(3600))).toBe(50)
  expect(server.reason).toBe('answers 429 and asks to wait 3600 s')
})

test('another answer in between starts the count anew', () => {
  const server = new Throttled()
  let now = 0
  for (let count = 0; count < 9; count++) {
    now = server.refuse(after(3), now)
    server.answer()
  }
  expect(server.reason).toBeNull()
})

test('whatever a server asks, a run waits no longer in all than the policy says', () => {
  const step = fc.record({ seconds: fc.nat(80), isAnswered: fc.boolean(), ms: fc.nat(3000) })
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 300 }), (steps) => {
      const server = new Throttled()
      let now = 0
      let waited = 0
      for (const { seconds, isAnswered, ms } of steps) {
        const until = server.refuse(after(seconds), now)
        waited += Math.max(0, until - now - 50)
        now = until + ms
        if (isAnswered) server.answer()
      }
      expect(waited).toBeLessThanOrEqual(retryAfterPolicy.totalMs)
    }),
  )
})

test('a server that is waited for again and again is given up', () => {
  const server = new Throttled()
  let now = 0
  for (let count = 0; count < 6; count++) {
    now = server.refuse(after(60), now)
    server.answer()
  }
  expect(server.reason).toBe('answers 429 again and again, 300 s were waited')
})

test('a server that locks out who guesses is not given up by others', () => {
  const server = new Throttled()
  server.refuse(after(900), 0, guess)
  expect(server.reason).toBeNull()
  expect(server.retryAfter.reasonFor(guess)).toBe('answers 429 and asks to wait 900 s')
})

test('a server that is given up by who is genuine is given up by all', () => {
  const server = new Throttled()
  server.refuse(after(900))
  expect(server.retryAfter.reasonFor(guess)).toBe('answers 429 and asks to wait 900 s')
})
