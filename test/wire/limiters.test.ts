import { expect, test } from 'vitest'
import { Limiters } from '../../src/wire/limiter.ts'
import type { SentAs } from '../../src/recording/exchange.ts'
import { testClock } from '../support/clock.ts'

const limit = { requests: 1, windowMs: 100 }
const sender = (secret: string | null, genuine: boolean): SentAs => ({
  role: 'account',
  secret,
  trusted: genuine,
  genuine,
  shown: null,
})
const one = sender('one', true)
const other = sender('other', true)
const guess = sender('guess', false)
const nobody = sender(null, false)

test('counted for the account, all credentials share the limit', () => {
  const limiters = new Limiters(limit, 'account', testClock())
  const all = new Set([one, other, guess, nobody].map((as) => limiters.of(as)))
  expect(all.size).toBe(1)
})

test('counted for the credential, each has a limit of its own', () => {
  const limiters = new Limiters(limit, 'credential', testClock())
  expect(limiters.of(one)).not.toBe(limiters.of(other))
  expect(limiters.of(one)).toBe(limiters.of(sender('one', true)))
})

test('counted for the credential, all that are none share a limit', () => {
  const limiters = new Limiters(limit, 'credential', testClock())
  expect(limiters.of(guess)).toBe(limiters.of(nobody))
  expect(limiters.of(guess)).not.toBe(limiters.of(one))
})

test('waits one after the other are added up, and those at the same time are one', async () => {
  const limiters = new Limiters(limit, 'credential', testClock())
  for (const as of [one, one, other, other]) await limiters.of(as).take()
  expect(limiters.waitedMs).toBe(200)
  const together = new Limiters(limit, 'credential', testClock())
  await Promise.all([one, one, other, other].map((as) => together.of(as).take()))
  expect(together.waitedMs).toBe(100)
})
