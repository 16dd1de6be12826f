import { expect, test } from 'vitest'
import { filtered } from '../../../reporters/html/client/filter.js'
import { viewOf } from '../../../reporters/html/view.ts'
import { citedReport } from '../change-fixture.ts'
import { fullReport, noContext } from '../fixture.ts'
import { fullContext } from './context-fixture.ts'

const { groups } = viewOf(fullReport, noContext)
const none = { verdict: '', level: '', provider: '', change: '', text: '' }

function ids(filter: Partial<typeof none>): string[] {
  return filtered(groups, { ...none, ...filter }).map(({ row }) => row.id)
}

test('an empty filter lets every behavior through', () => {
  expect(ids({})).toHaveLength(10)
})

test('a verdict lets through what has it on any target', () => {
  expect(ids({ verdict: 'pass' })).toEqual(['ryzeapi.list.operation'])
})

test('a known deviation is no failure', () => {
  expect(ids({ verdict: 'fail' })).toEqual([
    'ryzeapi.filter.single-unknown-name',
    'ryzeapi.filter.hostile',
  ])
  expect(ids({ verdict: 'known' })).toEqual(['ryzeapi.access.missing-token'])
})

test('a level lets through its behaviors only', () => {
  expect(ids({ level: 'should' })).toEqual(['ryzeapi.item.complete'])
})

test('a provider lets through its behaviors only', () => {
  expect(ids({ provider: 'wachat' })).toEqual(['wachat.list.array'])
})

test('every word of the text must be in the id, the rule, the facts or the evidence', () => {
  expect(ids({ text: '  UNKNOWN  status 404 r11' })).toEqual(['ryzeapi.filter.single-unknown-name'])
  expect(ids({ text: 'unknown nowhere' })).toEqual([])
})

test('a change lets through what changed in that way on any target, or in any way', () => {
  const changed = viewOf(citedReport, fullContext).groups
  const idsOf = (change: string) => filtered(changed, { ...none, change }).map(({ row }) => row.id)
  expect(idsOf('newly warned')).toEqual(['ryzeapi.item.complete'])
  expect(idsOf('any')).toContain('ryzeapi.filter.hostile')
  expect(idsOf('any')).not.toContain('ryzeapi.list.operation')
  expect(idsOf('flapping')).toContain('ryzeapi.item.complete')
  expect(idsOf('flapping')).not.toContain('ryzeapi.list.operation')
})

test('the text of a covered fact is searched, too', () => {
  const { groups: known } = viewOf(citedReport, fullContext)
  expect(filtered(known, { ...none, text: 'r11 says' }).length).toBeGreaterThan(0)
})
