import type {
  BehaviorReport,
  Failure,
  Report,
  ShownExchange,
  TargetReport,
} from '../../src/model/report.ts'
import { countVerdicts, notExercised } from '../../src/report/target-verdict.ts'

/** What a hostile server would say to whoever reads a report of it. */
export const hostile = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</code></pre></textarea></script><!-- ]]> -->',
  '``` ` ```` `````',
  '::error::owned ##[error]owned',
  '\n::warning::on a line of its own',
  '\u001b[31mred\u001b[0m\u0007\u0000\u009b2J',
  `quotes " ' &amp; \\`,
  '\u202etfel-ot-thgir\u2066\u200f\u061c',
  '😀 👩‍👩‍👧 \ud83d \udc00 \uffff \ufeff',
  '@octocat #1 https://evil.example [link](https://evil.example) www.evil.example a|b',
].join(' ')

const failure: Failure = {
  expected: 'status 404',
  actual: 'status 200, {"success":true}',
  pointer: null,
  request: 'GET /instance/list?instanceName=zq7',
  curl: `curl -i -H "token: $RYZEAPI_TOKEN_ACCOUNT" 'https://sandbox.example/api/instance/list?instanceName=zq7'`,
  exchange: 'e17',
  excerpt: {
    lines: ['{', '  "success": true,', '  "instances": ["‹2 not shown›"]', '}'],
    marked: [1, 2],
  },
  counterexample: { name: 'zq7' },
  seed: 42,
  path: '0:1',
}

const hostileFailure: Failure = {
  ...failure,
  expected: hostile,
  actual: 'long '.repeat(2048),
  pointer: `/instances/0/${hostile}`,
  curl: `curl -i '${hostile}'`,
  counterexample: { [hostile]: hostile },
}

const behaviors: readonly BehaviorReport[] = [
  named('list.operation', { verdict: 'pass' }),
  named('filter.single-unknown-name', {
    verdict: 'fail',
    reason: 'expected status 404, got status 200 (3 of 10 cases)',
    failures: [failure, { ...failure, pointer: '', counterexample: null, path: null }],
  }),
  named(
    'filter.hostile',
    { verdict: 'fail', reason: hostile, failures: [hostileFailure] },
    hostile,
  ),
  named('access.missing-token', {
    verdict: 'fail',
    reason: 'expected "Missing token", got "No token"',
    failures: [failure],
    known: { reason: 'reported to the provider', link: 'https://tracker.example/7' },
  }),
  {
    ...named('item.complete', { verdict: 'warn', reason: hostile, failures: [failure] }),
    level: 'should',
  },
  { ...named('open.order', { verdict: 'observed', reason: hostile }), level: 'observe' },
  named('scope.two-accounts', { verdict: 'unverified', reason: `needs 2 instances ${hostile}` }),
  named('limits.burst', { verdict: 'unverified', reason: 'goes past the limit', optIn: '--burst' }),
  named('errors.unreachable', { verdict: 'error', reason: `timeout ${hostile}` }),
]

const exchange: ShownExchange = {
  id: 'e17',
  startedAt: '2026-11-20T10:00:00.500Z',
  durationMs: 12.5,
  request: {
    method: 'GET',
    url: 'https://sandbox.example/api/instance/list?instanceName=zq7',
    query: [['instanceName', 'zq7']],
    headers: [['token', '$RYZEAPI_TOKEN_ACCOUNT']],
  },
  outcome: {
    kind: 'response',
    status: 200,
    headers: [['content-type', 'application/json']],
    body: { text: '{"success":true,"instances":[]}', length: 31, whole: true, unreadable: null },
  },
}

const exchanges: readonly ShownExchange[] = [
  {
    ...exchange,
    id: 'e1',
    outcome: {
      kind: 'response',
      status: 599,
      headers: [[hostile, hostile]],
      body: { text: `{\n${hostile}`, length: 1_000_000, whole: false, unreadable: null },
    },
  },
  exchange,
  { ...exchange, id: 'e18', outcome: { kind: 'no-answer', reason: hostile } },
]

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never
type Result = Without<
  BehaviorReport,
  'id' | 'level' | 'title' | 'covers' | 'cases' | 'exchanges' | 'digest'
>

function named(name: string, result: Result, title = `The rule of ${name}`): BehaviorReport {
  return {
    id: `ryzeapi.${name}`,
    level: 'must',
    title,
    covers: ['R11', 'R95'],
    cases: 10,
    exchanges: ['e1', 'e17'],
    digest: 'cd'.repeat(32),
    ...result,
  }
}

/** A target of which everything but what is given is unremarkable. */
export function targetReport(given: Partial<TargetReport>): TargetReport {
  const judged = given.behaviors ?? [named('list.operation', { verdict: 'pass' })]
  return {
    name: 'sandbox',
    provider: 'ryzeapi',
    baseUrl: 'https://sandbox.example/api',
    contract: { revision: '2026-11-20', sha256: 'ab'.repeat(32) },
    verdict: 'conformant',
    reason: null,
    counts: countVerdicts(judged),
    requests: { sent: 57, burst: 0, retried: 1, waitedMs: 1500 },
    behaviors: judged,
    stale: [],
    notExercised: notExercised(judged),
    exchanges: [],
    ...given,
  }
}

/** A report of some targets. */
export function reportOf(...targets: readonly TargetReport[]): Report {
  return {
    schemaVersion: 2,
    suite: { name: 'wa-gateway-conformance', version: '0.1.0', node: 'v20.19.0' },
    startedAt: '2026-11-20T10:00:00.000Z',
    durationMs: 1234,
    seed: 42,
    interrupted: null,
    options: {
      runs: 10,
      rate: null,
      strict: false,
      report: ['html'],
      credentials: { sandbox: { account: 'RYZEAPI_TOKEN_ACCOUNT' } },
    },
    replayed: null,
    targets,
  }
}

/** Every verdict, on a behavior and on a target, and hostile text wherever text can be. */
export const fullReport = reportOf(
  targetReport({ name: 'a-sandbox' }),
  targetReport({
    name: `b ${hostile}`,
    baseUrl: hostile,
    verdict: 'non-conformant',
    behaviors,
    exchanges,
  }),
  targetReport({
    name: 'c-incomplete',
    verdict: 'incomplete',
    behaviors: behaviors.filter(({ verdict }) => verdict === 'unverified'),
  }),
  targetReport({
    name: 'd-known',
    verdict: 'known-deviations',
    behaviors: behaviors.filter((behavior) => 'known' in behavior),
    stale: ['ryzeapi.list.operation'],
  }),
  targetReport({
    name: 'e-unreachable',
    provider: 'wachat',
    contract: { revision: null, sha256: null },
    verdict: 'error',
    reason: hostile,
    behaviors: [
      {
        ...named('list.array', { verdict: 'unverified', reason: hostile }),
        id: 'wachat.list.array',
      },
    ],
  }),
)

export { noContext } from '../../reporters/context.ts'
