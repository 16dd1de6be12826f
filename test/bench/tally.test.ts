import { expect, test } from 'vitest'
import { tally, verdictLines } from '../../scripts/bench/tally.ts'
import type { Report, TargetReport } from '../../src/model/report.ts'

const counts = { pass: 1, fail: 0, warn: 0, observed: 0, unverified: 0, error: 0 }
const target: TargetReport = {
  name: 'a',
  provider: 'clinic',
  baseUrl: 'http://a.example',
  contract: { revision: '1', sha256: '0' },
  verdict: 'conformant',
  reason: null,
  counts,
  requests: { sent: 3, burst: 0, retried: 0, waitedMs: 7 },
  behaviors: [
    {
      id: 'clinic.x',
      level: 'must',
      title: 'X',
      covers: [],
      cases: 3,
      exchanges: [],
      digest: '0',
      verdict: 'pass',
    },
  ],
  stale: [],
  notExercised: [],
  exchanges: [],
}
const report: Report = {
  schemaVersion: 2,
  suite: { name: 'suite', version: '1.0.0', node: 'v20.19.0' },
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 5,
  seed: 1,
  interrupted: null,
  options: { credentials: {} },
  replayed: null,
  targets: [target],
}

test('a run is told by its exit code, its targets and its behaviors, not by times', () => {
  const later = { ...target, requests: { ...target.requests, sent: 4, waitedMs: 9 } }
  expect(verdictLines(report, 0)).toEqual([
    'exit code 0',
    `a conformant ${JSON.stringify(counts)}`,
    'a clinic.x pass',
  ])
  expect(verdictLines({ ...report, durationMs: 6, seed: 2, targets: [later] }, 0)).toEqual(
    verdictLines(report, 0),
  )
})

test('runs with the same verdicts are stable', () => {
  const runs = [1, 2, 3].map((seed) => ({ seed, lines: ['exit code 0', 'a x pass'] }))
  expect(tally(runs)).toEqual({
    text: '3 runs\n  3 times the same verdicts, in 2 lines\n',
    isStable: true,
  })
})

test('a run that differs is shown with its seed, and with what differs', () => {
  const usual = ['exit code 0', 'a x pass']
  const runs = [
    { seed: 4, lines: ['exit code 1', 'a x fail'] },
    { seed: 5, lines: usual },
    { seed: 6, lines: usual },
  ]
  const { text, isStable } = tally(runs)
  expect(isStable).toBe(false)
  expect(text.split('\n').map((line) => line.trim())).toEqual([
    '3 runs',
    '2 times the same verdicts, in 2 lines',
    '1 times otherwise, with seed 4:',
    '- exit code 0',
    '- a x pass',
    '+ exit code 1',
    '+ a x fail',
    '',
  ])
})
