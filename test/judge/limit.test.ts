import { expect, test } from 'vitest'
import { judge } from '../../src/judge/judge.ts'
import type { MockResponse } from '../../mock/provider.ts'
import { accountKey, contract, findingsOf, judgeLines, outcomeOf } from './lines.ts'
import type { Alter } from './lines.ts'

const behaviors = ['limit.burst', 'limit.body']
const settings = { burst: true }

const refusal = (headers: Record<string, string> = {}): MockResponse => ({
  status: 429,
  headers,
  body: { error: 'slow down' },
})

/** Refuses whatever comes after so many requests. */
const limitOf =
  (requests: number, headers?: Record<string, string>): Alter =>
  (answer, _, count) =>
    count > requests ? refusal(headers) : answer

const burst = (alter: Alter) => judgeLines(alter, { behaviors, settings })

test('a limit as documented holds, and the burst ends with its first 429', () => {
  const run = burst(limitOf(20))
  expect(outcomeOf(run, 'limit.burst')).toEqual({ kind: 'held', cases: 24 })
  expect(outcomeOf(run, 'limit.body')).toEqual({ kind: 'held', cases: 1 })
  expect(run.questions.map(({ pace, asks }) => [pace, asks.length])).toEqual([
    ['limited', 1],
    ['burst', 8],
    ['burst', 8],
    ['burst', 8],
  ])
})

test('a burst is judged on all of its exchanges', () => {
  const { judged, recording } = burst(limitOf(20))
  const { exchanges } = judged.behaviors[0] ?? {}
  expect(exchanges).toEqual(recording.exchanges.slice(1).map(({ id }) => id))
})

test('a limit that comes too early is told, and that others may have used it up', () => {
  const run = burst(limitOf(19))
  expect(outcomeOf(run, 'limit.burst')).toMatchObject({ cases: 24, brokenCases: 1 })
  expect(findingsOf(run, 'limit.burst')).toMatchObject([
    {
      expected: '429 after 20 requests in 60 s',
      actual:
        '429 after 19 requests (if something else used the account in the last 60 s, run again)',
      pointer: null,
      seed: 1,
      exchange: { outcome: { response: { status: 429 } } },
    },
  ])
})

test('no limit is told after twice as many requests as documented, and a few', () => {
  const run = burst((answer) => answer)
  expect(outcomeOf(run, 'limit.burst')).toMatchObject({ kind: 'broken', cases: 48 })
  expect(findingsOf(run, 'limit.burst')).toMatchObject([
    { expected: '429 after 20 requests in 60 s', actual: 'no 429 in 49 requests' },
  ])
  expect(outcomeOf(run, 'limit.body')).toEqual({
    kind: 'unverified',
    reason: 'needs an answer 429',
  })
})

// Two windows may meet during a burst, and so many are under way together.
test('a limit after twice as many that does not say when it ends holds', () => {
  expect(outcomeOf(burst(limitOf(48)), 'limit.burst').kind).toBe('held')
})

test('a limit that says that its window began with the burst is held to it', () => {
  const run = burst(limitOf(40, { 'Retry-After': '59' }))
  expect(findingsOf(run, 'limit.burst')).toMatchObject([
    { actual: expect.stringMatching(/^429 after \d+ requests in one window$/) as unknown },
  ])
})

test.for([
  [28, 'held'],
  [29, 'held'],
  [30, 'broken'],
] as const)('after %i requests in one window a limit of 20 is %s', ([requests, kind]) => {
  expect(outcomeOf(burst(limitOf(requests, { 'Retry-After': '59' })), 'limit.burst').kind).toBe(
    kind,
  )
})

test('a limit that says that its window has only begun may have let the first ones pass in another', () => {
  const run = burst(limitOf(40, { 'Retry-After': '60' }))
  expect(outcomeOf(run, 'limit.burst').kind).toBe('held')
})

test('a 429 that says something else than documented is broken', () => {
  const run = burst((answer, request, count) => {
    const limited = limitOf(20)(answer, request, count)
    return 'status' in limited && limited.status === 429
      ? { ...limited, body: { error: 'no' } }
      : limited
  })
  expect(outcomeOf(run, 'limit.body').kind).toBe('broken')
  expect(outcomeOf(run, 'limit.burst').kind).toBe('held')
})

const lost = { kind: 'no-answer', cause: 'lost', reason: 'reset' } as const

test('a burst that is not answered cannot be judged', () => {
  const run = burst((answer, _, count) => (count > 30 ? lost : answer))
  expect(outcomeOf(run, 'limit.burst')).toEqual({
    kind: 'error',
    cases: 48,
    reason: '19 of 48 requests of the burst were not answered',
  })
})

test.for([
  [
    { kind: 'not-sent', reason: 'that was enough' },
    { kind: 'unverified', reason: 'that was enough' },
  ],
  [
    { kind: 'no-answer', cause: 'withheld', reason: 'it is past hope' },
    { kind: 'error', cases: 9, reason: 'it is past hope' },
  ],
] as const)('a burst that is cut off by %j is not judged', ([rest, outcome]) => {
  const run = burst((answer, _, count) => (count > 10 ? rest : answer))
  expect(outcomeOf(run, 'limit.burst')).toEqual(outcome)
  expect(run.recording.exchanges).toHaveLength(17)
})

test('a 429 is judged although others were not sent any more', () => {
  const run = burst((answer, _, count) =>
    count > 22 ? { kind: 'not-sent', reason: 'enough' } : count > 20 ? refusal() : answer,
  )
  expect(outcomeOf(run, 'limit.burst').kind).toBe('held')
})

test('without being asked for no burst is sent', () => {
  const run = judgeLines(undefined, { behaviors })
  const reason = 'needs --burst: it goes past the documented rate limit on purpose'
  for (const id of behaviors)
    expect(outcomeOf(run, id)).toEqual({ kind: 'unverified', reason, optIn: '--burst' })
  expect(run.questions.map(({ pace }) => pace)).toEqual(['limited'])
})

test('a burst is the plain request, sent for the behavior', () => {
  const { questions } = burst(limitOf(20))
  expect(questions[1]?.asks[0]).toEqual({
    request: {
      as: expect.objectContaining({ secret: accountKey }) as unknown,
      query: [],
      headers: {},
    },
    cases: [{ behavior: 'lines.limit.burst', path: '' }],
  })
})

test('what was sent more than a minute before does not count', () => {
  const late = (index: number) => (index === 0 ? 0 : 61_000 + index)
  const run = judgeLines(limitOf(20), { behaviors, settings, clock: late })
  expect(findingsOf(run, 'limit.burst')).toMatchObject([
    { actual: expect.stringContaining('429 after 19 requests') as unknown },
  ])
})

test('a server that lets too much through in two windows is told how much', () => {
  const run = judgeLines(limitOf(80), { settings })
  expect(findingsOf(run, 'limit.burst')).toMatchObject([
    {
      expected: '429 after 20 requests in 60 s',
      actual: expect.stringMatching(/^429 after \d+ requests$/) as unknown,
      exchange: { outcome: { response: { status: 429 } } },
    },
  ])
})

test('a burst that was stopped shows nothing', () => {
  const { recording } = burst(limitOf(20))
  const [first, second] = recording.rounds
  if (!first || !second) throw new Error('nothing was asked')
  const stopped = { ...second, answers: second.answers.map(() => null) }
  const chosen = {
    ...contract,
    behaviors: contract.behaviors.filter(({ id }) => id === 'lines.limit.burst'),
  }
  const judged = judge(chosen, { ...recording, rounds: [first, stopped] })
  expect(
    'behaviors' in judged && judged.behaviors.map(({ outcome, exchanges }) => [outcome, exchanges]),
  ).toEqual([[{ kind: 'unverified', reason: 'the run was stopped' }, []]])
})
