import { expect, test } from 'vitest'
import { casesOf } from '../../src/ask/cases.ts'
import type { ActiveBehavior, Generator, RequestSpec } from '../../src/model/contract.ts'
import { accountOf, behaviorOf, contract, generator } from './support.ts'

function casesWith(seed: number, names: readonly string[], behavior: ActiveBehavior, runs = 6) {
  const made = casesOf(behavior, { contract, account: accountOf(names), runs, seed })
  return made.ok ? made.cases : []
}

/** The requests of a behavior that is sent so. */
function requestsAs(
  as: RequestSpec['as'],
  forAll: Readonly<Record<string, Generator>> = {},
  secrets: readonly string[] = ['the-secret'],
) {
  const behavior = behaviorOf(forAll, [[]])
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
    [
      ['names', { kind: 'join', variables: ['known'], by: ',', layout: null }],
      ['other', { kind: 'text', text: '{phone}-{fixed}' }],
    ],
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
  const join = (layout: string | null): RequestSpec['queries'] => [
    [['names', { kind: 'join', variables: ['known'], by: ';', layout }]],
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
  const behavior = { ...behaviorOf({ other: generator('unknown', 'name') }, [[]]), runs: own }
  expect(casesWith(1, ['Support', 'main-office'], behavior, runs)).toHaveLength(count)
})

test('what the account lacks for one variable is what the behavior needs', () => {
  const behavior = behaviorOf({ known: generator('one', 'name') }, [[]])
  expect(casesOf(behavior, { contract, account: accountOf([]), runs: 3, seed: 1 })).toEqual({
    ok: false,
    needs: 'an instance whose /name can be asked for',
  })
})

test('a field that the contract has not is an error of ours', () => {
  const behavior = behaviorOf({ known: generator('one', 'nothing') }, [[]])
  expect(() => casesWith(1, ['a'], behavior)).toThrow('yet has no field "nothing"')
})
