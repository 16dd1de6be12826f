import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laidOut, layout } from '../../src/ask/generators/layout.ts'
import type { Layout } from '../../src/ask/generators/value.ts'
import { accountOf, caseIndex, samplesOf, sourceOf } from './support.ts'

const plain: Layout = { kind: 'layout', order: 'listed', gaps: [','], before: '', after: '' }
const parts = ['a', 'b', 'c', 'd', 'e']

test.for([
  ['listed', 'a,b,c,d,e'],
  ['reversed', 'e,d,c,b,a'],
  ['interleaved', 'a,e,b,d,c'],
  [[5, 4, 3, 2, 1], 'e,d,c,b,a'],
  [[2, 1], 'b,d,a,c,e'],
  [[0, 9, 1, 8, 2], 'a,c,e,d,b'],
] as const)('parts in the order %j are written %s', ([order, text]) => {
  expect(laidOut(parts, ',', { ...plain, order })).toBe(text)
})

test('separators take turns, and stand at the ends as well', () => {
  const plan: Layout = { ...plain, gaps: [',', ' ;'], before: '<', after: '>' }
  expect(laidOut(parts, ',', plan)).toBe('<a,b ;c,d ;e>')
})

test('one part has no separator, and none is nothing at all', () => {
  const plan: Layout = { ...plain, before: '<', after: '>' }
  expect([laidOut(['a'], ',', plan), laidOut([], ',', plan)]).toEqual(['<a>', ''])
})

test('without a layout parts are joined as they are', () => {
  expect(laidOut(parts, ';', null)).toBe('a;b;c;d;e')
})

const layoutsOf = (names: readonly string[], count: number): Layout[] =>
  Array.from({ length: count }, (_, index) =>
    samplesOf(layout(sourceOf(accountOf(names), index), ',')),
  )
    .flat()
    .filter(
      (value): value is Layout =>
        typeof value === 'object' && 'kind' in value && value.kind === 'layout',
    )

test('each way of writing a list comes in its turn', () => {
  const written = layoutsOf(['Sales', 'Support'], 12).map((plan) =>
    laidOut(['a', 'b', 'c'], ',', { ...plan, order: 'listed' }),
  )
  expect(written).toEqual(
    expect.arrayContaining(['a,b,c', 'a, b, c', 'a , b , c', 'a,,b,,c', ',a,b ,c,', ' a, ,b, ,c ']),
  )
})

test('each order comes in its turn, drawn ones too', () => {
  const orders = layoutsOf(['Sales'], 10).map(({ order }) =>
    typeof order === 'string' ? order : 'drawn',
  )
  expect(new Set(orders)).toEqual(new Set(['listed', 'reversed', 'interleaved', 'drawn']))
})

test('where a value has a space at its end, no separator has one', () => {
  fc.assert(
    fc.property(caseIndex, (index) => {
      for (const plan of layoutsOf(['Sales', 'Support '], index))
        expect([...plan.gaps, plan.before, plan.after].join('')).not.toMatch(/\s/)
    }),
  )
})
