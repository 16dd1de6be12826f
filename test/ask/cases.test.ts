import fc from 'fast-check'
import { expect, test } from 'vitest'
import { casesOf } from '../../src/ask/cases.ts'
import type { Case } from '../../src/ask/cases.ts'
import { textsOf } from '../../src/ask/generators/value.ts'
import { accountOf, behaviorOf, contract, generator, runSeed, someNames } from './support.ts'

/** All kinds of drawing at once. */
const everything = behaviorOf(
  {
    known: generator('some', 'name', { min: 1, max: 3 }),
    other: generator('unknown', 'name'),
    order: generator('layout', ','),
    filter: generator('any', [generator('one', 'name'), generator('blank', ',')]),
  },
  [
    [
      ['names', { kind: 'join', variables: ['known', 'other'], by: ',', layout: 'order' }],
      ['filter', { kind: 'text', text: '<{filter}>' }],
    ],
  ],
)

function casesWith(seed: number, names: readonly string[], behavior = everything, runs = 6) {
  const made = casesOf(behavior, { contract, account: accountOf(names), runs, seed })
  return made.ok ? made.cases : []
}

const shown = (cases: readonly Case[]) =>
  cases.map(({ index, seed, values, request }) => ({ index, seed, values, request }))

test('equal seeds and accounts give equal cases', () => {
  fc.assert(
    fc.property(runSeed, someNames, (seed, names) => {
      const cases = shown(casesWith(seed, names))
      expect(cases).toHaveLength(6)
      expect(shown(casesWith(seed, names))).toEqual(cases)
    }),
    { numRuns: 40 },
  )
})

test('another seed gives other cases', () => {
  const names = ['main-office', 'Support', 'Sales']
  expect(shown(casesWith(1, names))).not.toEqual(shown(casesWith(2, names)))
})

test('more runs change none of the cases that there were', () => {
  const names = ['main-office', 'Support', 'Sales']
  const few = shown(casesWith(7, names, everything, 4))
  expect(shown(casesWith(7, names, everything, 9)).slice(0, 4)).toEqual(few)
})

test('the values of a case are drawn again from its arbitrary and its seed', () => {
  for (const { arbitrary, seed, values } of casesWith(3, ['main-office', 'Support']))
    expect(fc.sample(arbitrary, { seed, numRuns: 1 })).toEqual([values])
})

test('there are no more cases than different values', () => {
  const single = behaviorOf({ name: generator('one', 'name') }, [[]])
  expect(
    casesWith(1, ['a', 'b', 'c'], single, 10)
      .map(({ values }) => values.name)
      .sort(),
  ).toEqual(['a', 'b', 'c'])
})

test('a behavior without variables has one case', () => {
  expect(casesWith(1, [], behaviorOf({}, [[]]))).toHaveLength(1)
})

test('an enumeration is asked for as a whole, whatever the runs', () => {
  const states = behaviorOf({ state: generator('enum', ['a', 'b', 'c', 'd']) }, [[]])
  expect(casesWith(1, [], states, 2).map(({ values }) => values.state)).toEqual([
    'a',
    'b',
    'c',
    'd',
  ])
})

test('a behavior is run no more often than it says', () => {
  const twice = { ...behaviorOf({ name: generator('unknown', 'name') }, [[]]), runs: 2 }
  expect(casesWith(1, ['main-office'], twice)).toHaveLength(2)
})

test('the request carries the values, lists joined', () => {
  const [first] = casesWith(
    1,
    ['a', 'b'],
    behaviorOf({ both: generator('some', 'name', { min: 2, max: 2 }) }, [
      [
        ['text', { kind: 'text', text: 'x{both}{none}y' }],
        ['join', { kind: 'join', variables: ['both'], by: ';', layout: null }],
      ],
    ]),
  )
  expect([
    [
      ['text', 'xa,by'],
      ['join', 'a;b'],
    ],
    [
      ['text', 'xb,ay'],
      ['join', 'b;a'],
    ],
  ]).toContainEqual(first?.request.query)
})

test('what an account lacks for the first case is said', () => {
  const context = { contract, account: accountOf([]), runs: 3, seed: 1 }
  expect(casesOf(everything, context)).toMatchObject({
    ok: false,
    needs: expect.stringContaining('name') as string,
  })
})

/** Queries with the names a, b and c, some of them repeatedly. */
const someQueries = fc.array(
  fc.array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc
        .constantFrom('{known}', '<{known}>', 'plain')
        .map((text) => ({ kind: 'text' as const, text })),
    ),
    { maxLength: 5 },
  ),
  { minLength: 1, maxLength: 4 },
)

test('queries take turns from case to case, each with every pair that it names, in its order', () => {
  fc.assert(
    fc.property(someQueries, someNames, runSeed, (queries, names, seed) => {
      const behavior = behaviorOf({ known: generator('one', 'name') }, queries)
      for (const { index, values, request } of casesWith(seed, names, behavior, 9)) {
        const query = queries[index % queries.length] ?? []
        const [known = ''] = textsOf(values.known)
        expect(request.query).toEqual(
          query.map(([name, { text }]) => [name, text.replace('{known}', () => known)]),
        )
      }
    }),
  )
})

test('each query has its turn, where one value is all there is', () => {
  const texts = ['x', 'y', 'z'].map((text) => [['q', { kind: 'text', text }]] as const)
  const asked = casesWith(1, ['main-office'], behaviorOf({ name: generator('one', 'name') }, texts))
  expect(asked.map(({ request }) => request.query)).toEqual(
    ['x', 'y', 'z'].map((text) => [['q', text]]),
  )
})
