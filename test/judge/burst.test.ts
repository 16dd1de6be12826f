import { expect, test } from 'vitest'
import { withRateLimit } from '../../mock/rate-limit.ts'
import type { RateLimit } from '../../mock/provider.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { lineOf, reasonOf, serveAltered, targetAt } from '../run/support.ts'
import type { Alter } from '../run/support.ts'
import { testClock } from '../support/clock.ts'
import { checkTarget } from '../../src/run/check-target.ts'

const account = ryzeapi.account(1)
const id = 'limit.requests-per-minute'

function limited(requests: number, headers = true): Alter {
  const { rateLimit } = ryzeapi
  if (!rateLimit) throw new Error('the reference server has no limit')
  const limit: RateLimit = { ...rateLimit, requests, key: () => 'everybody' }
  const guard = withRateLimit<null>(() => ({ status: 200, body: {} }), limit)
  return (answer, request) => {
    const passed = guard(request, null)
    if (passed.status !== 429) return answer
    return headers ? passed : { status: 429, body: passed.body }
  }
}

/**
 * On a clock that only sleeping moves: a server tells in whole seconds when its window ends, and a burst here
 * takes less than one.
 */
async function burst(alter: Alter, only = true) {
  const server = await serveAltered(ryzeapi, () => account, alter)
  const target = targetAt('ryzeapi', server, { burst: true })
  const behaviors = target.contract.behaviors.filter(({ family }) => family === 'limits')
  const judging = only ? { ...target, contract: { ...target.contract, behaviors } } : target
  return checkTarget(judging, { clock: testClock() })
}

test('a limit of 100 holds', async () => {
  const report = await burst(limited(100))
  expect([lineOf(report, id).verdict, lineOf(report, 'limit.body').verdict]).toEqual([
    'pass',
    'pass',
  ])
})

test('a limit of 100 that does not say when it ends holds', async () => {
  const report = await burst(limited(100, false))
  expect(lineOf(report, id).verdict).toBe('pass')
})

test('no limit at all is broken', async () => {
  const report = await burst((answer) => answer)
  expect(reasonOf(report, id)).toMatch(
    /^expected 429 after 100 requests in 60 s, got no 429 in \d+ requests/,
  )
})

test('without any 429 its body cannot be judged', async () => {
  const report = await burst((answer) => answer)
  expect(reasonOf(report, 'limit.body')).toBe('needs an answer 429')
})

test('a limit of 50 is broken', async () => {
  const report = await burst(limited(50))
  expect(reasonOf(report, id)).toMatch(/got 429 after 50 requests/)
})

test('a limit of 150 that says when it ends is broken', async () => {
  const report = await burst(limited(150))
  expect(reasonOf(report, id)).toMatch(/got 429 after 150 requests in one window/)
})

test('a 429 with another body than documented is broken', async () => {
  const inner = limited(100)
  const report = await burst((...given) => {
    const answer = inner(...given)
    return answer.status === 429 ? { ...answer, body: { message: 'Slow down' } } : answer
  })
  expect(lineOf(report, 'limit.body').verdict).toBe('fail')
})

test('a burst ends with the first 429 and is counted apart', async () => {
  const { requests } = await burst(limited(100))
  expect(requests.sent).toBe(1)
  expect(requests.burst).toBeGreaterThanOrEqual(100)
  expect(requests.burst).toBeLessThanOrEqual(100 + 8)
})

test('a burst after a whole run takes what the run has sent into account', async () => {
  const report = await burst(limited(100), false)
  expect([report.verdict, lineOf(report, id).verdict]).toEqual(['conformant', 'pass'])
})

test('a burst that is not answered is an error', async () => {
  let sent = 0
  const report = await burst((answer) => (++sent > 1 ? { status: 503, body: {} } : answer))
  expect(lineOf(report, id).verdict).not.toBe('pass')
})
