import { expect, test } from 'vitest'
import { get, running, secret } from './support.ts'

const start = Date.UTC(2026, 10, 20, 10, 0, 30)

/** A mock whose clock stands still until the test moves it, and an account that used its limit up. */
async function exhausted(used = 100) {
  const clock = { now: start }
  const mock = await running('ryzeapi', { now: () => clock.now })
  const account = secret(mock, 'RYZEAPI_TOKEN_ACCOUNT')
  const list = (token = account) => get(mock, { token })
  for (let n = 0; n < used; n++) expect((await list()).status).toBe(200)
  return { mock, clock, list }
}

test('the 101st request of a minute answers 429 with the documented body', async () => {
  const { list } = await exhausted()
  const { status, body } = await list()
  expect(status).toBe(429)
  expect(body).toEqual({
    success: false,
    error: { message: 'Rate limit exceeded. Try again later.' },
  })
})

test('a 429 says when to come back, in seconds and as a time', async () => {
  const { clock, list } = await exhausted()
  clock.now = start + 20_500
  const { headers } = await list()
  expect(headers.get('Retry-After')).toBe('40')
  expect(headers.get('X-RateLimit-Limit')).toBe('100')
  expect(headers.get('X-RateLimit-Remaining')).toBe('0')
  expect(headers.get('X-RateLimit-Reset')).toBe(String(start / 1000 + 60))
})

test('answers within the limit count down what remains', async () => {
  const { list } = await exhausted(0)
  expect((await list()).headers.get('X-RateLimit-Remaining')).toBe('99')
  expect((await list()).headers.get('X-RateLimit-Remaining')).toBe('98')
})

test('the limit ends a minute after the first request, and not before', async () => {
  const { clock, list } = await exhausted()
  clock.now = start + 59_999
  expect((await list()).status).toBe(429)
  clock.now = start + 60_000
  expect((await list()).status).toBe(200)
})

test('wrong tokens and the tokens of instances have limits of their own', async () => {
  const { mock, list } = await exhausted()
  expect((await list()).status).toBe(429)
  expect((await list('zq7')).status).toBe(401)
  expect((await list(secret(mock, 'RYZEAPI_TOKEN_INSTANCE'))).status).toBe(200)
})

test('the other providers document no limit and have none', async () => {
  const mock = await running('wachat')
  const headers = { Authorization: `Bearer ${secret(mock, 'WACHAT_API_KEY')}` }
  for (let n = 0; n < 101; n++) expect((await get(mock, headers)).status).toBe(200)
})
