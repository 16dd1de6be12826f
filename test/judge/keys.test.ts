import { expect, test } from 'vitest'
import { findingsOf, having, judgeLines, line, lines, outcomeOf } from './lines.ts'
import type { Alter } from './lines.ts'

const refused = { status: 401, body: { error: 'no such key' } }
const lost = { kind: 'no-answer', cause: 'lost', reason: 'reset' } as const
const own = ['scope.line', 'scope.line-filtered']

/** Answers this to a line's key beside a name, and that to the key alone. */
const toKeys =
  (beside: ReturnType<Alter>, alone: ReturnType<Alter> | null = null): Alter =>
  (answer, { query, headers }) => {
    if (headers['x-line'] === undefined) return answer
    return query.has('name') ? beside : (alone ?? answer)
  }

test('no page calls what the listing shows a key: where it is refused, nothing is known', () => {
  for (const status of [401, 403]) {
    const run = judgeLines(toKeys({ ...refused, status }, { ...refused, status }))
    for (const id of own)
      expect(outcomeOf(run, id)).toEqual({
        kind: 'unverified',
        reason: expect.stringMatching(
          /^needs a given credential: <the key of instance \d> was refused, and nothing says that it is one$/,
        ) as unknown,
      })
    expect(having(run, 'broken')).toEqual([])
  }
})

test('a key that was accepted once is one', () => {
  expect(having(judgeLines(toKeys(refused)), 'broken')).toEqual(['scope.line-filtered'])
})

test('a key that is refused beside an answer that never came is not known to be one', () => {
  const run = judgeLines(toKeys(lost, refused))
  expect(outcomeOf(run, 'scope.line').kind).toBe('unverified')
  expect(outcomeOf(run, 'scope.line-filtered').kind).toBe('error')
})

test('a key that is answered otherwise than by a refusal counts', () => {
  const run = judgeLines(
    toKeys({ status: 404, body: { error: 'x' } }, { status: 404, body: { error: 'x' } }),
  )
  expect(having(run, 'broken')).toEqual(own)
})

/** Shows the account's own key as that of each line. */
const giveAway: Alter = (answer, { query, headers }) => {
  const { lines: shown } = answer.body as { lines?: (typeof lines)[number][] }
  const isPlain = query.size === 0 && headers['x-line'] === undefined
  if (!isPlain || !shown) return answer
  const given = shown.map((one) => ({ ...one, key: 'the-key-of-the-account' }))
  return { ...answer, body: { total: given.length, lines: given } }
}

test('the only line of an account may have its key', () => {
  const one = judgeLines(giveAway, { accountAt: () => [line('a')] })
  expect(having(one, 'broken')).toEqual([])
  const [finding] = findingsOf(judgeLines(giveAway), 'scope.line')
  expect(finding?.expected).toBe('a credential of its own for each instance')
})

test('where every value that was asked for is gone, an account that holds still is needed', () => {
  const renamed = lines.map((one) => ({ ...one, name: `${one.name}-again` }))
  const run = judgeLines(undefined, {
    accountAt: (count) => (count < 2 ? lines : renamed),
    behaviors: ['filter.name'],
  })
  expect(outcomeOf(run, 'filter.name')).toEqual({
    kind: 'unverified',
    reason: 'needs an account that holds still',
  })
})
