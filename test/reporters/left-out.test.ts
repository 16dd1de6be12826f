import { expect, test } from 'vitest'
import { renderConsole } from '../../reporters/console.ts'
import { headline } from '../../reporters/headline.ts'
import { viewOf } from '../../reporters/html/view.ts'
import { renderMarkdown } from '../../reporters/markdown.ts'
import { lookOf } from '../../reporters/terminal.ts'
import type { BehaviorReport, TargetReport } from '../../src/model/report.ts'
import { notExercised } from '../../src/report/target-verdict.ts'
import { noContext, reportOf, targetReport } from './fixture.ts'

const spared = (name: string, level: BehaviorReport['level'] = 'must'): BehaviorReport => ({
  ...{ id: `ryzeapi.limit.${name}`, level, title: 'A limit', covers: ['R1'], cases: 0 },
  ...{ exchanges: [], digest: 'cd'.repeat(32), verdict: 'unverified', reason: 'needs --burst' },
  optIn: '--burst',
})

function sparedOf(verdict: TargetReport['verdict'], ...behaviors: BehaviorReport[]): TargetReport {
  return targetReport({ verdict, behaviors, notExercised: notExercised(behaviors) })
}

const target = sparedOf('conformant', spared('a'), spared('b'), spared('c', 'should'))
const words = 'conformant, 2 musts not exercised (--burst)'

test('console: a conformant target says which musts it was spared', () => {
  const look = lookOf({ write: () => undefined }, {})
  const text = renderConsole(reportOf(target), { ...noContext, look, dir: 'reports', files: [] })
  expect(text).toContain(`sandbox (ryzeapi)  ${words}  https://sandbox.example/api\n`)
})

test('Markdown and HTML say so as well, of the target and in the headline', () => {
  const report = reportOf(target)
  expect(headline(report)).toBe(`1 target: 1 ${words}`)
  const text = renderMarkdown(report, noContext)
  expect(text).toContain('| **conformant**, 2 musts not exercised (--burst) |')
  expect(viewOf(report, noContext).targets).toMatchObject([
    { leftOut: '2 musts not exercised (--burst)' },
  ])
})

test('of several targets the headline adds them up', () => {
  const other = sparedOf('known-deviations', spared('a'))
  expect(headline(reportOf(target, other))).toMatch(/, 3 musts not exercised \(--burst\)$/)
})

test.each([
  ['was spared nothing', sparedOf('conformant')],
  ['was spared no must', sparedOf('conformant', spared('a', 'should'))],
  ['is broken', sparedOf('non-conformant', spared('a'))],
])('a target that %s says nothing of it', (_, one) => {
  expect(headline(reportOf(one))).not.toContain('not exercised')
})
