import { expect, test } from 'vitest'
import type { MockResponse } from '../../mock/provider.ts'
import { waitAfter } from '../../src/judge/set-up.ts'
import { judge } from '../../src/judge/judge.ts'
import { plainWords } from '../support/words.ts'
import type { Unanswered } from '../support/in-process.ts'
import { accountKey, answerTo, contract, judgeLines } from './lines.ts'

const asked = 'GET http://127.0.0.1/lines'

const reply = (status: number, headers: Record<string, string> = {}): MockResponse => ({
  status,
  headers,
  body: { error: 'no' },
})

/** What is said of a server that answers this to the account's key, and that to nobody. */
function problemAfter(first: MockResponse | Unanswered, toNobody: typeof first = reply(401)) {
  const { judged, recording } = judgeLines((_, { headers }) =>
    headers['x-key'] === undefined ? toNobody : first,
  )
  const { problem } = judged
  const reason = problem === null ? null : plainWords(problem.reason)
  return { verdict: problem?.verdict, reason, judged, recording }
}

test.for([
  [
    reply(401),
    'unverified',
    'the server refuses the credential (401); is the value of LINES_KEY right, and is lines the provider?',
  ],
  [
    reply(403),
    'unverified',
    'the server refuses the credential (403); is the value of LINES_KEY right, and is lines the provider?',
  ],
  [reply(500), 'error', `${asked} answers 500; the server is in trouble`],
  [reply(503), 'error', `${asked} answers 503; the server is in trouble`],
  [reply(429), 'error', `${asked} answers 429 even after waiting; try again later, or set --rate`],
  [
    reply(429, { 'Retry-After': '60' }),
    'error',
    `${asked} answers 429 even after waiting; try again later, or set --rate`,
  ],
  [
    reply(429, { 'Retry-After': '65' }),
    'error',
    `${asked} answers 429 even after waiting; try again later, or set --rate`,
  ],
  [
    reply(429, { 'Retry-After': '66' }),
    'error',
    `${asked} answers 429 and asks to wait 66 s; try again later, or set --rate`,
  ],
  [
    reply(429, { 'Retry-After': '7200' }),
    'error',
    `${asked} answers 429 and asks to wait 7200 s; try again later, or set --rate`,
  ],
  [
    reply(429, { 'Retry-After': '999999' }),
    'error',
    `${asked} answers 429 and asks to wait 999999 s; try again later, or set --rate`,
  ],
  [
    reply(429, { 'Retry-After': '1000000' }),
    'error',
    `${asked} answers 429 and asks to wait more than 11 days; try again later, or set --rate`,
  ],
  [
    reply(301, { Location: 'https://other.example/lines' }),
    'unverified',
    `${asked} redirects to https://other.example/lines (301), which is not followed; is the base URL right?`,
  ],
  [
    reply(300),
    'unverified',
    `${asked} redirects (300), which is not followed; is the base URL right?`,
  ],
  [
    reply(399),
    'unverified',
    `${asked} redirects (399), which is not followed; is the base URL right?`,
  ],
  [
    { kind: 'no-answer', cause: 'refused', reason: 'nobody listens' } as const,
    'error',
    `no answer: nobody listens (asked ${asked}); is the base URL right?`,
  ],
  [
    { kind: 'no-answer', cause: 'too-large', reason: 'the body is too large' } as const,
    'error',
    `${asked} cannot be judged: the body is too large`,
  ],
  [
    { kind: 'no-answer', cause: 'over-limit', reason: 'too many values' } as const,
    'error',
    `${asked} cannot be judged: too many values`,
  ],
  [
    { kind: 'not-sent', reason: '--max-requests=0 was reached' } as const,
    'unverified',
    `no answer: --max-requests=0 was reached (asked ${asked}); is the base URL right?`,
  ],
] as const)('after %j nothing can be judged: %s, %s', ([first, verdict, reason]) => {
  expect(problemAfter(first)).toMatchObject({ verdict, reason })
})

test('where nothing can be judged each behavior says why, on all that was asked', () => {
  const { judged, recording } = problemAfter(reply(500))
  expect(judged.account).toBeNull()
  for (const { outcome, exchanges } of judged.behaviors) {
    expect(outcome).toMatchObject({ kind: 'error', cases: 0, reason: judged.problem?.reason })
    expect(exchanges).toEqual(recording.exchanges.map(({ id }) => id))
  }
  expect(judged.behaviors.length).toBeGreaterThan(10)
})

test('a target of a redirect is quoted as the header that it stood in', () => {
  const { judged } = problemAfter(reply(302, { Location: 'https://other.example' }))
  expect(judged.problem?.reason).toContainEqual({
    kind: 'header',
    name: 'location',
    value: 'https://other.example',
  })
})

test('a 404 is asked about once more, without a credential', () => {
  const { verdict, reason, recording } = problemAfter(reply(404), reply(404))
  expect([verdict, reason]).toEqual([
    'unverified',
    `${asked} answers 404 with and without a credential; is the base URL right, and is lines the provider?`,
  ])
  expect(recording.exchanges.map(({ request }) => request.as.secret)).toEqual([accountKey, null])
})

test('where nobody answers without a credential a 404 stays one', () => {
  const lost = { kind: 'no-answer', cause: 'lost', reason: 'reset' } as const
  expect(problemAfter(reply(404), lost).verdict).toBe('unverified')
})

test('a 404 with the credential alone is told beside what comes without one', () => {
  expect(problemAfter(reply(404), reply(401)).reason).toBe(
    `${asked} answers 404 with the credential, and 401 without; is the base URL right, and is lines the provider?`,
  )
})

test.for([200, 299, 400, 402, 499])('a %i can be judged', (status) => {
  expect(problemAfter(reply(status)).judged.problem).toBeNull()
})

test('an answer of the right server can be judged', () => {
  const right = answerTo({ query: new URLSearchParams(), headers: { 'x-key': accountKey }, at: 0 })
  expect(problemAfter(right).judged.problem).toBeNull()
})

test('a date until which to wait is compared with the date of the answer', () => {
  const { recording } = problemAfter(reply(429, { 'Retry-After': 'Fri, 20 Nov 2026 10:01:00 GMT' }))
  const [first] = recording.exchanges
  if (!first) throw new Error('nothing was asked')
  const exchange = { ...first, sentAt: 7000, durationMs: 4000 }
  // The clock of the run stood at 1 s when it was 10:00: the answer came ten seconds later.
  const epoch = { date: Date.UTC(2026, 10, 20, 10), clock: 1000 }
  expect(waitAfter(exchange, epoch)).toBe(50_000)
})

test('nothing that was not answered says how long to wait', () => {
  const { recording } = problemAfter({ kind: 'no-answer', cause: 'lost', reason: 'reset' })
  const [first] = recording.exchanges
  expect(first && waitAfter(first, { date: 0, clock: 0 })).toBeNull()
})

test('a refused credential is called by the variable that it was given in', () => {
  const { recording } = problemAfter(reply(401))
  const credentials = [
    { role: 'line', secret: 'another', env: 'ANOTHER' },
    { role: 'account', secret: accountKey, env: 'MY_KEY' },
  ]
  const judged = judge(contract, { ...recording, credentials })
  expect(judged).toMatchObject({
    problem: {
      reason:
        'the server refuses the credential (401); is the value of MY_KEY right, and is lines the provider?',
    },
  })
})
