import { expect, test } from 'vitest'
import { having, judgeLines, line, lines, outcomeOf } from './lines.ts'
import type { Alter, Line } from './lines.ts'

const nothing = { status: 200, body: { total: 0, lines: [] } }
const without = (id: string) => lines.filter((one) => one.id !== id)

/** How often the whole account was read. */
const readings = (run: ReturnType<typeof judgeLines>): number =>
  run.questions.flatMap(({ asks }) => asks.filter(({ cases }) => cases.length === 0)).length

test('an account that holds still, and nothing that seems wrong, is read once', () => {
  expect(readings(judgeLines())).toBe(1)
})

const moments = [3, 6, 9, 12, 15, 20, 25, 30, 35]

test.for(moments)('a line that goes at the request %i breaks nothing', (moment) => {
  const run = judgeLines(undefined, {
    accountAt: (count) => (count < moment ? lines : without('b')),
  })
  expect(having(run, 'broken')).toEqual([])
})

test.for(moments)('a line that comes at the request %i breaks nothing', (moment) => {
  const more = [...lines, line('f')]
  const run = judgeLines(undefined, { accountAt: (count) => (count < moment ? lines : more) })
  expect(having(run, 'broken')).toEqual([])
})

test.for(moments)('a line that is away for six requests from %i on breaks nothing', (moment) => {
  const run = judgeLines(undefined, {
    accountAt: (count) => (count >= moment && count < moment + 6 ? without('c') : lines),
  })
  expect(having(run, 'broken')).toEqual([])
})

test.for(moments)('a line that is renamed at the request %i breaks nothing', (moment) => {
  const renamed = lines.map((one) => (one.id === 'a' ? { ...one, name: 'renamed' } : one))
  const run = judgeLines(undefined, { accountAt: (count) => (count < moment ? lines : renamed) })
  expect(having(run, 'broken')).toEqual([])
})

test.for(moments)('a line that changes its state at the request %i breaks nothing', (moment) => {
  const changed = [line('a', 'lost'), ...lines.slice(1)]
  const run = judgeLines(undefined, { accountAt: (count) => (count < moment ? lines : changed) })
  expect(having(run, 'broken')).toEqual([])
})

test('states that change with every request break nothing', () => {
  const states = ['open', 'closed', 'lost']
  const run = judgeLines(undefined, {
    accountAt: (count) =>
      lines.map((one, index) => line(one.id, states[(count + index) % states.length])),
  })
  expect(having(run, 'broken')).toEqual([])
})

/** A wrong server whose account moves all the while. */
const moving = (alter: Alter) => {
  const more = [...lines, line('f'), line('g')]
  return judgeLines(alter, { accountAt: (count) => (count % 5 === 0 ? lines : more) })
}

test('a filter that is ignored is found out while the account moves', () => {
  const run = moving((answer, { query }) =>
    query.has('name') ? { status: 200, body: { total: 5, lines } } : answer,
  )
  expect(having(run, 'broken')).toContain('filter.name')
})

test('a name that is never found is no line that was away', () => {
  const run = judgeLines((answer, { query }) =>
    query.get('name') === 'line-b' ? { status: 404, body: { error: 'none' } } : answer,
  )
  expect(outcomeOf(run, 'filter.name')).toMatchObject({ kind: 'broken', brokenCases: 1 })
})

test('a line that one state never lists is no line that was away', () => {
  const run = judgeLines((answer, { query }) => (query.get('state') === 'lost' ? nothing : answer))
  expect(outcomeOf(run, 'filter.state')).toMatchObject({ kind: 'broken', brokenCases: 1 })
})

test('a name that is not found once, and then is, may have been away', () => {
  let asked = 0
  const run = judgeLines((answer, { query }) =>
    query.get('name') === 'line-b' && ++asked === 1
      ? { status: 404, body: { error: 'x' } }
      : answer,
  )
  expect(having(run, 'broken')).toEqual([])
})

test('a stranger in a listing that is gone when it is looked for again was there for a while', () => {
  let asked = 0
  const stranger: Line = line('z')
  const run = judgeLines((answer, { query }) =>
    query.get('state') === 'open' && ++asked === 1
      ? { status: 200, body: { total: 4, lines: [line('a'), line('c'), line('e'), stranger] } }
      : answer,
  )
  expect(having(run, 'broken')).toEqual([])
})

test('more than eight wrong answers are no account that moves', () => {
  const asked = new Set<string>()
  const run = judgeLines((answer, { query }) => {
    const key = query.toString()
    if (!query.has('name') || asked.has(key)) return answer
    asked.add(key)
    return nothing
  })
  expect(having(run, 'broken')).toContain('filter.name')
})

test('a wrong status is nothing that moved', () => {
  const run = judgeLines((answer) =>
    answer.status === 401 ? { status: 500, body: { error: 'x' } } : answer,
  )
  expect(having(run, 'broken')).toEqual(['access.missing', 'access.wrong'])
})

test('a listing that is another with every request does not repeat itself', () => {
  const run = judgeLines((answer, { query, headers }, count) => {
    const isPlain = query.size === 0 && headers['x-line'] === undefined && answer.status === 200
    return isPlain && count % 2 === 0
      ? { status: 200, body: { total: 4, lines: without('a') } }
      : answer
  })
  expect(having(run, 'broken')).toContain('scope.repeatable')
})

test('an account that shows its own key as that of its lines gives it away', () => {
  const run = judgeLines((answer, { query, headers }) => {
    const isPlain = query.size === 0 && headers['x-line'] === undefined && answer.status === 200
    const shown = lines.map((one) => ({ ...one, key: 'the-key-of-the-account' }))
    return isPlain ? { status: 200, body: { total: 5, lines: shown } } : answer
  })
  expect(outcomeOf(run, 'scope.line')).toMatchObject({
    kind: 'broken',
    findings: [
      {
        expected: 'a credential of its own for each instance',
        actual: "the account's own credential",
        pointer: null,
      },
    ],
  })
})
