import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { instancesOf } from '../../src/judge/instances/listing.ts'
import type { ActiveBehavior } from '../../src/model/contract.ts'
import { casesOf, keyOf, anonymous } from '../../src/ask/cases.ts'
import type { Cases } from '../../src/ask/cases.ts'
import { credentialsOf } from '../../src/ask/credentials.ts'
import { contractOf, givenIn } from '../support/target.ts'

const contract = contractOf('ryzeapi')

function behavior(id: string): ActiveBehavior {
  const found = contract.behaviors.find((one) => one.id === `ryzeapi.${id}`)
  if (found?.kind !== 'active') throw new Error(`${id} makes no requests`)
  return found
}

function drawn(id: string, changed: { size?: number; runs?: number; seed?: number } = {}): Cases {
  const { size, runs = 10, seed = 1 } = changed
  const account = ryzeapi.account(1, size)
  const instances = instancesOf({ instances: account.instances }, contract.listing) ?? []
  const given = givenIn(contract, { RYZEAPI_TOKEN_ACCOUNT: account.token })
  const credentials = credentialsOf(contract, given, instances)
  return casesOf(behavior(id), { contract, account: { instances, credentials }, runs, seed })
}

/** The requests of the cases, as text. */
function requests(id: string, changed: Parameters<typeof drawn>[1] = {}): string[] {
  const cases = drawn(id, changed)
  if (!cases.ok) throw new Error(cases.needs)
  return cases.cases.map(({ request }) => keyOf(request))
}

const several = 'filter.several-names'

test('equal seeds and accounts draw equal cases', () => {
  expect(requests(several)).toEqual(requests(several))
})

test('another seed draws other cases', () => {
  expect(requests(several, { seed: 2 })).not.toEqual(requests(several))
})

test('more runs add cases and change none', () => {
  expect(requests(several, { runs: 20 }).slice(0, 9)).toEqual(requests(several, { runs: 10 }))
})

test('there are as many cases as runs', () => {
  expect(requests(several, { runs: 7 })).toHaveLength(7)
})

test('a behavior can have fewer runs than the run', () => {
  expect(requests('filter.blank')).toHaveLength(5)
})

test('more runs than usual raise what a behavior asks for, as long as there are values', () => {
  expect(requests(several, { runs: 20 })).toHaveLength(18)
  expect(requests('filter.blank', { runs: 50 })).toHaveLength(8)
})

test('there are no more cases than there are values', () => {
  expect(requests('filter.single-name', { size: 3 })).toHaveLength(3)
})

test('as long as there are values, no two cases are equal', () => {
  const keys = requests('filter.single-name', { runs: 20 })
  expect(new Set(keys).size).toBe(14)
})

test('each value of an enumeration is asked for, whatever the runs', () => {
  const hypersender = contractOf('hypersender')
  const found = hypersender.behaviors.find((one) => one.kind === 'active' && one.together)
  if (found?.kind !== 'active') throw new Error('no behavior looks at its cases together')
  const holder = {
    role: 'account',
    secret: 'x',
    trusted: true,
    genuine: true as const,
    shown: '$X',
  }
  const account = { instances: [], credentials: new Map([['account', [holder]]]) }
  const cases = casesOf(found, { contract: hypersender, account, runs: 1, seed: 1 })
  expect(cases.ok && cases.cases).toHaveLength(6)
})

test('an account without a value to draw is said to lack it', () => {
  expect(drawn('filter.single-name', { size: 0 })).toEqual({
    ok: false,
    needs: expect.stringContaining('can be asked for') as unknown,
  })
})

test('an account without a credential of the role is said to lack it', () => {
  expect(drawn('scope.instance-token', { size: 0 })).toEqual({
    ok: false,
    needs: 'a credential of the role "instance"',
  })
})

test('requests that differ in sender, query or headers have different keys', () => {
  const request = { as: anonymous, query: [['a', '1']] as const, headers: {} }
  const others = [
    { ...request, as: { ...anonymous, role: 'account', secret: 'x' } },
    { ...request, query: [['a', '2']] as const },
    { ...request, query: [] },
    { ...request, headers: { accept: 'text/plain' } },
  ]
  const keys = [request, ...others].map(keyOf)
  expect(new Set(keys).size).toBe(5)
})

test('the order of headers does not make requests different', () => {
  const request = { as: anonymous, query: [] }
  const key = keyOf({ ...request, headers: { a: '1', b: '2' } })
  expect(keyOf({ ...request, headers: { b: '2', a: '1' } })).toBe(key)
})
