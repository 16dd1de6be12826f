import { expect, test } from 'vitest'
import { accountKey, findingsOf, judgeLines, lines, namesIn, outcomeOf } from './lines.ts'
import type { Alter } from './lines.ts'

const known = new Set(lines.map(({ name }) => name))
const refusal = { status: 400, body: { error: 'no' } }

/** Refuses a list of names that holds one which does not exist beside one which does. */
const refusesMixed: Alter = (answer, { query }) => {
  const names = namesIn(query)
  const isMixed = names.some((name) => known.has(name)) && names.some((name) => !known.has(name))
  return isMixed ? refusal : answer
}

const seeds = [1, 2, 3, 4, 5]

const only = (...behaviors: string[]) => ({ behaviors })

test.for(seeds)('a counterexample has no value that it does not need, seed %i', (seed) => {
  const run = judgeLines(refusesMixed, {
    ...only('filter.names'),
    settings: { seed, burst: false },
  })
  const [finding] = findingsOf(run, 'filter.names')
  expect(finding?.counterexample).toMatchObject({
    known: { kind: 'drawn', value: [expect.any(String)], fields: ['name'] },
    other: { kind: 'drawn', value: [expect.any(String)], fields: ['name'] },
  })
})

test('the exchange that is shown is that of the counterexample', () => {
  const [finding] = findingsOf(judgeLines(refusesMixed), 'filter.names')
  const asked = new URLSearchParams(finding?.exchange.request.query.map(([...pair]) => pair))
  const { known: some, other } = finding?.counterexample ?? {}
  const values = [some?.value, other?.value].flat().map(String)
  expect(namesIn(asked).sort()).toEqual(values.sort())
})

test('the way to a counterexample begins with the number of its case', () => {
  const run = judgeLines(refusesMixed)
  const [finding] = findingsOf(run, 'filter.names')
  expect(finding?.path).toMatch(/^0(:\d+)+$/)
  const tried = run.questions.flatMap(({ asks }) => asks.flatMap(({ cases }) => cases))
  const paths = tried.filter(({ behavior }) => behavior === 'lines.filter.names')
  expect(paths.map(({ path }) => path)).toContainEqual(expect.stringMatching(/^0:\d+/))
})

test('no more than four requests are spent on one, and eight on all', () => {
  const wrong: Alter = (answer, { query }) => (query.has('name') ? refusal : answer)
  const spares = (run: ReturnType<typeof judgeLines>) =>
    run.questions.filter(({ pace }) => pace === 'spare').length
  expect(spares(judgeLines(wrong, only('filter.unknown')))).toBeLessThanOrEqual(4)
  for (const seed of seeds)
    expect(spares(judgeLines(wrong, { settings: { seed, burst: false } }))).toBeLessThanOrEqual(8)
})

test('a smaller value that was asked for already costs no request', () => {
  const wrong: Alter = (answer, { query }) => (query.has('name') ? refusal : answer)
  const run = judgeLines(wrong, only('filter.name'))
  expect(run.questions.filter(({ pace }) => pace === 'spare')).toEqual([])
  expect(findingsOf(run, 'filter.name')).toHaveLength(1)
})

test('what fails as it is and in nothing smaller stays as it was', () => {
  const run = judgeLines(
    (answer, { query }) => (query.get('state') === 'lost' ? refusal : answer),
    only('filter.state'),
  )
  expect(findingsOf(run, 'filter.state')).toMatchObject([
    { counterexample: { state: { value: 'lost' } }, path: '2' },
  ])
})

test('a case that is sent several times, or that draws nothing, is not made smaller', () => {
  let size = 0
  const growing: Alter = (answer, { query, headers }) => {
    const isPlain = query.size === 0 && headers['x-key'] === accountKey
    if (!isPlain) return answer
    const shown = lines.slice(0, ++size % 2 === 0 ? 1 : 5)
    return { status: 200, body: { total: shown.length, lines: shown } }
  }
  const run = judgeLines(growing, only('scope.repeatable'))
  expect(findingsOf(run, 'scope.repeatable')).toMatchObject([{ counterexample: null, path: '0' }])
  const open = judgeLines(
    (answer) => (answer.status === 401 ? { status: 403, body: { error: 'x' } } : answer),
    only('access.missing'),
  )
  expect(findingsOf(open, 'access.missing')).toMatchObject([{ counterexample: null, path: '0' }])
})

test('a wrong key is told in words, and never shown', () => {
  const run = judgeLines(
    (answer) => (answer.status === 401 ? { status: 403, body: { error: 'x' } } : answer),
    only('access.wrong'),
  )
  expect(findingsOf(run, 'access.wrong')).toMatchObject([
    { counterexample: { key: { kind: 'own', value: expect.any(String) as unknown } } },
  ])
  const [finding] = findingsOf(run, 'access.wrong')
  expect(JSON.stringify(finding?.counterexample)).not.toContain(
    String(finding?.exchange.request.as.secret),
  )
})

test('a drawn key is told by whose it is', () => {
  const run = judgeLines(
    (answer, { headers }) =>
      headers['x-line'] === undefined ? answer : { status: 200, body: { total: 0, lines: [] } },
    only('scope.line'),
  )
  const [finding] = findingsOf(run, 'scope.line')
  expect(finding?.counterexample).toMatchObject({
    holder: { kind: 'own', value: expect.stringMatching(/^<the key of instance \d>$/) as unknown },
  })
})

test('how many cases fell is that of the cases as they were drawn', () => {
  const outcome = outcomeOf(judgeLines(refusesMixed, only('filter.names')), 'filter.names')
  expect(outcome).toMatchObject({ kind: 'broken', cases: 10, brokenCases: 10 })
})

test('how a list was laid out is told as it was drawn', () => {
  const [finding] = findingsOf(judgeLines(refusesMixed, only('filter.names')), 'filter.names')
  expect(finding?.counterexample?.order).toEqual({
    kind: 'own',
    value: {
      order: expect.anything() as unknown,
      gaps: expect.any(Array) as unknown,
      before: expect.any(String) as unknown,
      after: expect.any(String) as unknown,
    },
  })
})
