import { expect, test } from 'vitest'
import { check } from '../../src/api/check.ts'
import { UsageError } from '../../src/model/problem.ts'

test.each([
  ['nonsense', 'has no scheme'],
  ['http://user:geheim@127.0.0.1:1', 'holds credentials'],
  ['http://127.0.0.1:1/?token=geheim', 'has a query or fragment'],
])('the base URL %s is refused before anything is sent', async (baseUrl, why) => {
  const refused = await check({
    provider: 'wachat',
    baseUrl,
    credentials: { account: 'x' },
  }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(UsageError)
  const { message } = refused as Error
  expect(message).toContain(why)
  expect(message).not.toContain('geheim')
})

test.each([
  [{ runs: 0 }, 'runs: expected a whole number from 1 to 10000, not "0"'],
  [{ timeoutMs: 1.5 }, 'timeoutMs: expected a whole number from 1 to 3600000, not "1.5"'],
  [{ concurrency: NaN }, 'concurrency: expected a whole number from 1 to 256, not "NaN"'],
  [{ rate: -1 }, 'rate: expected'],
  [{ maxRequests: Infinity }, 'maxRequests: expected'],
  [{ seed: 2 ** 31 }, 'seed: expected a whole number from -2147483647 to 2147483647'],
])('%o is refused as the command refuses it', async (options, why) => {
  const refused = await check({ provider: 'wachat', ...options }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(UsageError)
  expect((refused as Error).message).toContain(why)
})
