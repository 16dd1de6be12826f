import { expect, test } from 'vitest'
import type { Instance } from '../../src/model/account.ts'
import { judgeStable } from '../../src/judge/instances/stable.ts'
import type { TimedListing } from '../../src/judge/instances/stable.ts'
import { judgeTogether } from '../../src/judge/instances/relation.ts'
import { listing, timelineOf } from './support.ts'

/** One instance for each letter. */
const reading = (letters: string) => listing(...Array.from(letters, (id) => ({ id, name: id })))

/** Answers that were asked for one after the other. */
const inTurn = (...readings: string[]): TimedListing[] =>
  readings.map((letters, index) => ({ instances: reading(letters), from: index, to: index + 0.5 }))

/** Answers that were all under way at once. */
const atOnce = (...readings: string[]): TimedListing[] =>
  readings.map((letters, index) => ({ instances: reading(letters), from: 0, to: index + 1 }))

const field = (name: string, moves = false) => ({
  name,
  pointer: `/${name}`,
  take: null,
  when: null,
  example: null,
  unless: null,
  moves,
})

const fields = new Map([
  ['name', field('name')],
  ['state', field('state', true)],
])
const drawn = { id: '/id', drawnId: true, fields }
const named = { id: '/id', drawnId: false, fields }

test.for([
  [['abc', 'cab', 'bca'], 'in another order'],
  [['abc', 'abcd', 'abcd'], 'with one that came'],
  [['abc', 'ab', 'ab'], 'with one that went'],
  [['abc', 'ab', 'abc'], 'with one that was away once'],
  [['abc', 'ab', 'abc', 'bc', 'abc'], 'with two that were away once each'],
  [['ab', 'abc', 'ab', 'abc'], 'with one that came, was away once, and came back'],
  [['abc', 'abd', 'abe'], 'with one that was made again twice'],
  [['a', 'b'], 'with one in place of the other'],
  [['abcd', 'wxyz', 'wxyz'], 'of which all were made again'],
  [['abcd', 'efgh', 'ijkl'], 'of which all were made again twice'],
  [['abcd', '', ''], 'of an account that was emptied'],
  [['abcd', 'abc', 'ab'], 'with two that went'],
  [['abcdef', 'abcde', 'abcd', 'abc', 'abc'], 'with three that went'],
  [['a', 'b', 'c', 'd'], 'with the only one made again three times'],
  [['abcdefgh', 'abcdef', 'abcd', 'ab'], 'with two that went three times'],
  [['abcd', 'abef', 'abgh', 'abij'], 'of which half were made again three times'],
  [['a', 'ab', 'ab', 'ab', 'ab'], 'with one that came at first'],
] as const)('readings %j, %s, are stable', ([readings]) => {
  expect(judgeStable(inTurn(...readings), drawn)).toEqual({ kind: 'held' })
})

const isHidden = 'was listed, then not, then listed, then not'

test.for([
  [['abc', 'ab', 'abc', 'ab'], `instance 3 ${isHidden}`],
  [['ab', 'bac', 'ab', 'ab', 'abc', 'ab'], `instance 3 ${isHidden}`],
  [['abc', 'abc', '', 'abc', 'abc', ''], `instance 1 ${isHidden}; so were 2 more`],
  [['abcd', 'ab', 'abcd', 'ab', 'abcd'], `instance 3 ${isHidden}; so was 1 more`],
  [
    ['a', 'ab', 'abc', 'abcd', 'abcde'],
    'more instances with every request: 1, then 2, then 3, then 4, then 5 listed',
  ],
  [
    ['abcde', 'abcd', 'abc', 'ab', 'a'],
    'fewer instances with every request: 5, then 4, then 3, then 2, then 1 listed',
  ],
  [
    ['ab', 'bc', 'cd', 'de', 'ef'],
    'more instances with every request: 2, then 2, then 2, then 2, then 2 listed',
  ],
  [
    ['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg'],
    'more instances with every request: 0, then 1, then 2, then 3, then 4, then 5, then 6, then 7 listed',
  ],
  [
    ['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefgh'],
    'more instances with every request: 0, then 1, then 2, then 3, then 4, then 5, then 6, then 7, … listed',
  ],
  [['ab', 'cd', 'ef', 'gh'], 'other instances again and again: 2, then 2, then 2, then 2 listed'],
] as const)('readings %j are not stable: %s', ([readings, actual]) => {
  const expected = 'the same instances at every request'
  expect(judgeStable(inTurn(...readings), drawn)).toEqual({
    kind: 'broken',
    mismatches: [{ expected, actual, pointer: null }],
  })
})

/** Readings of one instance, with these values of a field. */
const valued = (field: string, values: readonly (string | null)[]): TimedListing[] =>
  values.map((value, index) => ({
    instances: listing({ id: '1', name: 'x', [field]: value }),
    from: index,
    to: index + 0.5,
  }))

test('a value that an instance keeps does not become another with every request', () => {
  const readings = valued('name', ['a', 'b', 'c', 'd', 'e'])
  expect(judgeStable(readings, drawn)).toEqual({
    kind: 'broken',
    mismatches: [
      {
        expected: 'the same values at every request',
        actual: 'name of instance 1 changed 4 times in 5 requests',
        pointer: null,
      },
    ],
  })
})

test('nor does it go to and fro', () => {
  expect(judgeStable(valued('name', ['a', 'b', 'a', 'b', 'a']), drawn).kind).toBe('broken')
})

test.for([
  ['name', ['a', 'a', 'b', 'b', 'b'], 'once'],
  ['name', ['a', 'b', 'a', 'a', 'a'], 'for a while'],
  ['name', ['a', 'b', 'c', 'd', 'd', 'd'], 'three times'],
  ['name', ['a', null, 'a', null, 'a'], 'by being absent'],
  ['name', Array.from('aaabbbcccdddeee'), 'now and then'],
  ['state', ['a', 'b', 'c', 'd', 'e'], 'being one that moves'],
] as const)('%s %j may change %s', ([name, values]) => {
  expect(judgeStable(valued(name, values), drawn)).toEqual({ kind: 'held' })
})

test('an instance may come back under a name that a user chose', () => {
  expect(judgeStable(inTurn('abc', 'ab', 'abc', 'ab', 'abc'), named)).toEqual({ kind: 'held' })
})

test('one that takes the place of another by turns takes nothing away', () => {
  expect(judgeStable(inTurn('ab', 'ac', 'ab', 'ac', 'ab'), named)).toEqual({ kind: 'held' })
})

test('an instance without an id is no instance that comes back', () => {
  const nameless = { ...listing({ id: 'x', name: 'x' })[0], item: { name: 'x' }, index: 0 }
  const readings = inTurn('a', 'a', 'a', 'a').map((one, index) =>
    index % 2 === 0 ? { ...one, instances: [...one.instances, nameless as Instance] } : one,
  )
  expect(judgeStable(readings, drawn)).toEqual({ kind: 'held' })
})

test('answers that were under way together have no order', () => {
  expect(judgeStable(atOnce('abc', 'ab', 'abc', 'ab', 'abc'), drawn)).toEqual({ kind: 'held' })
})

test('nor does more in each of them mean that more come', () => {
  expect(judgeStable(atOnce('a', 'ab', 'abc', 'abcd', 'abcde'), named)).toEqual({ kind: 'held' })
})

/** Each was asked for at the very moment at which the one before came. */
const backToBack = (...readings: string[]): TimedListing[] =>
  readings.map((letters, index) => ({ instances: reading(letters), from: index, to: index + 1 }))

test.for([
  ['abc', 'ab', 'abc', 'ab', 'abc'],
  ['a', 'ab', 'abc', 'abcd', 'abcde'],
])('nor have those of which one was asked for just as the other came: %j', (readings) => {
  expect(judgeStable(backToBack(...readings), drawn)).toEqual({ kind: 'held' })
})

test('the order is that of time, whichever answer is named first', () => {
  expect(judgeStable(inTurn('abc', 'ab', 'abc', 'ab').reverse(), drawn).kind).toBe('broken')
})

test('readings of nothing tell nothing', () => {
  expect(judgeStable(inTurn('', '', ''), drawn)).toEqual({ kind: 'vacuous', needs: '1 instance' })
})

test('readings of instances that cannot be told apart tell nothing', () => {
  const needs = 'instances with /id, which tells them apart'
  const nameless = { instances: listing({ id: null }), from: 0, to: 1 }
  expect(judgeStable([nameless, nameless], drawn)).toEqual({ kind: 'vacuous', needs })
})

test('an empty reading beside one of those tells nothing either', () => {
  const needs = 'instances with /id, which tells them apart'
  const nameless = { instances: listing({ id: null }), from: 0, to: 1 }
  const empty = { instances: [], from: 2, to: 3 }
  expect(judgeStable([nameless, empty], drawn)).toEqual({ kind: 'vacuous', needs })
})

const together = (account: string, ...answers: string[]) =>
  judgeTogether(answers.map(reading), timelineOf(reading(account)))

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

test('an instance that is in several answers breaks them', () => {
  expect(together('abc', 'ab', 'bc')).toEqual({
    kind: 'broken',
    mismatches: [
      {
        expected: 'the 3 instances of the account, each in one answer',
        actual: '1 of them in several answers',
        pointer: null,
      },
    ],
  })
})

test('an instance that moved may be in none of them', () => {
  const timeline = timelineOf(listing({ id: 'a', name: 'x' }), listing({ id: 'a', name: 'y' }))
  expect(judgeTogether([[]], timeline).kind).toBe('vacuous')
})

test('answers of an empty account tell nothing together', () => {
  expect(together('', '', '')).toEqual({ kind: 'vacuous', needs: '1 instance' })
})
