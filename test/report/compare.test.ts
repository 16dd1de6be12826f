import { expect, test } from 'vitest'
import type { BehaviorReport, Report, TargetReport } from '../../src/model/report.ts'
import { compareReports, withNewInContract } from '../../src/report/compare/compare.ts'
import type { Change, Comparison, TargetChange } from '../../src/report/compare/compare.ts'
import type { PastReport } from '../../src/report/compare/earlier-report.ts'
import { exitCode } from '../../src/run/publish.ts'
import { countVerdicts, targetVerdict } from '../../src/report/target-verdict.ts'
import { reportOf } from '../reporters/fixture.ts'

const base = {
  id: 'p.item.a',
  level: 'must',
  title: 'a is there',
  covers: ['P1'],
  cases: 1,
  exchanges: [],
  digest: 'cd'.repeat(32),
} as const
const pass: BehaviorReport = { ...base, verdict: 'pass' }
const fail: BehaviorReport = { ...base, verdict: 'fail', reason: 'expected 1, got 2', failures: [] }
const unverified: BehaviorReport = { ...base, verdict: 'unverified', reason: 'needs 2 instances' }
const known: BehaviorReport = { ...fail, known: { reason: 'told the vendor', link: null } }
const warn: BehaviorReport = {
  ...base,
  level: 'should',
  verdict: 'warn',
  reason: 'expected 1, got 2',
  failures: [],
}
const error: BehaviorReport = { ...base, verdict: 'error', reason: 'timeout after 10 s' }
const other: BehaviorReport = { ...pass, id: 'p.item.other' }

/** Of a target that was judged, whatever the behavior is. */
function withOther(behavior: BehaviorReport): Report {
  return report(behavior, undefined, [other])
}

function unjudged(reason: string): Report {
  const { targets, ...rest } = report({ ...base, verdict: 'unverified', reason })
  return { ...rest, targets: targets.map((target) => ({ ...target, verdict: 'error', reason })) }
}

/** Ids of the behaviors of which a comparison tells. */
function behaviorsIn(comparison: Comparison): string[] {
  return Object.values(comparison)
    .flat()
    .flatMap((one: string | Change | TargetChange) =>
      typeof one === 'object' && 'behavior' in one ? [one.behavior] : [],
    )
}

function observed(reason: string): BehaviorReport {
  return { ...base, level: 'observe', verdict: 'observed', reason }
}

function report(
  behavior: BehaviorReport,
  sha256 = 'a'.repeat(64),
  others: readonly BehaviorReport[] = [],
): Report {
  const behaviors = [behavior, ...others]
  const target: TargetReport = {
    name: 'p',
    provider: 'p',
    baseUrl: 'http://127.0.0.1:1',
    contract: { revision: '2026-11-20', sha256 },
    verdict: targetVerdict(behaviors),
    reason: null,
    counts: countVerdicts(behaviors),
    requests: { sent: 1, burst: 0, retried: 0, waitedMs: 0 },
    behaviors,
    stale: [],
    notExercised: [],
    exchanges: [],
  }
  return { ...reportOf(target), startedAt: '2026-11-19T00:00:00.000Z' }
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

test('an observation that other cases showed is the same observation', () => {
  const pairs = [
    ['yes, in all 12 cases', 'yes, in the one case'],
    ['no: /1/a: expected null, got 1 (2 of 9 cases)', 'no: /3/a: expected null, got "x"'],
  ] as const
  const changes = pairs.map(
    ([was, is]) => compareReports(report(observed(was)), report(observed(is))).observedOtherwise,
  )
  expect(changes).toEqual([[], []])
})

test('a target that was judged by another contract is named', () => {
  expect(compareReports(report(pass), report(pass, 'b'.repeat(64))).contractChanged).toEqual([
    { target: 'p', before: 'p 2026-11-20 (aaaaaaaaaaaa)', after: 'p 2026-11-20 (bbbbbbbbbbbb)' },
  ])
})

test('a yes that has become a no is observed otherwise', () => {
  const [was, is] = [report(observed('yes, in all 9 cases')), report(observed('no: expected 1'))]
  expect(compareReports(was, is).observedOtherwise).toMatchObject([
    { before: 'observed: yes, in all 9 cases', after: 'observed: no: expected 1' },
  ])
})

test('a should that breaks, an answer that is missing and a failure that is known are told apart', () => {
  expect(compareReports(report(pass), report(warn)).newlyWarned).toHaveLength(1)
  expect(compareReports(withOther(pass), withOther(error)).newlyUnanswered).toHaveLength(1)
  expect(compareReports(report(fail), report(known)).newlyKnown).toHaveLength(1)
})

test.each([
  ['a should was broken', warn],
  ['there was no answer', error],
  ['it could not be verified', unverified],
  ['it was a known deviation', known],
])('what holds is newly holding where %s before', (_, was) => {
  expect(compareReports(withOther(was), withOther(pass)).newlyHolding).toMatchObject([
    { behavior: base.id, after: 'pass' },
  ])
})

test('what another contract added or left out is told apart from what the server does', () => {
  const [without, withIt] = [report(other), withOther(pass)]
  expect(compareReports(without, withIt)).toMatchObject({
    behaviorsNew: [{ behavior: base.id, before: 'not there', after: 'pass' }],
    newlyHolding: [],
  })
  expect(compareReports(withIt, without)).toMatchObject({
    behaviorsGone: [{ behavior: base.id, before: 'pass', after: 'not there' }],
  })
})

test('targets that appear and that are gone are named, and their behaviors are not', () => {
  const none = { ...report(pass), targets: [] }
  const [appeared, gone] = [
    compareReports(none, report(unverified)),
    compareReports(report(unverified), none),
  ]
  expect(appeared.targetsNew).toEqual([{ target: 'p', before: 'not there', after: 'incomplete' }])
  expect(gone.targetsGone).toEqual([{ target: 'p', before: 'incomplete', after: 'not there' }])
  expect([appeared, gone].flatMap(behaviorsIn)).toEqual([])
})

test('a target that could not be judged is one line, and so is its return', () => {
  const refused = unjudged('HTTP 401 for the credential')
  const [lost, back] = [
    compareReports(report(pass), refused),
    compareReports(refused, report(pass)),
  ]
  expect(lost.newlyUnjudged).toEqual([
    { target: 'p', before: 'conformant', after: 'error: HTTP 401 for the credential' },
  ])
  expect(back.judgedAgain).toEqual([
    { target: 'p', before: 'error: HTTP 401 for the credential', after: 'conformant' },
  ])
  expect([lost, back].flatMap(behaviorsIn)).toEqual([])
})

test('what is broken on a target that could not be judged before is newly broken', () => {
  expect(compareReports(unjudged('timeout'), report(fail)).newlyBroken).toHaveLength(1)
})

test('the same report has no change', () => {
  for (const one of [pass, fail, warn, error, unverified, known, observed('x')]) {
    const { since: _, ...changes } = compareReports(withOther(one), withOther(one))
    expect(Object.values(changes).flat()).toEqual([])
  }
})

/** What is broken, by the kind of change that it is. */
function brokenIn(
  before: PastReport,
  after: Report,
): Record<'newInContract' | 'newlyBroken', string[]> {
  const { newInContract, newlyBroken } = compareReports(before, after)
  const ids = (changes: readonly Change[]): string[] => changes.map(({ behavior }) => behavior)
  return { newInContract: ids(newInContract), newlyBroken: ids(newlyBroken) }
}

const onlyInContract = { newInContract: [base.id], newlyBroken: [] }

test.each([
  ['does not know it', report(other)],
  ['judged it by something else', report({ ...pass, digest: 'ef'.repeat(32) })],
  ['found it broken by something else', report({ ...fail, digest: 'ef'.repeat(32) })],
])('a broken must is new in the contract where the earlier report %s', (_, earlier) => {
  const comparison = compareReports(earlier, withOther(fail))
  expect(brokenIn(earlier, withOther(fail))).toEqual(onlyInContract)
  expect(exitCode(withOther(fail), options, comparison)).toBe(0)
})

test('what was new in the contract is newly broken in the next report, and old in the one after', () => {
  const first = withNewInContract(withOther(fail), compareReports(report(other), withOther(fail)))
  expect(brokenIn(first, withOther(fail))).toEqual({ newInContract: [], newlyBroken: [base.id] })
  expect(brokenIn(first, withOther(pass))).toEqual({ newInContract: [], newlyBroken: [] })
  const second = withNewInContract(withOther(fail), compareReports(first, withOther(fail)))
  expect(brokenIn(second, withOther(fail))).toEqual({ newInContract: [], newlyBroken: [] })
})

test('a report that names no digests cannot tell that a promise changed', () => {
  const { digest: _, ...past } = pass
  const [target] = report(pass).targets
  if (!target) throw new Error('no target')
  const earlier = { ...report(pass), targets: [{ ...target, behaviors: [past] }] }
  expect(brokenIn(earlier, report(fail))).toEqual({ newInContract: [], newlyBroken: [base.id] })
})

test('a new promise to a target that could not be judged before is new in the contract', () => {
  const earlier = unjudged('timeout')
  const changed = { ...fail, digest: 'ef'.repeat(32) }
  expect(brokenIn(earlier, report(changed))).toEqual(onlyInContract)
})

test('a run without any target never ends with code 0', () => {
  expect(exitCode({ ...report(pass), targets: [] }, { ...options, failOn: 'any' }, null)).toBe(2)
})
