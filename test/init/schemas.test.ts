import { expect, test } from 'vitest'
import { behaviorOf, commentsBefore, draftOf, idsOf, listingDocument } from './support.ts'

type Version = '3.0.3' | '3.1.0'

/** The draft for an instance with a member `odd` of a schema. */
const draftWith = (odd: unknown, version: Version = '3.0.3', more: object = {}) =>
  draftOf(
    'a.json',
    listingDocument({
      version,
      item: { type: 'object', properties: { id: { type: 'integer' }, odd }, ...more },
      components: { schemas: { Text: { type: 'string' } } },
    }),
  )

const text = { $ref: '#/components/schemas/Text' }

test.for<[string, unknown, unknown]>([
  ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [
    'nullable beside an enum',
    { type: 'string', nullable: true, enum: ['a'] },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  ['nullable beside a $ref', { ...text, nullable: true }, { type: ['string', 'null'] }],
  [
    'nullable beside allOf',
    { nullable: true, allOf: [text] },
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
  ],
  ['not nullable', { type: 'string', nullable: false }, { type: 'string' }],
  [
    'an exclusive limit',
    { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
    { type: 'number', exclusiveMinimum: 0, maximum: 9 },
  ],
  ['a format', { type: 'string', format: 'date-time' }, { type: 'string', format: 'date-time' }],
  [
    'what only documents',
    { type: 'string', title: 'T', description: 'D', example: 'x', deprecated: true, 'x-y': 1 },
    { type: 'string' },
  ],
  [
    'a member that is never sent back',
    {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { type: 'string', writeOnly: true }, b: { type: 'string' } },
    },
    { type: 'object', required: ['b'], properties: { b: { type: 'string' } } },
  ],
])('OpenAPI 3.0: %s', ([, schema, expected]) => {
  const result = draftWith(schema)
  expect(behaviorOf(result, 'item.odd').expect).toEqual({ item: { '/odd?': expected } })
})

test.for<[string, unknown, unknown]>([
  ['a list of types', { type: ['string', 'null'] }, { type: ['string', 'null'] }],
  [
    'an exclusive limit',
    { type: 'integer', exclusiveMaximum: 9 },
    { type: 'integer', exclusiveMaximum: 9 },
  ],
  ['a constant', { const: 'x' }, { const: 'x' }],
  [
    'a choice with null',
    { anyOf: [text, { type: 'null' }] },
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
  ],
])('OpenAPI 3.1: %s', ([, schema, expected]) => {
  const result = draftWith(schema, '3.1.0')
  expect(behaviorOf(result, 'item.odd').expect).toEqual({ item: { '/odd?': expected } })
})

test('a member that is required must be there', () => {
  const result = draftWith({ type: 'string' }, '3.0.3', { required: ['odd'] })
  expect(behaviorOf(result, 'item.odd')).toMatchObject({
    level: 'must',
    title: 'odd is a string, and always there',
    expect: { item: { '/odd': { type: 'string' } } },
  })
})

test('a member of which nothing is said is left out, unless it is required', () => {
  const left = draftWith({ description: 'anything' })
  expect(idsOf(left)).not.toContain('item.odd')
  expect(left.leftOut.join('\n')).toContain('what odd is')
  const kept = draftWith({}, '3.0.3', { required: ['odd'] })
  expect(behaviorOf(kept, 'item.odd').expect).toEqual({ item: { '/odd': true } })
})

test('a schema that its own example contradicts is a guess, and no must', () => {
  const result = draftWith({ type: 'string', example: 7 })
  expect(behaviorOf(result, 'item.odd').level).toBe('should')
  expect(commentsBefore(result, '- id: item.odd')).toContain(
    'GUESS: the example at line 1 is something else; which of the two is right?',
  )
})

test('members that every example shows are expected as a should, where none is required', () => {
  const result = draftWith({ type: 'string', example: 'x' })
  expect(behaviorOf(result, 'item.complete')).toMatchObject({
    level: 'should',
    expect: { item: { '/odd': true } },
  })
})

test('a format that the contract language does not know is left out, and reported', () => {
  const result = draftWith({ type: 'string', format: 'phone' })
  expect(behaviorOf(result, 'item.odd').expect).toEqual({ item: { '/odd?': { type: 'string' } } })
  expect(result.leftOut).toContain('line 1: the format "phone", of the member odd')
})

const inEnvelope = {
  type: 'object',
  properties: {
    meta: { type: 'object', properties: { total: { type: 'integer' } } },
    tags: { type: 'array', items: { type: 'string' } },
    data: {
      type: 'object',
      properties: {
        devices: {
          type: 'array',
          items: { type: 'object', properties: { id: { type: 'string' } } },
        },
      },
    },
  },
}

test('an array of objects inside of an envelope is the listing', () => {
  const result = draftOf('a.json', listingDocument({ answer: inEnvelope }))
  expect(result.text).toContain('items: /data/devices')
  expect(behaviorOf(result, 'envelope.tags').expect).toEqual({
    body: { '/tags?': { type: 'array', items: { type: 'string' } } },
  })
})

test('where two arrays hold objects, the guess names the other one', () => {
  const other = { type: 'array', items: { type: 'object', properties: { a: { type: 'string' } } } }
  const answer = { ...inEnvelope, properties: { ...inEnvelope.properties.data.properties, other } }
  const result = draftOf('a.json', listingDocument({ answer }))
  expect(result.text).toContain('items: /devices')
  expect(commentsBefore(result, 'listing:')).toContain(
    'GUESS: items: this array is the listing, and not /other',
  )
})

test('the least deep of several arrays is the listing, whatever they are called', () => {
  const list = { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } }
  const properties = { x: list, y: { type: 'object', properties: { instances: list } } }
  const result = draftOf('a.json', listingDocument({ answer: { type: 'object', properties } }))
  expect(result.text).toContain('items: /x')
})

test('a count beside the listing is its length as a guess, unless an answer is a page', () => {
  const list = { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } }
  const answer = { type: 'object', properties: { total: { type: 'integer' }, list } }
  const id = 'envelope.total-counts-instances'
  const whole = draftOf('a.json', listingDocument({ answer }))
  expect(behaviorOf(whole, id)).toMatchObject({
    level: 'should',
    expect: { body: { '/total': { lengthOf: '1/list' } } },
  })
  const parameters = [{ in: 'query', name: 'limit', schema: { type: 'integer' } }]
  const paged = draftOf('a.json', listingDocument({ answer, get: { parameters } }))
  expect(idsOf(paged)).not.toContain(id)
  expect(paged.leftOut.join('\n')).toContain('what total counts, where one answer is a page')
})

test('members are masked by what their names say, wherever they are', () => {
  const properties = Object.fromEntries(
    ['id', 'name', 'accessToken', 'api_key', 'phoneNumber', 'jid', 'monkey', 'numberOfChats'].map(
      (name) => [name, { type: 'string' }],
    ),
  )
  const nested = { type: 'object', properties: { password: { type: 'string' } } }
  const item = {
    type: 'object',
    properties: { ...properties, proxy: nested, hasToken: { type: 'boolean' } },
  }
  const { text: yaml } = draftOf('a.json', listingDocument({ item }))
  expect(yaml).toContain('secrets: [ accessToken, api_key, password ]')
  expect(yaml).toContain('personal: [ phoneNumber, jid ]')
})
