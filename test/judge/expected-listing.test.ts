import { expect, test } from 'vitest'
import type { Expectation } from '../../src/model/contract.ts'
import type { WireResponse } from '../../src/recording/exchange.ts'
import { judgeAny, judgeExpectation } from '../../src/judge/expectation.ts'
import { contractOf } from '../support/target.ts'
import { plainJudgement } from '../support/words.ts'
import { answerOf, listing, timelineOf } from './support.ts'

const contract = contractOf('ryzeapi')
const rows = [
  { id: '1', name: 'alpha', token: 't1', profile: 'one' },
  { id: '2', name: 'beta', token: 't2', profile: 'two' },
]
const context = { contract, timeline: timelineOf(listing(...rows)), values: {} }
const held = { kind: 'held' }
const expecting = (part: Partial<Expectation>): Expectation => ({
  status: null,
  contentType: null,
  json: null,
  listing: null,
  body: null,
  item: null,
  items: null,
  ...part,
})

const judge = (part: Partial<Expectation>, answer: WireResponse, known = context) =>
  plainJudgement(judgeExpectation(expecting(part), answer, known))

const broken = (expected: string, actual: string, pointer: string | null) => ({
  kind: 'broken',
  mismatches: [{ expected, actual, pointer }],
})

const served = (changed: object) =>
  answerOf({ instances: [{ ...rows[0], profile: { name: 'one' }, ...changed }] })

const page: WireResponse = {
  status: 200,
  headers: {},
  length: 34,
  body: { ok: false, reason: 'not JSON: an HTML page, 34 bytes' },
  facts: null,
}

test('an answer that must list something is broken without an array of instances', () => {
  expect(judge({ listing: true }, answerOf({ instances: [] }))).toEqual(held)
  expect(judge({ listing: true }, answerOf({ instances: {} }))).toEqual(
    broken('an array of instances at /instances', '{}', '/instances'),
  )
})

test('an answer that is itself to be the array is told so', () => {
  const bare = { ...context, contract: contractOf('evolution') }
  expect(judge({ listing: true }, answerOf({}), bare)).toEqual(
    broken('an array of instances', '{}', ''),
  )
})

test('what cannot be read at all is told in place of the array', () => {
  expect(judge({ items: { kind: 'all' } }, page)).toEqual(
    broken('an array of instances at /instances', 'not JSON: an HTML page, 34 bytes', null),
  )
})

test('a refusal that hides a known instance elsewhere in its body is a listing', () => {
  const leaking = answerOf({ data: [{ id: '2' }] }, 401)
  expect(judge({ listing: false }, leaking)).toEqual(
    broken('no listing', 'a listing, with status 401', null),
  )
  expect(judge({ listing: false }, answerOf({ data: [{ id: '9' }] }, 401))).toEqual(held)
})

const unread = { ...context, timeline: timelineOf() }

test('no listing tells nothing of an account that could not be read, unless its status does', () => {
  const needs = 'an account whose listing could be withheld'
  expect(judge({ listing: false }, answerOf({}, 401), unread)).toEqual({ kind: 'vacuous', needs })
  expect(judge({ listing: false, status: ['401'] }, answerOf({}, 401), unread)).toEqual(held)
  expect(judge({}, answerOf({}, 401), unread)).toEqual(held)
  expect(judge({ listing: false }, answerOf({}, 401))).toEqual(held)
})

test('an instance keeps its name, and neither a secret nor what moves is looked at', () => {
  const within = { items: { kind: 'within' } } as const
  expect(judge(within, served({}))).toEqual(held)
  expect(judge(within, served({ token: 'other', profile: { name: 'x' } }))).toEqual(held)
  expect(judge(within, served({ name: 'gamma' }))).toEqual(
    broken(
      `the instance as the account's listing shows it, name "alpha"`,
      'name "gamma"',
      '/instances/0/name',
    ),
  )
})

/** A shape that wants a name of text. */
const shape: Expectation['item'] = {
  schema: true,
  optional: false,
  fits: () => false,
  applies: () => true,
  mismatches: () => [{ pointer: '/name', expected: 'a string', actual: '7' }],
}

test('what is wrong with an item comes before what is wrong with the list', () => {
  const answer = answerOf({ instances: [] })
  expect(judge({ item: shape, items: { kind: 'all' } }, served({ name: 7 }))).toEqual(
    broken('a string', '7', '/instances/0/name'),
  )
  expect(judge({ item: shape, items: { kind: 'none' } }, answer)).toEqual(held)
})

test('a body that can be read is judged by its shape', () => {
  expect(judge({ body: shape }, answerOf({ name: 7 }))).toEqual(broken('a string', '7', '/name'))
})

test('a status of 400 and more is told with what the server said', () => {
  const wrong = (status: number) => judge({ status: ['200'] }, answerOf({ error: 'x' }, status))
  expect(wrong(400)).toEqual(broken('status 200', 'status 400, {"error":"x"}', null))
  expect(wrong(399)).toEqual(broken('status 200', 'status 399', null))
})

test('spaces around a media type do not matter', () => {
  const answer = {
    ...answerOf({}),
    headers: { 'content-type': ' Application/JSON ; charset=utf-8' },
  }
  expect(judge({ contentType: 'application/json' }, answer)).toEqual(held)
})

test.for([
  [
    { contentType: 'application/json' },
    { ...answerOf({}), headers: { 'content-type': 'text/html' } },
    ['Content-Type ', { kind: 'header', name: 'content-type', value: 'text/html' }],
  ],
  [
    { status: ['200'] },
    answerOf({ error: 'x' }, 500),
    ['status 500', ', ', { kind: 'body', pointer: '', value: { error: 'x' } }],
  ],
  [
    { listing: true },
    answerOf({ instances: 7 }),
    [{ kind: 'body', pointer: '/instances', value: 7 }],
  ],
] as const)('what a server sent is quoted with where it stood: %j', ([part, answer, actual]) => {
  const judgement = judgeExpectation(expecting(part), answer, context)
  expect(judgement).toMatchObject({ kind: 'broken', mismatches: [{ actual }] })
})

test('where one expectation tells nothing, the others are not broken', () => {
  const alternatives = [expecting({ status: ['404'] }), expecting({ items: { kind: 'within' } })]
  const needs = 'an answer that lists an instance'
  const answer = answerOf({ instances: [] })
  expect(judgeAny(alternatives, answer, context)).toEqual({ kind: 'vacuous', needs })
})

test('an expectation that takes any status is what such an answer tried to follow', () => {
  const alternatives = [expecting({ status: ['404'] }), expecting({ contentType: 'text/plain' })]
  expect(plainJudgement(judgeAny(alternatives, answerOf({}), context))).toMatchObject({
    mismatches: [{ expected: 'Content-Type text/plain' }],
  })
})
