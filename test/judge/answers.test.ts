import { expect, test } from 'vitest'
import type { MockResponse } from '../../mock/provider.ts'
import { accountKey, findingsOf, having, judgeLines, line, lines, outcomeOf } from './lines.ts'
import type { Alter, Line } from './lines.ts'

/** The lines of a listing, changed; null of any other answer. */
const eachLine =
  (change: (one: Line) => object): Alter =>
  (answer) => {
    const { lines: found } = answer.body as { lines?: Line[] }
    return found ? { ...answer, body: { total: found.length, lines: found.map(change) } } : answer
  }

const withBody = (answer: MockResponse, part: object): MockResponse => ({
  ...answer,
  body: { ...(answer.body as object), ...part },
})

test('what is wrong with a line is told where it stands', () => {
  const run = judgeLines(eachLine((one) => (one.id === 'c' ? { ...one, name: 7 } : one)))
  const [finding] = findingsOf(run, 'item.name')
  expect(finding).toMatchObject({
    expected: 'a string',
    actual: '7',
    pointer: '/lines/2/name',
    counterexample: null,
    path: null,
  })
  expect(finding?.exchange.id).toBe('e1')
})

test('a line that is not spoken of is not judged', () => {
  const account = [line('a', 'closed'), line('b', 'lost')]
  const run = judgeLines(undefined, { accountAt: () => account })
  expect(outcomeOf(run, 'item.paired').kind).toBe('unverified')
})

test('lines are counted over all answers, and so are those that are broken', () => {
  const whole = { behaviors: ['item.name', 'item.paired', 'scope.repeatable'] }
  const run = judgeLines(
    eachLine((one) => ({ ...one, number: null })),
    whole,
  )
  expect(outcomeOf(run, 'item.paired')).toMatchObject({ cases: 3, brokenCases: 3 })
  expect(outcomeOf(run, 'item.name')).toEqual({ kind: 'held', cases: 5 })
})

test('equal answers are judged once', () => {
  const run = judgeLines(undefined, { behaviors: ['scope.repeatable', 'envelope.total'] })
  expect(outcomeOf(run, 'envelope.total')).toEqual({ kind: 'held', cases: 1 })
})

test('an equal body with another status or type is another answer', () => {
  const run = judgeLines(
    (answer, _, count) => ({
      ...answer,
      headers: { 'content-type': count === 2 ? 'text/plain' : 'application/json' },
    }),
    { behaviors: ['scope.repeatable', 'envelope.json'] },
  )
  expect(outcomeOf(run, 'envelope.json')).toMatchObject({
    kind: 'broken',
    cases: 2,
    brokenCases: 1,
  })
})

test.for([
  ['a refusal', { status: 401, body: { error: 7 } }, ['error.body']],
  ['a success', { status: 200, body: { total: 'x', lines } }, ['envelope.total']],
] as const)('%s is judged as what it is', ([, first, broken]) => {
  const run = judgeLines((answer, { headers }) =>
    headers['x-key'] === undefined && first.status === 401
      ? first
      : headers['x-key'] === accountKey && first.status === 200 && answer.status === 200
        ? withBody(answer, { total: 'x' })
        : answer,
  )
  expect(having(run, 'broken')).toEqual(broken)
})

test('the type of every answer counts, whatever its status', () => {
  const run = judgeLines((answer) => ({ ...answer, headers: { 'content-type': 'text/html' } }))
  expect(having(run, 'broken')).toEqual(['envelope.json'])
  const statuses = findingsOf(run, 'envelope.json').map(({ exchange: { outcome } }) =>
    outcome.kind === 'response' ? outcome.response.status : 0,
  )
  expect(new Set(statuses)).toEqual(new Set([200, 401, 404]))
})

test('only the first answer is the baseline', () => {
  const run = judgeLines((answer, _, count) =>
    count === 1 ? { status: 200, body: { total: 0 } } : answer,
  )
  expect(findingsOf(run, 'envelope.baseline')).toMatchObject([
    { expected: 'an array of instances at /lines', actual: 'absent', pointer: '/lines' },
  ])
  expect(outcomeOf(judgeLines(), 'envelope.baseline')).toEqual({ kind: 'held', cases: 1 })
})

test('what an answer lists to a wrong key says nothing of the account', () => {
  const stranger = { status: 200, body: { total: 1, lines: [{ ...line('z'), name: 7 }] } }
  const run = judgeLines((answer, { headers }) => {
    const key = headers['x-key']
    return key !== undefined && key !== accountKey ? stranger : answer
  })
  expect(having(run, 'broken')).toEqual(['access.wrong'])
})

test('a line that the account has not is a stranger in whichever answer it stands', () => {
  const stranger = line('z')
  const run = judgeLines((answer, { query }) =>
    query.get('state') === 'open' ? { status: 200, body: { total: 1, lines: [stranger] } } : answer,
  )
  expect(having(run, 'broken')).toEqual(['scope.all', 'filter.state'])
  expect(findingsOf(run, 'scope.all')).toMatchObject([
    { actual: `also "line-z", which the account's listing does not show`, pointer: '/lines/0' },
  ])
})

test('of one answer three mismatches are told', () => {
  const run = judgeLines(
    eachLine((one) => ({ ...one, name: 7 })),
    { behaviors: ['item.name'] },
  )
  expect(findingsOf(run, 'item.name')).toHaveLength(3)
  expect(outcomeOf(run, 'item.name')).toMatchObject({ cases: 5, brokenCases: 5 })
})

test('a promise on what no answer was stays open', () => {
  const run = judgeLines(undefined, { behaviors: ['error.body', 'envelope.total'] })
  expect(outcomeOf(run, 'error.body')).toEqual({ kind: 'unverified', reason: 'needs a refusal' })
})

test('a listing of nothing shows no stranger and no line', () => {
  const run = judgeLines(undefined, { accountAt: () => [] })
  for (const id of ['scope.all', 'item.name'])
    expect(outcomeOf(run, id)).toEqual({
      kind: 'unverified',
      reason: 'needs 1 instance, the account has none',
    })
})

test('an answer that never came is not judged', () => {
  const run = judgeLines((answer, { query }) =>
    query.has('state') ? { kind: 'no-answer', cause: 'lost', reason: 'reset' } : answer,
  )
  expect(having(run, 'broken')).toEqual([])
})

test('a promise on some bodies is kept by those alone', () => {
  const none = { status: 200, body: { total: 0, lines: [] } }
  const wrong = { status: 200, body: { total: 0, lines: [line('a')] } }
  const judge = (answer: MockResponse) =>
    judgeLines((right, { query }) => (query.get('state') === 'lost' ? answer : right))
  expect(outcomeOf(judge(none), 'envelope.none')).toEqual({ kind: 'held', cases: 1 })
  expect(outcomeOf(judge(wrong), 'envelope.none')).toMatchObject({ kind: 'broken', cases: 1 })
  const unread = judge({
    status: 200,
    body: 'none',
    headers: { 'content-type': 'application/json' },
  })
  expect(outcomeOf(unread, 'envelope.none')).toMatchObject({ kind: 'unverified' })
})
