import { expect, test } from 'vitest'
import { shownOnPage } from '../../../reporters/html/exchanges.ts'
import { viewOf } from '../../../reporters/html/view.ts'
import { citedReport, exchange } from '../change-fixture.ts'
import { fullReport, noContext, reportOf, targetReport } from '../fixture.ts'
import { fullContext } from './context-fixture.ts'

const view = viewOf(citedReport, fullContext)
const [, broken] = fullReport.targets

function resultOf(id: string) {
  const row = view.groups.flatMap(({ rows }) => rows).find((one) => one.id === id)
  return row?.results[0]
}

test('what the page shows of a report with all that is known beside it is as its golden file', async () => {
  const data = { view, exchanges: shownOnPage(citedReport) }
  await expect(`${JSON.stringify(data, null, 2)}\n`).toMatchFileSnapshot('../golden/html-data.json')
})

test('a result says what it was before, and its verdicts in the runs of the history', () => {
  expect(resultOf('ryzeapi.filter.single-unknown-name')).toMatchObject({
    change: { words: 'newly broken', before: 'pass' },
    trend: 'pfpf',
  })
})

test('a known deviation of an earlier run is no failure in its trend', () => {
  expect(resultOf('ryzeapi.access.missing-token')).toMatchObject({ trend: 'pkpk' })
})

test('a run that did not judge a behavior leaves a gap in its trend', () => {
  const [first, ...others] = fullContext.history ?? []
  const history = [{ ...first, targets: [] } as NonNullable<typeof first>, ...others]
  const { groups } = viewOf(citedReport, { ...noContext, history })
  const row = groups[0]?.rows.find(({ id }) => id === 'ryzeapi.list.operation')
  expect(row?.results[0]?.trend).toBe('-ppp')
})

test('a behavior without an answer names the exchanges that show it', () => {
  expect(resultOf('ryzeapi.errors.unreachable')).toMatchObject({ unanswered: ['e1', 'e17'] })
})

test('of the documented facts, those that some behavior covers are shown', () => {
  expect(Object.keys(view.groups[0]?.facts ?? {})).toEqual(['R11', 'R95'])
})

test('timings are of the exchanges in the report, the slowest first', () => {
  const times = [5, 40, 10, 20, 30].map((durationMs, index) => ({
    ...exchange,
    id: `e${index}`,
    durationMs,
  }))
  const { targets } = viewOf(reportOf(targetReport({ exchanges: times })), noContext)
  expect(targets[0]?.timing).toEqual({
    count: 5,
    medianMs: 20,
    slowest: [
      { id: 'e1', durationMs: 40 },
      { id: 'e4', durationMs: 30 },
      { id: 'e3', durationMs: 20 },
    ],
  })
})

test('an exchange that nothing cites is not on the page', () => {
  const uncited = { ...exchange, id: 'e99' }
  const target = { ...targetReport(broken ?? {}), exchanges: [exchange, uncited] }
  const [shown] = shownOnPage(reportOf(target))
  expect(shown?.exchanges.map(({ id }) => id)).toEqual(['e17'])
})

test('however many exchanges are cited, the page holds a few megabytes of them', () => {
  const long = {
    ...exchange,
    outcome: {
      kind: 'response' as const,
      status: 200,
      headers: [['content-type', 'text/html'] as const, ['x', 'y'.repeat(10_000)] as const],
      body: { text: 'z'.repeat(16_000), length: 50_000, whole: false, unreadable: null },
    },
  }
  const targets = Array.from({ length: 1000 }, (_, index) =>
    targetReport({ ...broken, name: `t${index}`, exchanges: [long] }),
  )
  const shown = shownOnPage(reportOf(...targets))
  expect(JSON.stringify(shown).length).toBeLessThan(5_000_000)
  expect(shown[0]?.exchanges[0]?.outcome).toMatchObject({
    headers: [
      ['content-type', 'text/html'],
      ['…', '1 not shown; report.json and report.har have more'],
    ],
    body: { length: 50_000, whole: false },
  })
})
