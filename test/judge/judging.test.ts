import { expect, test } from 'vitest'
import { judge } from '../../src/judge/judge.ts'
import { keyOf } from '../../src/ask/cases.ts'
import {
  accountKey,
  contract,
  findingsOf,
  having,
  judgeLines,
  line,
  lines,
  outcomeOf,
} from './lines.ts'
import type { Alter } from './lines.ts'

const everyLine = { status: 200, body: { total: lines.length, lines } }
const ignoresNames: Alter = (answer, { query, headers }) =>
  query.has('name') && headers['x-line'] === undefined ? everyLine : answer
const unverified = ['envelope.none', 'limit.burst', 'limit.body']

test('on a right server all holds that can be judged, and what is open is told', () => {
  const run = judgeLines()
  expect(run.judged.problem).toBeNull()
  expect(having(run, 'broken')).toEqual([])
  expect(having(run, 'error')).toEqual([])
  expect(having(run, 'unverified')).toEqual(unverified)
  expect(outcomeOf(run, 'open.empty')).toEqual({
    kind: 'observed',
    cases: 1,
    words: 'it is no filter',
  })
})

test('the account is the one that was read first', () => {
  const { judged } = judgeLines()
  expect(judged.account?.instances.map(({ identity }) => identity)).toEqual(
    lines.map(({ id }) => id),
  )
})

test('behaviors are judged in the order of the contract', () => {
  const ids = judgeLines().judged.behaviors.map(({ behavior }) => behavior.id)
  expect(ids).toEqual(contract.behaviors.map(({ id }) => id))
})

test('the first question is the account, and equal requests are sent once', () => {
  const { questions } = judgeLines()
  const [first, second] = questions.map(({ asks }) => asks.map(({ request }) => request))
  expect(first).toMatchObject([{ as: { secret: accountKey }, query: [] }])
  const keys = (second ?? [])
    .map(keyOf)
    .filter((key) => key !== keyOf(first?.[0] ?? (undefined as never)))
  expect(new Set(keys).size).toBe(keys.length)
})

test('a behavior is judged on the exchanges of its cases, each named once and in order', () => {
  const { judged, recording } = judgeLines()
  const found = judged.behaviors.find(({ behavior }) => behavior.id === 'lines.filter.state')
  const asked = recording.exchanges.filter(({ request }) => request.query[0]?.[0] === 'state')
  expect(found?.exchanges).toEqual(asked.map(({ id }) => id))
})

test('what a smaller counterexample was found with is among its exchanges', () => {
  const { judged } = judgeLines(ignoresNames)
  for (const { outcome, exchanges } of judged.behaviors) {
    const cited =
      outcome.kind === 'broken' ? outcome.findings.map(({ exchange }) => exchange.id) : []
    expect(exchanges).toEqual(expect.arrayContaining(cited))
    const numbers = exchanges.map((id) => Number(id.slice(1)))
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other))
  }
})

test('a filter that is ignored falls in each of its cases, and nothing else does', () => {
  const run = judgeLines(ignoresNames)
  expect(having(run, 'broken')).toEqual(['filter.name', 'filter.names', 'filter.unknown'])
  expect(outcomeOf(run, 'filter.name')).toMatchObject({ cases: 5, brokenCases: 5 })
  const [finding] = findingsOf(run, 'filter.name')
  expect(finding?.expected).toMatch(/^exactly the instances whose name is "line-[a-e]"$/)
  expect(finding?.actual).toMatch(/^also "line-[a-e]"$/)
  expect(finding?.seed).toBe(1)
})

test('one case that is broken is counted as one', () => {
  const losesLost: Alter = (answer, { query }) =>
    query.get('state') === 'lost' ? { status: 200, body: { total: 0, lines: [] } } : answer
  const run = judgeLines(losesLost)
  expect(having(run, 'broken')).toEqual(['filter.state'])
  expect(outcomeOf(run, 'filter.state')).toMatchObject({ cases: 3, brokenCases: 1 })
  expect(findingsOf(run, 'filter.state')).toMatchObject([
    {
      expected: 'exactly the instances whose state is "lost"',
      actual: '0 listed, without "line-d"',
      pointer: '/lines',
      counterexample: { state: { kind: 'drawn', value: 'lost', fields: [] } },
    },
  ])
})

test('cases that hold one by one can be broken together', () => {
  const account = [...lines, line('f', 'archived')]
  const run = judgeLines(undefined, { accountAt: () => account })
  expect(having(run, 'broken')).toEqual(['filter.state'])
  expect(outcomeOf(run, 'filter.state')).toMatchObject({ cases: 3, brokenCases: 1 })
  expect(findingsOf(run, 'filter.state')).toMatchObject([
    {
      expected: 'the 6 instances of the account, each in one answer',
      actual: '1 of them in no answer',
      counterexample: null,
      path: null,
    },
  ])
})

const isState: (answer: ReturnType<Alter>) => Alter =
  (other) =>
  (answer, { query }) =>
    query.has('state') ? other : answer

test.for([
  [
    'is lost',
    { kind: 'no-answer', cause: 'timeout', reason: 'none within 5 s' },
    'none within 5 s',
  ],
  ['is 502', { status: 502, body: { error: 'x' } }, 'status 502 at every try'],
  ['is 503', { status: 503, body: { error: 'x' } }, 'status 503 at every try'],
  ['is 504', { status: 504, body: { error: 'x' } }, 'status 504 at every try'],
  ['is 429', { status: 429, body: { error: 'x' } }, 'status 429 at every try'],
] as const)('a case whose answer %s could not be judged', ([, other, reason]) => {
  const run = judgeLines(isState(other))
  expect(outcomeOf(run, 'filter.state')).toEqual({ kind: 'error', cases: 3, reason })
})

test.for([501, 505, 428, 430])('a %i is an answer like others', (status) => {
  const run = judgeLines(isState({ status, body: { error: 'x' } }))
  expect(having(run, 'broken')).toEqual(['filter.state'])
})

test('a case that was not sent is unverified, with what kept it back', () => {
  const run = judgeLines(isState({ kind: 'not-sent', reason: 'that was enough' }))
  expect(outcomeOf(run, 'filter.state')).toEqual({ kind: 'unverified', reason: 'that was enough' })
})

test('one wrong answer weighs more than one that never came', () => {
  const run = judgeLines((answer, { query }) => {
    if (query.get('state') === 'lost') return { status: 500, body: { error: 'x' } }
    return query.has('state') ? { kind: 'no-answer', cause: 'lost', reason: 'reset' } : answer
  })
  expect(outcomeOf(run, 'filter.state')).toMatchObject({ kind: 'broken', brokenCases: 1 })
})

test('one that never came weighs more than those that hold', () => {
  const run = judgeLines((answer, { query }) =>
    query.get('state') === 'lost' ? { kind: 'no-answer', cause: 'lost', reason: 'reset' } : answer,
  )
  expect(outcomeOf(run, 'filter.state')).toEqual({ kind: 'error', cases: 3, reason: 'reset' })
})

test.for([
  [[], 'needs 2 instances, the account has none'],
  [[line('a', 'open')], null],
] as const)('an account of %j tells of each state: %s', ([account, reason]) => {
  const run = judgeLines(undefined, { accountAt: () => account })
  const outcome = outcomeOf(run, 'filter.state')
  expect('reason' in outcome ? outcome.reason : null).toBe(reason)
})

test('an account with one line shows neither whether a name selects nor whether a key is its own', () => {
  const run = judgeLines(undefined, { accountAt: () => [line('a')] })
  const reason = 'needs 2 instances, the account has 1'
  for (const id of ['scope.line', 'filter.name', 'filter.names'])
    expect(outcomeOf(run, id)).toEqual({ kind: 'unverified', reason })
  expect(having(run, 'broken')).toEqual([])
})

test('an empty account has no name to ask for and no key to send', () => {
  const run = judgeLines(undefined, { accountAt: () => [] })
  const reason = 'needs an instance whose /name can be asked for'
  for (const id of ['filter.name', 'filter.names', 'filter.unknown'])
    expect(outcomeOf(run, id)).toEqual({ kind: 'unverified', reason })
  expect(outcomeOf(run, 'scope.line')).toEqual({
    kind: 'unverified',
    reason: 'needs a credential of the role "line"',
  })
  expect(having(run, 'broken')).toEqual([])
})

test('a recording of the same run shows the same', () => {
  const { judged, recording } = judgeLines(ignoresNames)
  const again = judge(contract, recording)
  expect(again).toEqual(judged)
})

test('a recording that ends too early asks for more', () => {
  const { recording, questions } = judgeLines()
  const [round] = recording.rounds
  const cut = { ...recording, rounds: round ? [round] : [] }
  const step = judge(contract, cut)
  expect('asks' in step && step.asks.map(({ request }) => keyOf(request))).toEqual(
    questions[1]?.asks.map(({ request }) => keyOf(request)),
  )
})

test.for([
  ['other requests', (asks: readonly object[]) => [...asks].reverse()],
  ['fewer requests', (asks: readonly object[]) => asks.slice(1)],
] as const)('a recording of %s is refused', ([, changed]) => {
  const { recording } = judgeLines()
  const rounds = recording.rounds.map((round, index) =>
    index === 1 ? { ...round, asks: changed(round.asks) as typeof round.asks } : round,
  )
  expect(() => judge(contract, { ...recording, rounds })).toThrow(
    'the recording was made for other questions',
  )
})

test('a recording of another pace, or that goes on after the end, is refused', () => {
  const { recording } = judgeLines()
  const [first, ...rest] = recording.rounds
  if (!first) throw new Error('nothing was asked')
  const burst = [{ ...first, pace: 'burst' as const }, ...rest]
  for (const rounds of [burst, [...recording.rounds, first]])
    expect(() => judge(contract, { ...recording, rounds })).toThrow('other questions')
})

test('a run that was stopped before anything could be confirmed judges nothing', () => {
  const { recording } = judgeLines()
  const rounds = recording.rounds.map((round, index) =>
    index === 1 ? { ...round, answers: round.answers.map(() => null) } : round,
  )
  expect(judge(contract, { ...recording, rounds: rounds.slice(0, 2) })).toMatchObject({
    behaviors: [],
    account: null,
    problem: null,
  })
})

test('the cases that hold are counted', () => {
  const run = judgeLines()
  expect(outcomeOf(run, 'filter.name')).toEqual({ kind: 'held', cases: 5 })
  expect(outcomeOf(run, 'access.missing')).toEqual({ kind: 'held', cases: 1 })
})

test.for([
  [{ status: 200, body: { total: 0, lines: [] } }, 'it selects nothing'],
  [{ status: 200, body: { total: 2, lines: lines.slice(0, 2) } }, 'status 200, 2 listed'],
  [{ status: 500, body: { error: 'x' } }, 'status 500'],
  [{ kind: 'no-answer', cause: 'lost', reason: 'reset' }, 'no answer: reset'],
] as const)('what a page leaves open is told as it was seen: %j, %s', ([answer, words]) => {
  const run = judgeLines((right, { query }) => (query.get('name') === '' ? answer : right))
  expect(outcomeOf(run, 'open.empty')).toEqual({ kind: 'observed', cases: 1, words })
})
