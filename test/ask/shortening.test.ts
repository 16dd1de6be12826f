import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Shortening } from '../../src/ask/generators/shortening.ts'

const lists = (min: number) => new Shortening(fc.constant(['a', 'b', 'c', 'd']), min)

/** What shrinking makes of a list first. */
const shorter = (list: readonly string[], min: number) =>
  [...lists(min).shrink(list)].map(({ value }) => value)

test('a list is drawn whole', () => {
  expect(fc.sample(lists(1), { numRuns: 3 })).toEqual(Array(3).fill(['a', 'b', 'c', 'd']))
})

test('shrinking tries the shortest first, and then leaves each value out', () => {
  expect(shorter(['a', 'b', 'c', 'd'], 1)).toEqual([
    ['a'],
    ['b', 'c', 'd'],
    ['a', 'c', 'd'],
    ['a', 'b', 'd'],
    ['a', 'b', 'c'],
  ])
})

test('one value less is not tried twice', () => {
  expect(shorter(['a', 'b'], 1)).toEqual([['b'], ['a']])
  expect(shorter(['a', 'b', 'c'], 2)).toEqual([
    ['b', 'c'],
    ['a', 'c'],
    ['a', 'b'],
  ])
})

test.for([
  [['a'], 1],
  [['a', 'b'], 2],
  [['a', 'b'], 3],
] as const)('%j is not made shorter than %i', ([list, min]) => {
  expect(shorter(list, min)).toEqual([])
})

test('a list of any origin can be made shorter, and nothing else', () => {
  expect([['a', 'b'], 'ab', null].map((one) => lists(1).canShrinkWithoutContext(one))).toEqual([
    true,
    false,
    false,
  ])
})
