import { expect, test } from 'vitest'
import { behaviorOf, commentsBefore, draftOf, idsOf, listingDocument } from './support.ts'

const item = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    name: { type: 'string' },
    status: { type: 'string', description: 'up, in its zone' },
    connected: { type: 'boolean' },
    access_token: { type: 'string' },
  },
}

const bearer = { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } }

/** The draft for an operation with parameters in the query. */
const draftWith = (...parameters: readonly object[]) =>
  draftOf(
    'a.json',
    listingDocument({
      item,
      get: {
        parameters: parameters.map((one) => ({ in: 'query', schema: { type: 'string' }, ...one })),
        security: [{ bearer: [] }],
      },
      components: bearer,
    }),
  )

const whereName = (test: string) => ({
  status: 200,
  items: { where: { name: { [test]: '{name}' } } },
})

test('a filter by a member of the same name is a must', () => {
  const result = draftWith({ name: 'filter[name]', description: 'Name, exact match' })
  expect(behaviorOf(result, 'filter.name')).toMatchObject({
    level: 'must',
    'for-all': { name: { one: 'name' } },
    request: { as: 'account', query: { 'filter[name]': '{name}' } },
    expect: whereName('is'),
  })
  expect(behaviorOf(result, 'filter.unknown-name').expect).toEqual({ status: 200, items: 'none' })
  expect(idsOf(result)).toContain('filter.part-of-name')
})

test('a filter that finds parts is asked for parts', () => {
  const result = draftWith({ name: 'name', description: 'Partial match' })
  expect(behaviorOf(result, 'filter.name')).toMatchObject({
    'for-all': { name: { any: [{ 'part-of': 'name' }, { one: 'name' }] } },
    expect: whereName('contains'),
  })
})

test('where nothing says how a filter compares, either way is right', () => {
  const result = draftWith({ name: 'name', description: 'Filter by name' })
  expect(behaviorOf(result, 'filter.name').expect).toEqual([whereName('is'), whereName('contains')])
  expect(idsOf(result)).not.toContain('filter.part-of-name')
})

test('a parameter that is only likely a filter is a guess, and no must', () => {
  const result = draftWith({ name: 'instanceName' })
  expect(behaviorOf(result, 'filter.instanceName')).toMatchObject({
    level: 'should',
    'for-all': { instanceName: { one: 'name' } },
  })
  expect(commentsBefore(result, '- id: filter.instanceName')).toEqual(
    expect.arrayContaining([
      'GUESS: instanceName selects by name',
      'GUESS: instanceName is a filter',
    ]),
  )
})

test('a parameter with listed values is asked for each, and what others answer is observed', () => {
  const schema = { type: 'string', enum: ['open', 'close'] }
  const result = draftWith({ name: 'status', description: 'Filter', schema })
  expect(behaviorOf(result, 'filter.status')).toMatchObject({
    level: 'must',
    'for-all': { status: { enum: ['open', 'close'] } },
    expect: { status: 200, items: { where: { status: { is: '{status}' } } } },
  })
  expect(behaviorOf(result, 'open.status-of-another-value')).toMatchObject({ level: 'observe' })
  expect(result.text).toContain('status: { at: /status, moves: true }')
})

test('listed values that select by no member are only taken', () => {
  const schema = { type: 'string', enum: ['asc', 'desc'] }
  const result = draftWith({ name: 'order', schema })
  expect(behaviorOf(result, 'filter.order-accepted').expect).toEqual({ status: 200, listing: true })
})

test.for([
  ['that no member is named after', 'zone'],
  ['of a boolean member', 'connected'],
  ['of a secret', 'access_token'],
])('a parameter %s is left out, and reported', ([, name]) => {
  const result = draftWith({ name })
  expect(idsOf(result).filter((id) => id.startsWith('filter.'))).toEqual([])
  expect(result.leftOut).toContain(`line 1: what the parameter ${name} does`)
})

test('where parameters choose a page, nothing is promised of the whole account', () => {
  const result = draftWith({ name: 'page' }, { name: 'name', description: 'Exact match' })
  expect(idsOf(result).filter((id) => id.startsWith('scope.'))).toEqual([])
  expect(behaviorOf(result, 'filter.name').level).toBe('should')
})

test('all filters together are asked for without a credential', () => {
  const result = draftWith({ name: 'name' }, { name: 'status' })
  expect(behaviorOf(result, 'access.missing-credential-with-filters').request).toEqual({
    as: 'nobody',
    query: { name: '{value1}', status: '{value2}' },
  })
})

const problem = { type: 'object', required: ['code'], properties: { code: { type: 'integer' } } }
const refusal = (description: string) => ({
  description,
  content: { 'application/json': { schema: problem } },
})

/** The draft for an operation with a filter and documented errors. */
const draftWithErrors = (responses: object) =>
  draftOf(
    'a.json',
    listingDocument({
      item,
      responses,
      get: {
        security: [{ bearer: [] }],
        parameters: [
          { in: 'query', name: 'name', description: 'Exact', schema: { type: 'string' } },
        ],
      },
      components: bearer,
    }),
  )

test('a 404 that is documented is right where a filter finds nothing', () => {
  const result = draftWithErrors({ 404: refusal('No such instance') })
  expect(behaviorOf(result, 'filter.unknown-name').expect).toEqual([
    { status: 200, items: 'none' },
    { status: [404], listing: false },
  ])
})

test('the body of an error that can be brought about is as documented', () => {
  const result = draftWithErrors({ 401: refusal('No key'), 503: refusal('Down') })
  expect(behaviorOf(result, 'error.body-401')).toMatchObject({
    when: { status: 401 },
    expect: { body: problem },
  })
  expect(idsOf(result)).not.toContain('error.body-503')
  expect(result.leftOut).toContain('line 1: what brings about status 503')
})

const unauthorized = { status: 401, listing: false }
const refused = { listing: false }

test.for([
  ['none', {}, refused, refused],
  ['401', { 401: refusal('No key') }, unauthorized, unauthorized],
  [
    '401 for both',
    { 401: refusal('Missing or invalid key'), 403: refusal('Blocked') },
    unauthorized,
    unauthorized,
  ],
  ['401 and 403', { 401: refusal('No'), 403: refusal('Forbidden') }, unauthorized, refused],
  ['403 alone', { 403: refusal('No') }, refused, refused],
] as const)('refusals where the document has %s', ([, responses, missing, wrong]) => {
  const result = draftWithErrors(responses)
  expect(behaviorOf(result, 'access.missing-credential').expect).toEqual(missing)
  expect(behaviorOf(result, 'access.wrong-credential').expect).toEqual(wrong)
})
