import { expect, test } from 'vitest'
import { instancesOf } from '../../src/judge/instances/listing.ts'
import { givenCredential, credentialsOf } from '../../src/ask/credentials.ts'
import type { Contract } from '../../src/model/contract.ts'
import { contractOf, givenIn } from '../support/target.ts'

const ryzeapi = contractOf('ryzeapi')

function held(tokens: readonly unknown[], given: Record<string, string>, contract = ryzeapi) {
  const body = {
    instances: tokens.map((token, index) => ({ id: index, name: `n${index}`, token })),
  }
  const instances = instancesOf(body, contract.listing) ?? []
  return credentialsOf(contract, givenIn(contract, given), instances)
}

const secrets = (...[tokens, given = {}]: [readonly unknown[], Record<string, string>?]) =>
  held(tokens, given)
    .get('instance')
    ?.map(({ secret }) => secret)

const account = { RYZEAPI_TOKEN_ACCOUNT: 'given-account' }
const instance = { RYZEAPI_TOKEN_INSTANCE: 't2' }

test('a given credential is trusted, and shown as its variable', () => {
  expect(held([], account).get('account')).toEqual([
    {
      role: 'account',
      secret: 'given-account',
      trusted: true,
      genuine: true,
      shown: '$RYZEAPI_TOKEN_ACCOUNT',
    },
  ])
})

test('a role without a given or a shown credential has none', () => {
  expect(secrets([])).toEqual([])
})

test('the credentials of the last instances and of the first are found in the listing', () => {
  expect(secrets(['t1', 't2', 't3'])).toEqual(['t3', 't2', 't1'])
  const found = secrets(Array.from({ length: 300 }, (_, index) => `t${index}`))
  expect(found).toHaveLength(100)
  expect([found?.[0], found?.at(-2), found?.at(-1)]).toEqual(['t299', 't201', 't0'])
})

test('of instances of another shape than the contract asks for, no credential is taken', () => {
  const when = {
    schema: true,
    fits: (item: unknown) => (item as { id: number }).id < 1,
    mismatches: () => [],
    optional: false,
    applies: () => true,
  }
  const credentials = ryzeapi.credentials.map((one) =>
    one.discover ? { ...one, discover: { ...one.discover, when } } : one,
  )
  const found = held(['t1', 't2'], {}, { ...ryzeapi, credentials }).get('instance')
  expect(found?.map(({ secret }) => secret)).toEqual(['t1'])
})

test('a given credential comes first, and only once', () => {
  expect(secrets(['t1', 't2', 't3'], instance)).toEqual(['t2', 't3', 't1'])
})

test('one credential that several instances share is found once', () => {
  expect(secrets(['t1', 't1', 't1'])).toEqual(['t1'])
})

test('what is no text, or empty, is no credential', () => {
  expect(secrets([null, 7, '', { a: 1 }, 't5'])).toEqual(['t5'])
})

test('a credential that no page calls one is not trusted', () => {
  const [found] = held(['t1'], {}).get('instance') ?? []
  expect(found).toMatchObject({ trusted: false, genuine: true })
})

test('one that was given and is shown proves the others', () => {
  const found = held(['t1', 't2'], instance).get('instance') ?? []
  expect(found.map(({ trusted }) => trusted)).toEqual([true, true])
})

test('one that was given and is not shown proves nothing of the others', () => {
  const found = held(['t1'], instance).get('instance') ?? []
  expect(found.map(({ trusted }) => trusted)).toEqual([true, false])
})

test('a credential that is documented to work is trusted', () => {
  const credentials = ryzeapi.credentials.map((one) => ({ ...one, inferred: false }))
  const contract: Contract = { ...ryzeapi, credentials }
  const [found] = held(['t1'], {}, contract).get('instance') ?? []
  expect(found?.trusted).toBe(true)
})

test('a credential from the listing is shown by the number of its instance', () => {
  const [found] = held(['t1'], {}).get('instance') ?? []
  expect(found?.shown).toBe('<the token of instance 1>')
})

test('a role without a given credential has none', () => {
  expect(givenCredential([], { role: 'account' })).toBeNull()
})
