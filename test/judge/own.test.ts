import { expect, test } from 'vitest'
import type { Relation } from '../../src/model/relation.ts'
import { heldBy, judgeIn, listing } from './support.ts'

const a = { id: '1', name: 'alpha', token: 't1' }
const b = { id: '2', name: 'beta', token: 't2' }
const hidden = { ...b, token: null }
const holder = heldBy('t1')
const held = { kind: 'held' }

const own = { kind: 'own', field: 'token', variable: 'holder', count: 1, orNone: false } as const

const judge = (
  readings: Parameters<typeof judgeIn>[0],
  answered: Parameters<typeof judgeIn>[2],
  relation: Relation = own,
) => judgeIn(readings, relation, answered, { holder })

function actualOf(judgement: ReturnType<typeof judge>): string[] {
  if (judgement.kind !== 'broken') throw new Error(`it is ${judgement.kind}`)
  return judgement.mismatches.map(({ actual }) => actual)
}

test('of an instance whose token the listing hides nobody knows whether it is the own one', () => {
  expect(actualOf(judge([listing(a, hidden)], listing(hidden)))).toEqual([
    '1 listed, without "alpha"',
  ])
})

test('nor of one whose token moved', () => {
  const readings = [listing(a, b), listing(a, { ...b, token: 't3' })]
  expect(actualOf(judge(readings, listing(hidden)))).toEqual(['1 listed, without "alpha"'])
})

test('an instance that shows another token in the answer is not the own one', () => {
  expect(actualOf(judge([listing(a, hidden)], listing(a, b), { ...own, count: null }))).toEqual([
    'also "beta"',
  ])
})

test('without a documented number any that is not empty will do', () => {
  expect(judge([listing(a, b)], listing(a), { ...own, count: null })).toEqual(held)
})

test('two that were documented are asked for', () => {
  expect(judge([listing(a, b)], listing(a), { ...own, count: 2 })).toEqual({
    kind: 'broken',
    mismatches: [{ expected: `2 instances: the token's own`, actual: '1 listed', pointer: null }],
  })
})

test('where no token was sent any one instance may be the own one', () => {
  expect(judgeIn([listing(a, b)], own, listing(b), {})).toEqual(held)
})
