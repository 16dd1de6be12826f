import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { retryAfterMs } from '../../src/wire/retry-after.ts'

const asked = (headers: Record<string, string | string[]>) => retryAfterMs({ headers })

test('Retry-After is a number of seconds', () => {
  expect(asked({ 'retry-after': '7' })).toBe(7000)
})

test.for([
  ['a Retry-After that is a date', 'retry-after', 'Fri, 20 Nov 2026 10:00:12 GMT'],
  ['an X-RateLimit-Reset in seconds since 1970', 'x-ratelimit-reset', '1795168812'],
  ['an X-RateLimit-Reset in ms since 1970', 'x-ratelimit-reset', '1795168812000'],
  ['an X-RateLimit-Reset in seconds from now', 'x-ratelimit-reset', '12'],
] as const)('%s is understood', ([, header, value]) => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 10), toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  expect(asked({ [header]: value })).toBe(12_000)
})

test.for([
  ['retry-after', 'Fri, 20 Nov 2020 10:00:12 GMT'],
  ['x-ratelimit-reset', '1605866412'],
] as const)('a moment in %s is one of the clock of the server', ([header, value]) => {
  const date = 'Fri, 20 Nov 2020 10:00:00 GMT'
  expect(asked({ date, [header]: value })).toBe(12_000)
})

test('a moment that has passed asks for no wait', () => {
  expect(asked({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(0)
})

test('Retry-After is heard before X-RateLimit-Reset', () => {
  expect(asked({ 'retry-after': '3', 'x-ratelimit-reset': '60' })).toBe(3000)
})

test('X-RateLimit-Reset is heard where Retry-After cannot be read', () => {
  expect(asked({ 'retry-after': 'soon', 'x-ratelimit-reset': '60' })).toBe(60_000)
})

test('of several Retry-After the first is heard', () => {
  expect(asked({ 'retry-after': ['2', '9'] })).toBe(2000)
})

test.for(['soon', '', '-', 'NaN', '-1', '1e3', '2 3'])(
  'Retry-After %j is as good as none',
  (value) => {
    expect(asked({ 'retry-after': value })).toBeNull()
  },
)

test('whatever the headers say, the wait is none or a time of zero or more', () => {
  const text = fc.oneof(fc.string(), fc.double().map(String), fc.nat().map(String))
  fc.assert(
    fc.property(text, text, text, (after, reset, date) => {
      const wait = asked({ 'retry-after': after, 'x-ratelimit-reset': reset, date })
      expect(wait === null || wait >= 0).toBe(true)
    }),
  )
})
