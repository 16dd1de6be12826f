import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { digestOf } from '../../src/contract/behavior-digest.ts'
import type { RawContract } from '../../src/contract/raw.ts'
import { contractsFile } from './support.ts'

const text = contractsFile('ryzeapi.yaml')
const id = 'filter.single-unknown-name'

type Edit = (contract: RawContract, behavior: RawContract['behaviors'][number]) => void

/** The digest of a behavior after something was changed in its contract. */
function digestAfter(edit: Edit): string {
  const contract = parseYaml(text) as RawContract
  const behavior = contract.behaviors.find((one) => one.id === id)
  if (!behavior) throw new Error(`the contract has no ${id}`)
  edit(contract, behavior)
  return digestOf(behavior, contract)
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const)
  return Object.fromEntries(members.reverse())
}

const asItIs = digestAfter(() => undefined)

const readersOnly: readonly (readonly [string, Edit])[] = [
  ['its title', (_, behavior) => (behavior.title = 'Another')],
  ['its id', (_, behavior) => (behavior.id = 'filter.another')],
  ['the facts that it covers', (_, behavior) => (behavior.covers = [])],
  ['the order of members', (_, behavior) => Object.assign(behavior, reversed({ ...behavior }))],
  ['a schema that it does not name', ({ schemas = {} }) => (schemas.strings = false)],
  ['another behavior', ({ behaviors }) => behaviors.shift()],
  [
    'the name of a variable',
    ({ credentials }) => (credentials.account = { ...credentials.account, env: 'X' } as never),
  ],
  [
    'where a schema stands',
    ({ schemas = {} }, behavior) => {
      behavior.expect = JSON.parse(
        JSON.stringify(behavior.expect).replaceAll('#/schemas/error', '#/schemas/moved'),
      ) as never
      schemas.moved = schemas.error as never
    },
  ],
]

test.each(readersOnly)('%s changes no digest', (_, edit) => {
  expect(digestAfter(edit)).toBe(asItIs)
})

const judged: readonly (readonly [string, Edit])[] = [
  ['its level', (_, behavior) => (behavior.level = 'should')],
  ['what it expects', (_, behavior) => (behavior.expect = { status: 405 })],
  ['what it asks for', (_, behavior) => (behavior.request = { as: 'nobody' })],
  ['a schema that it names', ({ schemas = {} }) => (schemas.error = false)],
  ['the operation', ({ operation }) => (operation.path = '/other')],
  ['a field that it draws from', ({ listing }) => (listing.fields = { name: '/other' })],
  [
    'a credential that it sends',
    ({ credentials }) => (credentials.account = { ...credentials.account, header: 'x' } as never),
  ],
]

test.each(judged)('%s changes the digest', (_, edit) => {
  expect(digestAfter(edit)).not.toBe(asItIs)
})

test('a schema that names itself has a digest', () => {
  const tree = { properties: { children: { items: { $ref: '#/schemas/tree' } } } }
  const expectTree: Edit = ({ schemas = {} }, behavior) => {
    schemas.tree = tree
    behavior.expect = { body: { $ref: '#/schemas/tree' } }
  }
  expect(digestAfter(expectTree)).toMatch(/^[0-9a-f]{64}$/)
})
