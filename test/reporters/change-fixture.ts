import type { BehaviorReport, Report, ShownExchange } from '../../src/model/report.ts'
import { compareReports } from '../../src/report/compare/compare.ts'
import { fullReport, hostile, reportOf, targetReport } from './fixture.ts'

/** The exchange that the failures of the full report cite. */
export const exchange: ShownExchange = {
  id: 'e17',
  startedAt: '2026-11-20T10:00:01.000Z',
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
    body: { text: '{"success":true,"instances":[1,2]}', length: 34, whole: true, unreadable: null },
  },
}

/** An exchange without an answer. */
export const unanswered: ShownExchange = {
  ...exchange,
  id: 'e1',
  outcome: { kind: 'no-answer', reason: 'timeout after 10 s' },
}

/** The full report with the exchanges that it cites. */
export const citedReport: Report = {
  ...fullReport,
  targets: fullReport.targets.map((target) => ({ ...target, exchanges: [unanswered, exchange] })),
}

const base = {
  level: 'must',
  title: 'A rule',
  covers: ['R1'],
  cases: 3,
  exchanges: [],
  digest: 'cd'.repeat(32),
} as const

function named(name: string, result: { verdict: 'pass' } | Reasoned): BehaviorReport {
  return { ...base, id: `ryzeapi.${name}`, ...result } as BehaviorReport
}

type Reasoned = {
  verdict: 'fail' | 'warn' | 'observed' | 'unverified' | 'error'
  reason: string
  failures?: readonly never[]
}

const pass = { verdict: 'pass' } as const
const fail = (reason: string): Reasoned => ({ verdict: 'fail', reason, failures: [] })

function before(name: string): Report['targets'][number] {
  return targetReport({
    name,
    behaviors: [
      named('filter.a', pass),
      named('filter.b', fail('expected 1, got 2')),
      named('filter.c', pass),
      named('filter.d', pass),
      named('open.e', { verdict: 'observed', reason: 'filters combine by AND' }),
      named('filter.gone', pass),
    ],
  })
}

function after(name: string, reason: string): Report['targets'][number] {
  return targetReport({
    name,
    verdict: 'non-conformant',
    contract: { revision: '2026-11-21', sha256: 'cd'.repeat(32) },
    behaviors: [
      named('filter.a', fail(reason)),
      named('filter.b', pass),
      named('filter.c', { verdict: 'unverified', reason: 'needs 2 instances' }),
      named('filter.d', { verdict: 'error', reason: 'timeout after 10 s' }),
      named('open.e', { verdict: 'observed', reason: 'filters combine by OR' }),
      named('filter.new', pass),
    ],
  })
}

export const earlierReport = reportOf(
  before('eu'),
  before('us'),
  targetReport({ name: 'gone' }),
  targetReport({ name: 'lost' }),
  targetReport({ name: `hostile ${hostile}` }),
)

export const laterReport = reportOf(
  after('eu', `expected 3, got 4 ${hostile} (3 of 10 cases)`),
  after('us', `expected 3, got 4 ${hostile} (1 of 10 cases)`),
  targetReport({ name: 'new' }),
  targetReport({ name: 'lost', verdict: 'error', reason: 'HTTP 401', behaviors: [] }),
)

/** Every kind of change that there is, some of it on two targets. */
export const comparison = compareReports(earlierReport, laterReport)
