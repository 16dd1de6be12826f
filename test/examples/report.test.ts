import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { BehaviorReport, TargetVerdict } from '../../src/model/report.ts'
import { exampleReport } from '../../scripts/example/report.ts'
import type { View } from '../../reporters/html/view.ts'

const page = readFileSync(new URL('../../examples/report.html', import.meta.url), 'utf8')
const [, json = ''] = /<script type="application\/json" id="view">(.*?)<\/script>/s.exec(page) ?? []
const view = JSON.parse(json) as View
const results = view.groups
  .flatMap(({ rows }) => rows.flatMap((row) => row.results))
  .filter((result) => result !== null)

test('the example is what `npm run example-report` writes', async () => {
  // Not toBe: a difference of pages is no reading.
  expect((await exampleReport()) === page, 'run `npm run example-report`').toBe(true)
})

test.each<TargetVerdict>([
  'conformant',
  'incomplete',
  'known-deviations',
  'non-conformant',
  'error',
])('the example has a target that is %s', (verdict) => {
  expect(view.targets.map((target) => target.verdict)).toContain(verdict)
})

test.each<BehaviorReport['verdict']>(['pass', 'fail', 'warn', 'observed', 'unverified', 'error'])(
  'the example has a behavior with the verdict %s',
  (verdict) => {
    expect(results.map((result) => result.verdict)).toContain(verdict)
  },
)

test('the example has a known deviation, and one that is stale', () => {
  expect(results.some((result) => 'known' in result)).toBe(true)
  expect(view.targets.flatMap(({ stale }) => stale)).not.toEqual([])
})

test('the example has changes and thirty runs', () => {
  expect(view.changes?.words).toContain('newly broken')
  expect(view.runs).toHaveLength(30)
})

test('the example is small enough for a mail', () => {
  expect(page.length).toBeLessThan(1_000_000)
})
