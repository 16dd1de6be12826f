import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import type { Level } from '../../src/model/contract.ts'
import type { BehaviorReport } from '../../src/model/report.ts'
import type { BehaviorOutcome, Finding } from '../../src/judge/outcome.ts'
import { anonymous } from '../../src/ask/cases.ts'
import { behaviorReport } from '../../src/report/behavior-verdict.ts'
import { countVerdicts, errorReason, targetVerdict } from '../../src/report/target-verdict.ts'
import { disclosureFor } from '../support/disclosure.ts'
import { closedOrigin, serve } from '../support/server.ts'
import { contractOf } from '../support/target.ts'
import { failuresOf, judged, lineOf, reasonOf, serveAltered, targetAt } from '../run/support.ts'

const [sample] = contractOf('ryzeapi').behaviors

function line(level: Level, outcome: BehaviorOutcome): BehaviorReport {
  if (!sample) throw new Error('the contract has no behavior')
  return behaviorReport({ ...sample, level }, outcome, disclosureFor('ryzeapi'))
}

const finding: Finding = {
  expected: '404',
  actual: '200',
  pointer: '/status',
  exchange: {
    id: 'e1',
    request: { as: anonymous, query: [], headers: {} },
    sentAt: 0,
    durationMs: 0,
    outcome: { kind: 'no-answer', cause: 'lost', reason: '' },
  },
  counterexample: null,
  seed: 1,
  path: null,
}
const broken: BehaviorOutcome = { kind: 'broken', cases: 9, brokenCases: 2, findings: [finding] }
const held: BehaviorOutcome = { kind: 'held', cases: 3 }
const open: BehaviorOutcome = { kind: 'unverified', reason: 'needs 2 instances' }
const lost: BehaviorOutcome = { kind: 'error', cases: 1, reason: 'connection refused' }

test.for([
  ['must', held, { verdict: 'pass', cases: 3 }],
  ['should', held, { verdict: 'pass' }],
  ['observe', held, { verdict: 'observed', reason: 'yes, in all 3 cases' }],
  ['must', broken, { verdict: 'fail', reason: '/status: expected 404, got 200 (2 of 9 cases)' }],
  ['should', broken, { verdict: 'warn' }],
  ['observe', broken, { verdict: 'observed', reason: expect.stringMatching(/^no: /) as unknown }],
  ['must', open, { verdict: 'unverified', reason: 'needs 2 instances', cases: 0 }],
  ['must', lost, { verdict: 'error', reason: 'connection refused' }],
] as const)('a %s of which %o is shown is reported as %o', ([level, outcome, expected]) => {
  expect(line(level, outcome)).toMatchObject(expected)
})

test('of many failures five are written down', () => {
  const many = { ...broken, findings: Array.from({ length: 9 }, () => finding) }
  expect(line('must', many)).toHaveProperty('failures.length', 5)
})

const known = { ...line('must', broken), known: { reason: 'agreed', link: null } } as BehaviorReport
const needsFlag = line('must', { ...open, optIn: '--burst' })

test.for([
  ['conformant', [line('must', held), line('should', broken), line('observe', open), needsFlag]],
  ['incomplete', [line('must', held), line('must', open)]],
  ['known-deviations', [known, line('must', open)]],
  ['non-conformant', [known, line('must', broken), line('must', lost)]],
  ['error', [known, line('should', lost)]],
] as const)('a target is %s', ([verdict, lines]) => {
  expect(targetVerdict(lines)).toBe(verdict)
})

test('each verdict is counted', () => {
  const lines = [held, held, broken, open].map((outcome) => line('must', outcome))
  expect(countVerdicts(lines)).toEqual({
    pass: 2,
    fail: 1,
    warn: 0,
    observed: 0,
    unverified: 1,
    error: 0,
  })
})

test.for([100, 3000])('one item in %i that breaks a rule is named by its pointer', async (size) => {
  const account = ryzeapi.account(1, size)
  const place = Math.floor(size * 0.77)
  const instances = account.instances.map((one, index) =>
    index === place ? { ...one, createdAt: 'yesterday' } : one,
  )
  const server = await serveAltered(ryzeapi, () => ({ ...account, instances }))
  const report = await judged(targetAt('ryzeapi', server, { timeoutMs: 30_000 }))
  expect(failuresOf(report, 'item.createdAt')[0]).toMatchObject({
    pointer: `/instances/${place}/createdAt`,
    actual: '"yesterday"',
  })
})

/** The report on a server that answers everything the same. */
async function reportOnAnswer(status: number, body: string, headers: Record<string, string> = {}) {
  const { origin } = await serve((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body)
  })
  const credentials = { RYZEAPI_TOKEN_ACCOUNT: 'canary-token-1' }
  return judged(targetAt('ryzeapi', { baseUrl: origin, credentials }))
}

test('a server that is not there is an error that says so', async () => {
  const credentials = { RYZEAPI_TOKEN_ACCOUNT: 'x1' }
  const report = await judged(targetAt('ryzeapi', { baseUrl: await closedOrigin(), credentials }))
  expect(report.verdict).toBe('error')
  expect(report.reason).toMatch(/^no answer: connection refused .* is the base URL right\?$/)
})

test.for([
  [401, '{}', /RYZEAPI_TOKEN_ACCOUNT right, and is ryzeapi the provider\?$/],
  [403, '{}', /RYZEAPI_TOKEN_ACCOUNT right, and is ryzeapi the provider\?$/],
  [404, '{}', /404 with and without a credential/],
  [429, '{}', /answers 429 even after waiting/],
  [500, '{}', /answers 500/],
  [503, '', /answers 503/],
] as const)('a server that answers nothing but %i is an error', async ([status, body, reason]) => {
  const report = await reportOnAnswer(status, body)
  expect([report.verdict, report.counts.pass]).toEqual(['error', 0])
  expect(report.reason).toMatch(reason)
})

test('a server that answers with a redirect is an error that says where it leads', async () => {
  const report = await reportOnAnswer(302, '', {
    Location: 'https://login.example/start?ticket=4711',
  })
  expect([report.verdict, report.counts.pass]).toEqual(['error', 0])
  expect(report.reason).toContain('redirects to https://login.example (302)')
  expect(JSON.stringify(report)).not.toContain('4711')
})

test.for(['{}', '[]', 'null', '"ok"', '<p>ok</p>', '', '{"instances":[]', '\ufeff'])(
  'a server that answers 200 %j to everything is non-conformant',
  async (body) => {
    expect((await reportOnAnswer(200, body)).verdict).toBe('non-conformant')
  },
)

test('a listing of members named __proto__ changes no other object', async () => {
  const item = '{"__proto__":{"polluted":true},"id":"__proto__","name":"constructor"}'
  const report = await reportOnAnswer(200, `{"instances":[${item}],"__proto__":{"a":1}}`)
  expect(report.verdict).toBe('non-conformant')
  expect({}).not.toHaveProperty('polluted')
})

test('an empty account leaves its items unverified, and passes none of them', async () => {
  const account = { ...ryzeapi.account(1, 0) }
  const server = await serveAltered(ryzeapi, () => account)
  const report = await judged(targetAt('ryzeapi', server))
  const items = report.behaviors.filter(({ id }) => id.startsWith('ryzeapi.item.'))
  expect(new Set(items.map(({ verdict }) => verdict))).toEqual(new Set(['unverified']))
})

test('gateway trouble at every try is an error of the behavior, not a failure', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    (answer, { query }) => (query.get('instanceName') === ',' ? { status: 502, body: {} } : answer),
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(lineOf(report, 'filter.blank').verdict).toBe('error')
  expect(reasonOf(report, 'filter.blank')).toBe('status 502 at every try')
})

test('a target in error says what most of its behaviors lack', () => {
  const reset: BehaviorOutcome = { kind: 'error', cases: 1, reason: 'connection reset' }
  const lines = [line('must', reset), line('must', lost), line('must', lost), line('must', held)]
  const words = '3 behaviors without an answer: connection refused'
  expect(errorReason('error', lines, null)).toBe(words)
  expect(errorReason('error', lines, 'it hangs')).toBe('the run was broken off: it hangs')
  expect(errorReason('non-conformant', lines, 'it hangs')).toBeNull()
})

test('a storm of 503 after the first answer is an error with a reason, within the limit', async () => {
  const account = ryzeapi.account(1)
  const server = await serveAltered(
    ryzeapi,
    () => account,
    (answer, _request, count) =>
      count > 4 ? { status: 503, headers: {}, body: { message: 'try again' } } : answer,
  )
  const report = await judged(targetAt('ryzeapi', server))
  expect(report.verdict).toBe('error')
  expect(report.reason).toMatch(/503/)
  // One reading more than the limit has room for says whether the account itself is gone.
  expect(report.requests.sent).toBeLessThanOrEqual(91)
})
