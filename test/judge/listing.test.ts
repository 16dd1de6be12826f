import { expect, test } from 'vitest'
import {
  byIdentity,
  instancesOf,
  listedBy,
  servesListing,
} from '../../src/judge/instances/listing.ts'
import { contractOf } from '../support/target.ts'
import { answerOf } from './support.ts'

const wrapped = contractOf('ryzeapi').listing
const bare = contractOf('evolution').listing

const identities = (items: readonly unknown[]) =>
  instancesOf({ instances: items }, wrapped)?.map(({ identity }) => identity)

test('the items are found where the contract says', () => {
  expect(instancesOf({ instances: [{ id: 'a' }] }, wrapped)).toHaveLength(1)
  expect(instancesOf([{ instanceId: 'a' }], bare)).toHaveLength(1)
})

test.for([null, [], {}, { instances: {} }, { instances: null }, 'instances'])(
  '%j is no listing',
  (body) => {
    expect(instancesOf(body, wrapped)).toBeNull()
  },
)

test('an instance is known by its id, be it a text or a number', () => {
  expect(identities([{ id: 'a' }, { id: 7 }])).toEqual(['a', '7'])
})

test('without an id an instance is known by its fields', () => {
  const [first, second, again] = identities([{ name: 'x' }, { name: 'y' }, { name: 'x' }]) ?? []
  expect(first).not.toBe(second)
  expect(first).toBe(again)
})

test('an instance of another shape than a field asks for has no value of it', () => {
  const name = wrapped.fields.get('name')
  if (!name) throw new Error('the contract has no field "name"')
  const when = {
    schema: true,
    fits: (item: unknown) => (item as { id: string }).id === 'a',
    mismatches: () => [],
    optional: false,
    applies: () => true,
  }
  const listing = { ...wrapped, fields: new Map([['name', { ...name, when }]]) }
  const body = {
    instances: [
      { id: 'a', name: 'x' },
      { id: 'b', name: 'y' },
    ],
  }
  const values = instancesOf(body, listing)?.map((one) => one.values.get('name'))
  expect(values).toEqual(['x', null])
})

test.for([null, 7, 'text', [], {}, { id: null }, { id: {}, name: [] }])(
  'the item %j cannot be told apart',
  (item) => {
    expect(identities([item])).toEqual([null])
  },
)

test('a field is taken out of the value that holds it', () => {
  const [first] = instancesOf([{ owner: '4915112345:7@s.whatsapp.net' }], bare) ?? []
  expect(first?.values.get('number')).toBe('4915112345')
})

test('a field that the value does not hold is absent', () => {
  const [first] = instancesOf([{ owner: 'nobody' }], bare) ?? []
  expect(first?.values.get('number')).toBeNull()
})

test('a member that is inherited is no field', () => {
  const name = bare.fields.get('name')
  if (!name) throw new Error('the contract has no field "name"')
  const fields = new Map([['name', { ...name, pointer: '/constructor/name' }]])
  const [first] = instancesOf([{}], { ...bare, fields }) ?? []
  expect(first?.values.get('name')).toBeNull()
})

test('a value that is absent holds nothing that could be taken out of it', () => {
  const name = bare.fields.get('name')
  if (!name) throw new Error('the contract has no field "name"')
  const fields = new Map([['name', { ...name, take: /^(.*)$/ }]])
  const [first] = instancesOf([{ instanceId: 'a' }], { ...bare, fields }) ?? []
  expect(first?.values.get('name')).toBeNull()
})

test('a number that was rounded when it was read is no id, and a fraction is one', () => {
  expect(identities([{ id: 2 ** 53 }, { id: 2 ** 53 - 1 }, { id: 1.5 }])).toEqual([
    null,
    '9007199254740991',
    '1.5',
  ])
})

test('what moves does not tell apart instances without an id', () => {
  const [first, second] =
    identities([
      { name: 'x', profile: { name: 'one' } },
      { name: 'x', profile: { name: 'other' } },
    ]) ?? []
  expect(first).not.toBeNull()
  expect(first).toBe(second)
})

test('the same body is read once, and so are the identities of a list', () => {
  const answer = answerOf({ instances: [{ id: 'a' }] })
  const [once, again] = [listedBy(answer, wrapped), listedBy(answer, wrapped)]
  expect(once).toBe(again)
  expect(byIdentity(once ?? [])).toBe(byIdentity(again ?? []))
})

test.for([
  [199, false],
  [200, true],
  [299, true],
  [300, false],
] as const)('whether a %i lists anything: %s', ([status, expected]) => {
  expect(listedBy(answerOf({ instances: [] }, status), wrapped) !== null).toBe(expected)
})

test('a body that could not be read gives no listing away', () => {
  const answer = { ...answerOf(null, 401), body: { ok: false as const, reason: 'not JSON' } }
  expect(servesListing(answer, wrapped, () => true)).toBe(false)
})

test.for([
  [6, true],
  [7, false],
] as const)('a listing %i levels down is given away: %s', ([levels, expected]) => {
  const names = Array.from({ length: levels }, (_, index) => `level${index}`)
  const body = names.reduce<unknown>((inner, name) => ({ [name]: inner }), [{ id: 'a' }])
  expect(servesListing(answerOf(body, 401), wrapped, (identity) => identity === 'a')).toBe(expected)
})

test('only a success is a listing', () => {
  const body = { instances: [] }
  expect([listedBy(answerOf(body), wrapped), listedBy(answerOf(body, 404), wrapped)]).toEqual([
    [],
    null,
  ])
})

test.for([
  [200, [], true],
  [404, [], false],
  [404, [{ id: 'a' }], true],
  [500, [null], false],
] as const)(
  'a %i with the instances %j gives a listing away: %s',
  ([status, instances, expected]) => {
    expect(servesListing(answerOf({ instances }, status), wrapped, () => false)).toBe(expected)
  },
)

const isKnown = (identity: string) => identity === 'a'

test.for([
  [{ data: [{ id: 'a' }] }, true],
  [{ data: { rows: [{ id: 'x' }, { id: 'a' }] } }, true],
  [{ data: [{ id: 'x' }] }, false],
  [{ id: 'a' }, false],
  [{ errors: ['a'] }, false],
] as const)('a refusal with the body %j gives a listing away: %s', ([body, expected]) => {
  expect(servesListing(answerOf(body, 401), wrapped, isKnown)).toBe(expected)
})
