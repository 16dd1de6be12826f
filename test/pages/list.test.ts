import { expect, test } from 'vitest'
import { list } from '../../src/authoring/behaviors/list.ts'
import type { ListedBehavior } from '../../src/authoring/behaviors/list.ts'
import { UsageError } from '../../src/model/problem.ts'
import { contractOf } from '../support/target.ts'
import { loaded, place } from './support.ts'

const lines = (...args: readonly string[]) => list(args, place).trimEnd().split('\n')

const refusal = (...args: readonly string[]): string => {
  try {
    return list(args, place)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}

test('a provider lists its behaviors, one a line, in the order of its contract', () => {
  const ids = contractOf('ryzeapi').behaviors.map(({ id }) => id)
  expect(lines('ryzeapi').map((line) => line.split(' ', 1)[0])).toEqual(ids)
})

test('a line has id, level, facts and title', () => {
  expect(lines('ryzeapi', 'single-name')).toEqual([
    'ryzeapi.filter.single-name  must  R8 R10 R28  One name that exists lists that instance alone',
  ])
})

test('without a provider the behaviors of all are listed', () => {
  const counts = ['evolution', 'hypersender', 'ryzeapi', 'wachat'].map(
    (provider) => contractOf(provider).behaviors.length,
  )
  expect(lines().length).toBeGreaterThanOrEqual(counts.reduce((sum, count) => sum + count))
})

test('a contract of one’s own is listed by its file', () => {
  expect(lines('./gallery.yaml')).toHaveLength(loaded('./gallery.yaml').contract.behaviors.length)
})

test('--level leaves only behaviors of that level', () => {
  const levels = lines('wachat', '--level=should').map((line) => line.split(/ +/)[1])
  expect(levels).toEqual(['should', 'should', 'should', 'should', 'should'])
})

test.each([
  ['id', 'FILTER.MOST'],
  ['fact', 'R14'],
  ['title', 'list nothing, and are'],
])('a text is looked for in the %s, whatever its case', (_, text) => {
  expect(lines('ryzeapi', text)).toHaveLength(1)
})

test('--json lists the same behaviors with all that is known of them', () => {
  const behaviors = JSON.parse(list(['ryzeapi', '--json', 'limit.'], place)) as ListedBehavior[]
  expect(behaviors.find(({ kind }) => kind === 'burst')).toEqual({
    id: 'ryzeapi.limit.requests-per-minute',
    level: 'must',
    covers: ['R16'],
    title: 'More than 100 requests in a minute are refused with 429, and not one fewer',
    provider: 'ryzeapi',
    family: 'limits',
    kind: 'burst',
    needs: null,
    optIn: '--burst',
  })
})

test.each<[string, string[], string]>([
  [
    'an unknown level',
    ['--level=shuld'],
    '--level is must, should, observe, not "shuld" (did you mean "should"?)',
  ],
  [
    'an unknown flag',
    ['--levle=must'],
    'there is no flag --levle (did you mean "level"?); the flags are --level, --json, --help',
  ],
  [
    'a provider that there is not',
    ['rizeapi'],
    'no behavior with "rizeapi" in its id, facts or title (did you mean "ryzeapi"?)',
  ],
  [
    'nothing of that level',
    ['wachat', '--level=observe', 'item.'],
    'no behavior of level observe with "item." in its id, facts or title',
  ],
  ['two texts', ['ryzeapi', 'one', 'name'], 'one text at a time; put quotes around it: "one name"'],
  ['a file that there is not', ['./gone.yaml'], 'cannot read the contract gone.yaml (ENOENT)'],
])('%s is refused in one line', (_, args, message) => {
  expect(refusal(...args)).toBe(message)
})
