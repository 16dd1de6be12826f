import { expect, test } from 'vitest'
import type { BehaviorReport, Report, TargetReport } from '../../src/model/report.ts'
import { compareReports } from '../../src/run/compare.ts'
import { exitCode } from '../../src/run/exit.ts'
import { countVerdicts, targetVerdict } from '../../src/run/verdicts.ts'

const base = {
  id: 'p.item.a',
  level: 'must',
  title: 'a is there',
  covers: ['P1'],
  cases: 1,
  exchanges: [],
} as const
const pass: BehaviorReport = { ...base, verdict: 'pass' }
const fail: BehaviorReport = { ...base, verdict: 'fail', reason: 'expected 1, got 2', failures: [] }
const unverified: BehaviorReport = { ...base, verdict: 'unverified', reason: 'needs 2 instances' }
const known: BehaviorReport = { ...fail, known: { reason: 'told the vendor', link: null } }

function observed(reason: string): BehaviorReport {
  return { ...base, level: 'observe', verdict: 'observed', reason }
}

function report(behavior: BehaviorReport, sha256 = 'a'.repeat(64)): Report {
  const target: TargetReport = {
    name: 'p',
    provider: 'p',
    baseUrl: 'http://127.0.0.1:1',
    contract: { revision: '2026-11-20', sha256 },
    verdict: targetVerdict([behavior]),
    reason: null,
    counts: countVerdicts([behavior]),
    requests: { sent: 1, burst: 0, retried: 0, waitedMs: 0 },
    behaviors: [behavior],
    stale: [],
    exchanges: [],
  }
  const suite = { name: 'wa-gateway-conformance', version: '0.0.0' }
  return {
    schemaVersion: 1,
    suite,
    startedAt: '2026-11-19T00:00:00.000Z',
    durationMs: 1,
    seed: 1,
    targets: [target],
  }
}

const options = { strict: false, complete: false, failOn: 'new' } as const

test('a must that held and is broken now is newly broken, and fails the run', () => {
  const comparison = compareReports(report(pass), report(fail))
  expect(comparison.newlyBroken.map(({ behavior }) => behavior)).toEqual([base.id])
  expect(exitCode(report(fail), options, comparison)).toBe(1)
})

test('a must that was broken before does not fail a run that looks for what is new', () => {
  const comparison = compareReports(report(fail), report(fail))
  expect(comparison.newlyBroken).toEqual([])
  expect(exitCode(report(fail), options, comparison)).toBe(0)
})

test('a broken must of a target that is not in the earlier report is newly broken', () => {
  expect(compareReports({ ...report(pass), targets: [] }, report(fail)).newlyBroken).toHaveLength(1)
})

test('a failure that was known and is known no more is newly broken', () => {
  expect(compareReports(report(known), report(fail)).newlyBroken).toHaveLength(1)
  expect(compareReports(report(fail), report(known)).newlyBroken).toEqual([])
})

test('what holds again, what can be told no more and what is observed otherwise are told apart', () => {
  expect(compareReports(report(fail), report(pass)).newlyHolding).toHaveLength(1)
  expect(compareReports(report(pass), report(unverified)).newlyUnverified).toHaveLength(1)
  expect(
    compareReports(report(observed('AND')), report(observed('OR'))).observedOtherwise,
  ).toHaveLength(1)
  expect(
    compareReports(report(observed('AND')), report(observed('AND'))).observedOtherwise,
  ).toEqual([])
})

test('a target that was judged by another contract is named', () => {
  expect(compareReports(report(pass), report(pass, 'b'.repeat(64))).contractChanged).toEqual(['p'])
})

test('a run without any target never ends with code 0', () => {
  expect(exitCode({ ...report(pass), targets: [] }, { ...options, failOn: 'any' }, null)).toBe(2)
})
