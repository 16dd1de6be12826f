import { expect, test } from 'vitest'
import type { Expectation } from '../../src/model/contract.ts'
import type { WireResponse } from '../../src/recording/exchange.ts'
import * as expectations from '../../src/judge/expectation.ts'
import { contractOf } from '../support/target.ts'
import { plainJudgement } from '../support/words.ts'
import { answerOf, listing, timelineOf } from './support.ts'

const contract = contractOf('ryzeapi')
const rows = [
  { id: '1', name: 'alpha' },
  { id: '2', name: 'beta' },
]
const context = { contract, timeline: timelineOf(listing(...rows)), values: {} }
const held = { kind: 'held' }

const judge = (...asked: Parameters<typeof expectations.judgeExpectation>) =>
  plainJudgement(expectations.judgeExpectation(...asked))
const judgeAny = (...asked: Parameters<typeof expectations.judgeAny>) =>
  plainJudgement(expectations.judgeAny(...asked))

const nothing: Expectation = {
  status: null,
  contentType: null,
  json: null,
  listing: null,
  body: null,
  item: null,
  items: null,
}
const expecting = (part: Partial<Expectation>): Expectation => ({ ...nothing, ...part })

/** The shape that a behavior of the contract expects of each item. */
function itemShape(id: string): Expectation['item'] {
  const found = contract.behaviors.find((one) => one.id === `ryzeapi.${id}`)
  const shape = found?.kind === 'passive' ? found.expect[0]?.item : null
  if (!shape) throw new Error(`${id} expects nothing of items`)
  return shape
}

const broken = (expected: unknown, actual: unknown, pointer: string | null = null) => ({
  kind: 'broken',
  mismatches: [{ expected, actual, pointer }],
})

const unread: WireResponse = {
  status: 200,
  headers: {},
  length: 6,
  body: { ok: false, reason: 'not JSON: an HTML page, 34 bytes' },
  facts: null,
}

test.for([
  [200, ['200'], true],
  [201, ['200'], false],
  [404, ['4xx'], true],
  [500, ['401', '4xx'], false],
  [422, ['401', '422'], true],
] as const)('the status %i is one of %j: %s', ([status, wanted, expected]) => {
  expect(expectations.fitsStatus(status, wanted)).toBe(expected)
})

test('the right status holds', () => {
  expect(judge(expecting({ status: ['404'] }), answerOf({}, 404), context)).toEqual(held)
})

test('a wrong status is broken, and an error says what the server said', () => {
  const answer = answerOf({ message: 'no' }, 401)
  expect(judge(expecting({ status: ['200', '204'] }), answer, context)).toEqual(
    broken('status 200 or 204', 'status 401, {"message":"no"}'),
  )
})

test('where the status is wrong nothing else is looked at', () => {
  const expectation = expecting({
    status: ['404'],
    contentType: 'text/plain',
    items: { kind: 'all' },
  })
  expect(judge(expectation, answerOf([]), context)).toEqual(broken('status 404', 'status 200'))
})

test('a media type holds whatever its parameters', () => {
  const expectation = expecting({ contentType: 'application/json' })
  expect(judge(expectation, answerOf({}), context)).toEqual(held)
})

test.for([
  [{ 'content-type': 'text/html' }, 'Content-Type text/html'],
  [{ 'content-type': 'application/json2' }, 'Content-Type application/json2'],
  [{}, 'no Content-Type'],
] as const)('another media type is broken: %j', ([headers, actual]) => {
  const expectation = expecting({ contentType: 'application/json' })
  expect(judge(expectation, { ...answerOf({}), headers }, context)).toEqual(
    broken('Content-Type application/json', actual),
  )
})

test('an answer that must not list anything is broken by a listing', () => {
  const answer = answerOf({ instances: rows }, 403)
  expect(judge(expecting({ listing: false }), answer, context)).toEqual(
    broken('no listing', 'a listing, with status 403'),
  )
})

test('an answer that must not list anything holds without one', () => {
  expect(judge(expecting({ listing: false }), answerOf({}, 403), context)).toEqual(held)
})

test('a body that is no JSON is broken where a shape is expected', () => {
  const body = itemShape('item.id')
  expect(judge(expecting({ body }), unread, context)).toEqual(
    broken('a JSON body', 'not JSON: an HTML page, 34 bytes'),
  )
})

test('a wrong member of an item is broken, with a pointer into the whole body', () => {
  const item = itemShape('item.name')
  const answer = answerOf({ instances: [rows[0], { id: '2', name: 7 }] })
  expect(judge(expecting({ item }), answer, context)).toEqual(
    broken('a string', '7', '/instances/1/name'),
  )
})

test('items that fit hold', () => {
  const item = itemShape('item.name')
  expect(judge(expecting({ item }), answerOf({ instances: rows }), context)).toEqual(held)
})

test.for([
  [{}, 'absent'],
  [{ instances: 'none' }, '"none"'],
] as const)('%j is broken where instances are expected', ([body, actual]) => {
  expect(judge(expecting({ items: { kind: 'all' } }), answerOf(body), context)).toEqual(
    broken('an array of instances at /instances', actual, '/instances'),
  )
})

test('which instances are listed is judged by the relation', () => {
  const expectation = expecting({ items: { kind: 'all' } })
  const judgement = judge(expectation, answerOf({ instances: [rows[0]] }), context)
  expect(judgement).toEqual(
    broken('every instance of the account', '1 listed, without "beta"', '/instances'),
  )
})

const either = [
  expecting({ status: ['200'], items: { kind: 'none' } }),
  expecting({ status: ['404'], contentType: 'application/json' }),
]

test('of several expectations one must hold', () => {
  expect(judgeAny(either, answerOf({}, 404), context)).toEqual(held)
  expect(judgeAny(either, answerOf({ instances: [] }), context)).toEqual(held)
})

test('where none holds, that of the answered status says what is wrong', () => {
  const answer = { ...answerOf({}, 404), headers: {} }
  expect(judgeAny(either, answer, context)).toEqual(
    broken('Content-Type application/json', 'no Content-Type'),
  )
})

test('where no status fits, the first expectation says what is wrong', () => {
  expect(judgeAny(either, answerOf({}, 418), context)).toEqual(
    broken('status 200', 'status 418, {}'),
  )
})

test('an expectation that holds counts more than one that tells nothing', () => {
  const within = expecting({ items: { kind: 'within' } })
  const answer = answerOf({ instances: [] })
  expect(judgeAny([within], answer, context)).toEqual({
    kind: 'vacuous',
    needs: 'an answer that lists an instance',
  })
  expect(judgeAny([within, expecting({ status: ['200'] })], answer, context)).toEqual(held)
})
