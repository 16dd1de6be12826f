import { expect, test } from 'vitest'
import { systemClock } from '../../src/wire/limiter.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import { serveHostile, serveSelfSigned } from '../support/hostile-server.ts'
import { hanging } from '../support/hostilities.ts'
import { serve } from '../support/server.ts'
import { broke, errors, everyWhen, inTurn, reportOn, testAnswers } from './hostile-answers.ts'
import { alarms, lineOf, targetAt } from './support.ts'

// At all other moments: hostile-servers.slow.test.ts.
testAnswers(inTurn)

test.for(Object.entries(hanging))(
  '%s once the account was read costs the time of one request: no second one hangs in the place of the first',
  async ([, what]) => {
    const server = await serveHostile(what, 'once the account was read')
    const { concurrency, timeoutMs } = server.target().settings
    const report = await checkTarget(server.target(), { clock: systemClock })
    expect(report.reason).toContain(
      `${concurrency} requests had no complete answer within ${timeoutMs} ms`,
    )
    expect(server.received).toHaveLength(1 + concurrency)
  },
)

test('a burst that hangs is an error, and ends', async () => {
  let count = 0
  const report = await reportOn(
    (response, { status, body }) => {
      if (++count > 75) return
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
    },
    'to everybody',
    { burst: true },
  )
  expect(lineOf(report, 'limit.requests-per-minute').verdict).toBe('error')
  expect(report.requests.burst).toBeLessThan(75)
})

test('a right server that times out once is judged to the end', async () => {
  let count = 0
  const report = await reportOn((response, { status, body }) => {
    if (++count === 9) return
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
  }, 'to everybody')
  expect([broke(report), errors(report)]).toEqual([[], ['no complete answer within 400 ms']])
  expect(report.reason).toBe('1 behavior without an answer: no complete answer within 400 ms')
  expect(report.counts.pass).toBeGreaterThan(75)
})

test.for([301, 302, 303, 307, 308])(
  'a %i to another host is not followed, whenever it comes',
  async (status) => {
    const other = await serve((_request, response) => response.end('{}'))
    for (const when of everyWhen) {
      const report = await reportOn((response) => {
        response.writeHead(status, { Location: `${other.origin}/instance/list` }).end()
      }, when)
      expect(report.verdict).toBe(when === 'to everybody' ? 'error' : 'non-conformant')
    }
    expect(other.received).toEqual([])
  },
)

test('https where no TLS is spoken is an error that says so', async () => {
  const server = await serveHostile(() => undefined, 'to everybody')
  const target = server.target()
  const report = await checkTarget(
    { ...target, baseUrl: target.baseUrl.replace('http:', 'https:') },
    { clock: systemClock },
  )
  expect(report.reason).toContain('TLS failed: the server does not speak TLS on this port')
})

test('http where TLS is spoken is an error', async () => {
  const baseUrl = (await serveSelfSigned()).replace('https:', 'http:')
  const report = await checkTarget(targetAt('ryzeapi', { baseUrl, credentials }), {
    clock: systemClock,
  })
  expect(report.reason).toMatch(/^no answer: .*(closed|reset|not HTTP)/)
})

test('a certificate that nobody vouches for is an error that says so', async () => {
  const baseUrl = await serveSelfSigned()
  const report = await checkTarget(targetAt('ryzeapi', { baseUrl, credentials }), {
    clock: systemClock,
  })
  expect(report.reason).toContain('TLS failed: self-signed certificate')
})

const credentials = { RYZEAPI_TOKEN_ACCOUNT: 'account-token-1' }

test('a server that is gone in the middle of a run is an error, and not asked for long', async () => {
  const server = await serveHostile(
    (response) => response.socket?.destroy(),
    'once the account was read',
  )
  const report = await checkTarget(server.target({ timeoutMs: 5000, rate: 1000 }), {
    clock: systemClock,
  })
  expect([report.verdict, broke(report)]).toEqual(['error', []])
  expect(report.requests.sent).toBeLessThanOrEqual(100)
})

test('troubles that pass when the request is sent again leave no trace in the verdict', async () => {
  const asked = new Set<string>()
  const report = await reportOn((response, { status, body }) => {
    const { url = '', headers } = response.req
    const key = `${url} ${String(headers.token)}`
    const isNew = !asked.has(key)
    asked.add(key)
    if (isNew && asked.size % 9 === 4) response.socket?.resetAndDestroy()
    else if (isNew && asked.size % 9 === 7) response.writeHead(503).end()
    else response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
  }, 'to everybody')
  expect([report.verdict, alarms(report)]).toEqual(['conformant', []])
  expect(report.requests.retried).toBeGreaterThan(10)
})

test('a 500 is never tried again', async () => {
  const server = await serveHostile(
    (response) => response.writeHead(500).end(),
    'where a filter is given',
  )
  const report = await checkTarget(server.target({ rate: 1000 }), { clock: systemClock })
  expect([report.verdict, report.requests.retried]).toEqual(['non-conformant', 0])
  expect(lineOf(report, 'filter.single-name').verdict).toBe('fail')
})
