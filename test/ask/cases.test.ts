import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActiveBehavior, Generator, RequestSpec } from '../../src/model/contract.ts'
import { casesOf } from '../../src/ask/cases.ts'
import type { Case } from '../../src/ask/cases.ts'
import { accountOf, contract, runSeed, someNames } from './support.ts'

const generator = (kind: string, argument: unknown, options = {}): Generator => ({
  kind,
  argument,
  options,
})

function behaviorOf(
  forAll: Readonly<Record<string, Generator>>,
  query: RequestSpec['query'],
  id = 'example.filter.names',
): ActiveBehavior {
  return {
    kind: 'active',
    id,
    family: 'filters',
    level: 'must',
    covers: [],
    title: 'Names select instances',
    needs: null,
    optIn: null,
    digest: '',
    forAll: new Map(Object.entries(forAll)),
    request: { as: { kind: 'anonymous' }, query, headers: [], repeat: 1 },
    runs: null,
    expect: [],
    together: false,
    alternatives: [],
  }
}

/** All kinds of drawing at once. */
const everything = behaviorOf(
  {
    known: generator('some', 'name', { min: 1, max: 3 }),
    other: generator('unknown', 'name'),
    order: generator('layout', ','),
    filter: generator('any', [generator('one', 'name'), generator('blank', ',')]),
  },
  [
    ['names', { kind: 'join', variables: ['known', 'other'], by: ',', layout: 'order' }],
    ['filter', { kind: 'text', text: '<{filter}>' }],
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
  const single = behaviorOf({ name: generator('one', 'name') }, [])
  expect(
    casesWith(1, ['a', 'b', 'c'], single, 10)
      .map(({ values }) => values.name)
      .sort(),
  ).toEqual(['a', 'b', 'c'])
})

test('a behavior without variables has one case', () => {
  expect(casesWith(1, [], behaviorOf({}, []))).toHaveLength(1)
})

test('an enumeration is asked for as a whole, whatever the runs', () => {
  const states = behaviorOf({ state: generator('enum', ['a', 'b', 'c', 'd']) }, [])
  expect(casesWith(1, [], states, 2).map(({ values }) => values.state)).toEqual([
    'a',
    'b',
    'c',
    'd',
  ])
})

test('a behavior is run no more often than it says', () => {
  const twice = { ...behaviorOf({ name: generator('unknown', 'name') }, []), runs: 2 }
  expect(casesWith(1, ['main-office'], twice)).toHaveLength(2)
})

test('the request carries the values, lists joined', () => {
  const [first] = casesWith(
    1,
    ['a', 'b'],
    behaviorOf({ both: generator('some', 'name', { min: 2, max: 2 }) }, [
      ['text', { kind: 'text', text: 'x{both}{none}y' }],
      ['join', { kind: 'join', variables: ['both'], by: ';', layout: null }],
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

/** The requests of a behavior that is sent so. */
function requestsAs(
  as: RequestSpec['as'],
  forAll: Readonly<Record<string, Generator>> = {},
  secrets: readonly string[] = ['the-secret'],
) {
  const behavior = behaviorOf(forAll, [])
  const asking = { ...behavior, request: { ...behavior.request, as } }
  const made = casesOf(asking, {
    contract,
    account: accountOf(['a', 'b'], secrets),
    runs: 3,
    seed: 1,
  })
  return made.ok ? made.cases.map(({ request }) => request) : made
}

test('a request is sent with the first credential of its role', () => {
  expect(requestsAs({ kind: 'role', role: 'account' }, {}, ['one', 'two'])).toMatchObject([
    { as: { role: 'account', secret: 'one' } },
  ])
})

test('without a credential of the role nothing can be asked', () => {
  const needs = { ok: false, needs: 'a credential' }
  expect(requestsAs({ kind: 'role', role: 'line' })).toEqual(needs)
  expect(requestsAs({ kind: 'role', role: 'account' }, {}, [])).toEqual(needs)
  expect(requestsAs({ kind: 'credential', variable: 'missing' })).toEqual(needs)
  expect(requestsAs({ kind: 'forged', role: 'account', variable: 'missing' })).toEqual(needs)
})

test('a request is sent with the credential that was drawn', () => {
  const forAll = { holder: generator('credential', 'account') }
  expect(requestsAs({ kind: 'credential', variable: 'holder' }, forAll)).toMatchObject([
    { as: { role: 'account', secret: 'the-secret', genuine: true } },
  ])
})

test('a forged credential is sent as one of its role that is none', () => {
  const forAll = { key: generator('wrong', 'account') }
  const requests = requestsAs({ kind: 'forged', role: 'account', variable: 'key' }, forAll)
  if (!Array.isArray(requests)) throw new Error('nothing was drawn')
  expect(requests.length).toBe(3)
  for (const { as } of requests) {
    expect(as).toMatchObject({ role: 'account', trusted: false, genuine: false })
    expect(as.secret).not.toBe('the-secret')
    expect(as.shown).toMatch(/^<.*>$/)
  }
})

test('a request tells which of its values were drawn, and from which fields', () => {
  const forAll = {
    known: generator('some', 'name', { min: 2, max: 2 }),
    phone: generator('one', 'phone'),
    fixed: generator('enum', ['x']),
    unused: generator('one', 'name'),
  }
  const behavior = behaviorOf(forAll, [
    ['names', { kind: 'join', variables: ['known'], by: ',', layout: null }],
    ['other', { kind: 'text', text: '{phone}-{fixed}' }],
  ])
  const [first] = casesWith(1, ['a', 'b', 'c'], behavior)
  const names = first?.request.query[0]?.[1].split(',') ?? []
  const phone = first?.request.query[1]?.[1].replace(/-x$/, '')
  expect(first?.request.drawn).toEqual([
    ...names.map((value) => ({ value, fields: ['name'] })),
    { value: phone, fields: ['phone'] },
  ])
})

test('parts are joined as the layout says, where there is one', () => {
  const forAll = {
    known: generator('some', 'name', { min: 2, max: 3 }),
    order: generator('layout', ','),
  }
  const join = (layout: string | null): RequestSpec['query'] => [
    ['names', { kind: 'join', variables: ['known'], by: ';', layout }],
  ]
  const written = (layout: string | null) =>
    casesWith(1, ['a', 'b', 'c'], behaviorOf(forAll, join(layout)), 10).map(
      ({ request }) => request.query[0]?.[1] ?? '',
    )
  expect(written(null).every((text) => /^[abc](;[abc])+$/.test(text))).toBe(true)
  expect(written('order').some((text) => text.includes(','))).toBe(true)
})

test.for([
  [null, 7, 7],
  [4, 7, 4],
  [4, 3, 3],
  [4, 10, 4],
  [4, 25, 10],
  [1, 11, 2],
] as const)('where a behavior asks for %j cases, a run of %i has %i', ([own, runs, count]) => {
  const behavior = { ...behaviorOf({ other: generator('unknown', 'name') }, []), runs: own }
  expect(casesWith(1, ['Support', 'main-office'], behavior, runs)).toHaveLength(count)
})

test('what the account lacks for one variable is what the behavior needs', () => {
  const behavior = behaviorOf({ known: generator('one', 'name') }, [])
  expect(casesOf(behavior, { contract, account: accountOf([]), runs: 3, seed: 1 })).toEqual({
    ok: false,
    needs: 'an instance whose /name can be asked for',
  })
})

test('a field that the contract has not is an error of ours', () => {
  const behavior = behaviorOf({ known: generator('one', 'nothing') }, [])
  expect(() => casesWith(1, ['a'], behavior)).toThrow('yet has no field "nothing"')
})
