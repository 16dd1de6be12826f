import { expect, test } from 'vitest'
import type { Relation } from '../../src/model/relation.ts'
import { heldBy, judgeIn, listing } from './support.ts'

const a = { id: '1', name: 'alpha', token: 't1' }
const b = { id: '2', name: 'beta', token: 't2' }
const c = { id: '3', name: 'gamma', token: 't3' }
const nameless = { id: null, name: null, token: null }
const account = listing(a, b)
const held = { kind: 'held' }
const broken = (mismatch: object) => ({
  kind: 'broken',
  mismatches: [expect.objectContaining(mismatch) as unknown],
})

const all: Relation = { kind: 'all' }
const none: Relation = { kind: 'none' }
const within: Relation = { kind: 'within' }
const named: Relation = {
  kind: 'where',
  conditions: [{ field: 'name', test: 'is', wanted: { kind: 'variable', variable: 'name' } }],
  combine: 'and',
}
const own: Relation = { kind: 'own', field: 'token', variable: 'holder', count: 1, orNone: false }

test('"all" holds where every instance is listed, in any order', () => {
  expect(judgeIn([account], all, listing(b, a))).toEqual(held)
})

test('"all" is broken where an instance is missing, and names it', () => {
  expect(judgeIn([account], all, listing(a))).toEqual(
    broken({
      expected: 'every instance of the account',
      actual: '1 listed, without "beta"',
      pointer: '/instances',
    }),
  )
})

test('"all" tells of an empty account nothing', () => {
  expect(judgeIn([[]], all, [])).toEqual({ kind: 'vacuous', needs: '1 instance' })
})

test('of many that are missing three are named', () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ id: `${index}`, name: `n${index}` }))
  expect(judgeIn([listing(...many)], all, [])).toEqual(
    broken({ actual: '0 listed, without "n0", "n1", "n2" and 6 more' }),
  )
})

test('"none" holds for an empty answer', () => {
  expect(judgeIn([account], none, [])).toEqual(held)
})

test('"none" is broken by any instance, and points at it', () => {
  expect(judgeIn([account], none, listing(b))).toEqual(
    broken({ expected: 'no instance', actual: 'also "beta"', pointer: '/instances/0' }),
  )
})

test('"none" tells of an empty account nothing', () => {
  expect(judgeIn([[]], none, [])).toEqual({ kind: 'vacuous', needs: '1 instance' })
})

test('"within" holds for a part of the account', () => {
  expect(judgeIn([account], within, listing(b))).toEqual(held)
})

test('"within" is broken by an instance that the account does not have', () => {
  expect(judgeIn([account], within, listing(a, c))).toEqual(
    broken({
      actual: `also "gamma", which the account's listing does not show`,
      pointer: '/instances/1',
    }),
  )
})

test('"within" tells of an empty answer nothing', () => {
  expect(judgeIn([account], within, [])).toEqual({
    kind: 'vacuous',
    needs: 'an answer that lists an instance',
  })
})

test('"stable" leaves one answer alone', () => {
  expect(judgeIn([account], { kind: 'stable' }, listing(c))).toEqual(held)
})

test('"where" holds for exactly the instances that fit', () => {
  expect(judgeIn([account], named, listing(b), { name: 'beta' })).toEqual(held)
})

test('"where" is broken by an instance that does not fit', () => {
  expect(judgeIn([account], named, listing(a, b), { name: 'beta' })).toEqual(
    broken({
      expected: 'exactly the instances whose name is "beta"',
      actual: 'also "alpha"',
      pointer: '/instances/0',
    }),
  )
})

test('"where" is broken where one that fits is missing', () => {
  expect(judgeIn([account], named, [], { name: 'beta' })).toEqual(
    broken({ actual: '0 listed, without "beta"', pointer: '/instances' }),
  )
})

test('"where" tells nothing where no instance is there to be left out', () => {
  expect(judgeIn([listing(b)], named, listing(b), { name: 'beta' })).toEqual({
    kind: 'vacuous',
    needs: '2 instances',
  })
})

test('an answer that shows another value of the field than was asked for is broken', () => {
  const answered = listing({ ...b, name: 'delta' })
  expect(judgeIn([account], named, answered, { name: 'beta' })).toEqual(
    broken({ actual: 'also "delta"' }),
  )
})

test('an instance that is listed twice is broken, and points at the second', () => {
  expect(judgeIn([account], all, listing(a, b, a))).toEqual(
    broken({
      expected: 'each instance once',
      actual: '"alpha" again, after 0',
      pointer: '/instances/2',
    }),
  )
})

test('instances that cannot be told apart decide nothing', () => {
  expect(judgeIn([account], none, listing(nameless))).toEqual({
    kind: 'vacuous',
    needs: 'instances with /id, which tells them apart',
  })
})

test('"own" holds for the instance that carries the token', () => {
  expect(judgeIn([account], own, listing(b), { holder: heldBy('t2') })).toEqual(held)
})

test('"own" is broken by the instance of another token', () => {
  const judgement = judgeIn([account], own, listing(a), { holder: heldBy('t2') })
  expect(judgement).toMatchObject({
    kind: 'broken',
    mismatches: [
      {
        expected: 'only what belongs to the instance whose token was sent',
        actual: 'also "alpha"',
      },
      { actual: '1 listed, without "beta"' },
    ],
  })
})

test('"own" is broken where not as many are listed as documented', () => {
  const judgement = judgeIn([account], own, [], { holder: heldBy('t9') })
  expect(judgement).toEqual(
    broken({ expected: `1 instance: the token's own`, actual: '0 listed', pointer: null }),
  )
})

test('"own" without a documented number is broken by an empty answer', () => {
  const judgement = judgeIn([account], { ...own, count: null }, [], { holder: heldBy('t9') })
  expect(judgement).toEqual(broken({ expected: `at least one instance: the token's own` }))
})

test('"own" lets any one instance be that of a token that the listing does not show', () => {
  expect(judgeIn([account], own, listing(a), { holder: heldBy('t9') })).toEqual(held)
})

test('"own, or none" holds for an empty answer', () => {
  const orNone: Relation = { ...own, orNone: true }
  expect(judgeIn([account], orNone, [], { holder: heldBy('t2') })).toEqual(held)
})

test('"own, or none" is broken by the instance of another token', () => {
  const orNone: Relation = { ...own, orNone: true }
  expect(judgeIn([account], orNone, listing(a), { holder: heldBy('t2') })).toEqual(
    broken({ actual: 'also "alpha"' }),
  )
})

test('"own" tells nothing where the account has no other instance', () => {
  expect(judgeIn([listing(a)], own, listing(a), { holder: heldBy('t1') })).toEqual({
    kind: 'vacuous',
    needs: '2 instances',
  })
})

test('no mismatch shows the token', () => {
  const judgement = judgeIn([account], own, listing(a), { holder: heldBy('t2') })
  expect(JSON.stringify(judgement)).not.toContain('t2')
})
