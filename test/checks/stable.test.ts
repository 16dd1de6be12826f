import { expect, test } from 'vitest'
import { judgeStable } from '../../src/checks/stable.ts'
import { judgeTogether } from '../../src/checks/together.ts'
import { listing, worldOf } from './support.ts'

/** One instance for each letter. */
const reading = (letters: string) => listing(...Array.from(letters, (id) => ({ id, name: id })))
const stable = (...readings: string[]) => judgeStable(readings.map(reading), '/id')

test.for([
  [['abc', 'cab', 'bca'], 'in another order'],
  [['abc', 'abcd', 'abcd'], 'with one that came'],
  [['abc', 'ab', 'ab'], 'with one that went'],
  [['abc', 'ab', 'abc'], 'with one that went and came back'],
  [['a', 'b'], 'with one in place of the other'],
  [['ab', 'abc'], 'with one more, where there were only two requests'],
] as const)('readings %j, %s, are stable', ([readings]) => {
  expect(stable(...readings)).toEqual({ kind: 'held' })
})

test.for([
  [['abcd', 'wxyz'], 'request 2 lists other instances: 4, then 4 listed'],
  [['abcd', 'abcd', 'a'], 'request 3 lists other instances: 4, then 4, then 1 listed'],
  [['a', 'ab', 'abc'], 'request 2 adds instances with every request: 1, then 2, then 3 listed'],
  [['abc', 'ab', 'a'], 'request 2 drops instances with every request: 3, then 2, then 1 listed'],
  [['ab', 'bc', 'cd'], 'request 2 adds instances with every request: 2, then 2, then 2 listed'],
] as const)('readings %j are not stable', ([readings, actual]) => {
  const expected = 'the same instances at every request'
  expect(stable(...readings)).toEqual({
    kind: 'broken',
    mismatches: [{ expected, actual, pointer: null }],
  })
})

test('readings of nothing tell nothing', () => {
  expect(stable('', '', '')).toEqual({ kind: 'vacuous', needs: '1 instance' })
})

test('readings of instances that cannot be told apart tell nothing', () => {
  const needs = 'instances with /id, which tells them apart'
  const nameless = listing({ id: null })
  expect(judgeStable([nameless, nameless], '/id')).toEqual({ kind: 'vacuous', needs })
})

const together = (account: string, ...answers: string[]) =>
  judgeTogether(answers.map(reading), worldOf(reading(account)))

test('answers that list every instance between them hold together', () => {
  expect(together('abc', 'b', '', 'ca')).toEqual({ kind: 'held' })
})

test('an instance that is in no answer breaks them', () => {
  expect(together('abc', 'b', 'a')).toEqual({
    kind: 'broken',
    mismatches: [
      {
        expected: 'the 3 instances of the account, each in one answer',
        actual: '1 of them in no answer',
        pointer: null,
      },
    ],
  })
})

test('an instance that moved may be in none of them', () => {
  const world = worldOf(listing({ id: 'a', name: 'x' }), listing({ id: 'a', name: 'y' }))
  expect(judgeTogether([[]], world).kind).toBe('vacuous')
})

test('answers of an empty account tell nothing together', () => {
  expect(together('', '', '')).toEqual({ kind: 'vacuous', needs: '1 instance' })
})
