import { expect, test } from 'vitest'
import type { ActiveBehavior, Contract } from '../../src/model/contract.ts'
import { fieldsOf } from '../../src/contract/generator-kinds.ts'
import { bare, filledIn, variableIn, variablesIn } from '../../src/contract/template.ts'
import { parse } from './support.ts'

const smallest = `
provider: doors
title: Doors
revision: 2026-11-20
docs: https://docs.doors.example
servers: []
operation: { method: GET, path: /doors }
credentials: { account: { header: X-Key, env: DOORS_KEY } }
listing: { items: '', id: /id }
behaviors:
  - id: access.missing-key
    level: must
    covers: [D1]
    title: A request without a key answers 401
    request: { as: nobody }
    expect: { status: 401 }
`

const fullest = `
provider: doors
title: Doors
revision: 2026-11-20
docs: https://docs.doors.example
servers: [https://doors.example]
operation: { method: GET, path: /doors }
credentials:
  account: { header: X-Key, scheme: Bearer, env: DOORS_KEY }
  door: { header: X-Door, env: DOOR_KEY, discover: /key, inferred: true }
  guest: { header: X-Guest, env: GUEST_KEY, discover: { at: /guest, when: { /open: { const: true } } } }
rateLimit: { requests: 60, seconds: 10, per: credential }
listing:
  items: /doors
  id: /id
  drawnId: true
  query: { closed: '1' }
  label: { at: /name, personal: true }
  fields:
    name: /name
    number:
      { at: /number, take: '^(\\p{N})', unless: '\\p{L}', example: '7', moves: true, when: { /number: true } }
    key: /key
secrets: [key]
personal: [name]
secretIn: [host-label]
schemas: { door: { type: object } }
behaviors:
  - id: envelope.json
    level: must
    covers: [D1]
    title: Answers are JSON
    on: every-response
    when: { status: [200, 4xx] }
    expect: { contentType: application/json, body: { /doors: { type: array } } }
  - id: message.words
    level: must
    covers: [D2]
    title: An open listing says so
    on: every-success
    when: { body: { /open: { const: true } } }
    expect: { body: { /message: { type: string } } }
  - id: item.number
    level: should
    covers: [D3]
    title: A number is a text
    needs: an open door
    on: every-item
    when: { item: { /number: { type: string } } }
    expect: { item: { /number: { type: string } } }
  - id: scope.own
    level: must
    covers: [D4]
    title: A door's key lists that door
    for-all: { holder: { credential: door }, name: { one: name, of: holder } }
    request: { as: '{holder}', query: { name: 'x-{name}' }, headers: { X-Door: 'yes' }, repeat: 2 }
    runs: 3
    expect:
      - { status: 200, items: { own: { field: key, of: '{holder}', count: 1, or-none: true } } }
      - { status: 404, listing: false }
  - id: filter.names
    level: must
    covers: [D5]
    title: Names list the doors that have them
    for-all:
      names: { some: name, min: 1 }
      other: { any: [{ unknown: name }, { blank: ',' }] }
      order: { layout: ',' }
    request:
      as: account
      query: { names: { join: ['{names}', other], by: ',', layout: '{order}' }, more: { join: [names], by: ';' } }
    expect: { status: 200, items: { where: { name: { in: '{names}' }, number: { contains: '{other}' } } } }
  - id: filter.state
    level: must
    covers: [D6]
    title: Open doors, or those without a number
    for-all: { state: { enum: [open, ajar] } }
    request: { as: account, query: { state: '{state}' } }
    together: all
    expect: { items: { where-any: { name: { in: [front, back] }, number: { is: '{state}' } } } }
  - id: error.wrong-key
    level: must
    covers: [D7]
    title: A wrong key answers 401
    for-all: { key: { wrong: account } }
    request: { as: { account: '{key}' } }
    expect: { status: 401 }
  - id: open.empty
    level: observe
    covers: [D8]
    title: What an empty name is
    request: { as: account, query: { name: '' } }
    alternatives:
      - { words: none, expect: { status: 200, items: all } }
      - { words: one, expect: { items: none } }
  - id: limit.burst
    level: must
    covers: [D9]
    title: More than 60 requests are refused
    burst: { as: account }
`

const contract = (text: string): Contract => parse(text, null)

const behavior = (id: string) => {
  const found = contract(fullest).behaviors.find((one) => one.id === `doors.${id}`)
  if (!found) throw new Error(`the contract has no ${id}`)
  return found
}

test('what a contract does not say is not so', () => {
  expect(contract(smallest)).toMatchObject({
    rateLimit: null,
    secrets: [],
    personal: [],
    secretIn: [],
    schemas: new Map(),
    credentials: [
      {
        role: 'account',
        header: 'x-key',
        scheme: null,
        env: 'DOORS_KEY',
        discover: null,
        inferred: false,
      },
    ],
    listing: { items: '', id: '/id', drawnId: false, query: [], fields: new Map(), label: null },
    behaviors: [
      {
        kind: 'active',
        id: 'doors.access.missing-key',
        family: 'errors',
        needs: null,
        optIn: null,
        forAll: new Map(),
        request: { as: { kind: 'anonymous' }, queries: [[]], headers: [], repeat: 1 },
        runs: null,
        together: false,
        alternatives: [],
        expect: [
          {
            status: ['401'],
            contentType: null,
            listing: null,
            body: null,
            item: null,
            items: null,
          },
        ],
      },
    ],
  })
})

test('credentials have their header in lower case, and say where the listing shows them', () => {
  const { credentials } = contract(fullest)
  expect(credentials).toMatchObject([
    { role: 'account', header: 'x-key', scheme: 'Bearer', discover: null, inferred: false },
    {
      role: 'door',
      header: 'x-door',
      scheme: null,
      discover: { pointer: '/key', when: null },
      inferred: true,
    },
    { role: 'guest', discover: { pointer: '/guest' }, inferred: false },
  ])
  const guest = credentials[2]?.discover?.when
  expect([guest?.fits({ open: true }), guest?.fits({ open: false })]).toEqual([true, false])
})

test('a listing has its fields, its label, its query and its secrets', () => {
  const { listing, rateLimit, secrets, personal, secretIn, schemas } = contract(fullest)
  expect(listing).toMatchObject({
    drawnId: true,
    query: [['closed', '1']],
    label: { pointer: '/name', personal: true },
  })
  const [name, number] = listing.fields.values()
  expect(name).toEqual({
    name: 'name',
    pointer: '/name',
    take: null,
    when: null,
    example: null,
    unless: null,
    moves: false,
  })
  expect(number).toMatchObject({ name: 'number', pointer: '/number', example: '7', moves: true })
  expect([
    number?.take?.exec('7a')?.[1],
    number?.unless?.test('a'),
    number?.unless?.test('7'),
  ]).toEqual(['7', true, false])
  expect([number?.when?.fits({ number: 1 }), number?.when?.fits({})]).toEqual([true, false])
  expect([rateLimit, secrets, personal, secretIn, [...schemas.keys()]]).toEqual([
    { requests: 60, seconds: 10, per: 'credential' },
    ['key'],
    ['name'],
    ['host-label'],
    ['door'],
  ])
})

test('a label is not personal unless it is said to be, and a limit is that of the account', () => {
  const text = fullest.replace(', personal: true }', ' }').replace(', per: credential', '')
  expect(contract(text).listing.label).toEqual({ pointer: '/name', personal: false })
  expect(contract(text).rateLimit?.per).toBe('account')
})

test('the first part of an id says to which suite a behavior belongs', () => {
  const families = contract(fullest).behaviors.map(({ id, family }) => [id.split('.')[1], family])
  expect(families).toEqual([
    ['envelope', 'envelope'],
    ['message', 'envelope'],
    ['item', 'items'],
    ['scope', 'scope'],
    ['filter', 'filters'],
    ['filter', 'filters'],
    ['error', 'errors'],
    ['open', 'openness'],
    ['limit', 'limits'],
  ])
})

test('what is judged on every answer says when, and by which shape', () => {
  const json = behavior('envelope.json')
  expect(json).toMatchObject({
    kind: 'passive',
    on: 'every-response',
    when: { status: ['200', '4xx'], shape: null },
    expect: [{ contentType: 'application/json', status: null, items: null }],
  })
  const message = behavior('message.words')
  const number = behavior('item.number')
  if (message.kind !== 'passive' || number.kind !== 'passive')
    throw new Error('they ask for nothing')
  expect([message.when.status, message.when.shape?.fits({ open: true })]).toEqual([null, true])
  expect(number.when.shape?.fits({ number: 7 })).toBe(false)
  expect(number.expect[0]?.item?.fits({ number: '7' })).toBe(true)
  expect([number.level, number.needs]).toEqual(['should', 'an open door'])
})

test('a request says who asks, with which values, and how often', () => {
  expect(behavior('scope.own')).toMatchObject({
    request: {
      as: { kind: 'credential', variable: 'holder' },
      queries: [[['name', { kind: 'text', text: 'x-{name}' }]]],
      headers: [['X-Door', 'yes']],
      repeat: 2,
    },
    runs: 3,
    expect: [
      {
        status: ['200'],
        items: { kind: 'own', field: 'key', variable: 'holder', count: 1, orNone: true },
      },
      { status: ['404'], listing: false, items: null },
    ],
  })
  const { forAll } = behavior('scope.own') as ActiveBehavior
  expect([...forAll]).toEqual([
    ['holder', { kind: 'credential', argument: 'door', options: {} }],
    ['name', { kind: 'one', argument: 'name', options: { of: 'holder' } }],
  ])
})

test('joined values, conditions and choices are named by their variables', () => {
  expect(behavior('filter.names')).toMatchObject({
    request: {
      as: { kind: 'role', role: 'account' },
      queries: [
        [
          ['names', { kind: 'join', variables: ['names', 'other'], by: ',', layout: 'order' }],
          ['more', { kind: 'join', variables: ['names'], by: ';', layout: null }],
        ],
      ],
    },
    expect: [
      {
        items: {
          kind: 'where',
          combine: 'and',
          conditions: [
            { field: 'name', test: 'in', wanted: { kind: 'variable', variable: 'names' } },
            { field: 'number', test: 'contains', wanted: { kind: 'variable', variable: 'other' } },
          ],
        },
      },
    ],
  })
  const { forAll } = behavior('filter.names') as ActiveBehavior
  expect(forAll.get('names')).toEqual({ kind: 'some', argument: 'name', options: { min: 1 } })
  expect(forAll.get('other')).toEqual({
    kind: 'any',
    argument: [
      { kind: 'unknown', argument: 'name', options: {} },
      { kind: 'blank', argument: ',', options: {} },
    ],
    options: {},
  })
})

test('any of several conditions is another relation than all of them', () => {
  expect(behavior('filter.state')).toMatchObject({
    together: true,
    expect: [
      {
        items: {
          kind: 'where',
          combine: 'or',
          conditions: [
            { field: 'name', test: 'in', wanted: { kind: 'values', values: ['front', 'back'] } },
            { field: 'number', test: 'is', wanted: { kind: 'variable', variable: 'state' } },
          ],
        },
      },
    ],
  })
})

test('a wrong key is sent as its role, and a burst is asked for by a flag', () => {
  expect(behavior('error.wrong-key')).toMatchObject({
    request: { as: { kind: 'forged', role: 'account', variable: 'key' } },
  })
  expect(behavior('limit.burst')).toMatchObject({ kind: 'burst', as: 'account', optIn: '--burst' })
})

test('what is left open has its alternatives, in order', () => {
  expect(behavior('open.empty')).toMatchObject({
    alternatives: [
      { words: 'none', expect: { status: ['200'], items: { kind: 'all' } } },
      { words: 'one', expect: { status: null, items: { kind: 'none' } } },
    ],
    expect: [],
  })
})

test('own instances without a number are any number of them, and at least one', () => {
  const text = fullest.replace(', count: 1, or-none: true', '')
  const found = contract(text).behaviors.find(({ id }) => id === 'doors.scope.own')
  expect(found).toMatchObject({
    expect: [{ items: { kind: 'own', count: null, orNone: false } }, {}],
  })
})

test('the fields that a generator draws from are those that it or its choices name', () => {
  const { forAll } = behavior('filter.names') as ActiveBehavior
  expect([...forAll.values()].map(fieldsOf)).toEqual([['name'], ['name'], []])
})

test.for([
  ['{name}', 'name', 'name', ['name']],
  ['name', null, 'name', []],
  ['a{name}', null, 'a{name}', ['name']],
  ['{name}a', null, '{name}a', ['name']],
  ['{{name}}', null, '{{name}}', []],
  ['{a}-{b_2}', null, '{a}-{b_2}', ['a', 'b_2']],
] as const)('in %j the variables are read', ([text, variable, plain, all]) => {
  expect([variableIn(text), bare(text), variablesIn(text)]).toEqual([variable, plain, all])
})

test('a text is filled in with values, and its double braces become single ones', () => {
  const filled = filledIn('{a}-{{b}}-{c}', (name) => `<${name}>`)
  expect(filled).toBe('<a>-{b}-<c>')
})
