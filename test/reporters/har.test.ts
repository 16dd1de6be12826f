import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import addFormats from 'ajv-formats'
import type { Entry, Har } from 'har-format'
import { expect, test } from 'vitest'
import { renderHar } from '../../reporters/har.ts'
import type { ShownBody, ShownExchange } from '../../src/model/report.ts'
import { fullReport, reportOf, targetReport } from './fixture.ts'

const schemas = createRequire(import.meta.url)('har-schema') as Record<string, object>

/** The format's published schema, which is not ours. */
const isHar = addFormats
  .default(new Ajv({ strict: false, validateFormats: true }))
  .addMetaSchema(draft06)
  .addSchema(Object.values(schemas))
  .compile({ $ref: 'har.json#' })

const answered: ShownExchange = {
  id: 'e1',
  startedAt: '2026-11-20T10:00:00.000Z',
  durationMs: 12.5,
  request: {
    method: 'GET',
    url: 'https://sandbox.example/api/instance/list?name=a%20b&name=c',
    query: [
      ['name', 'a b'],
      ['name', 'c'],
    ],
    headers: [['token', '$RYZEAPI_TOKEN_ACCOUNT']],
  },
  outcome: {
    kind: 'response',
    status: 200,
    headers: [['content-type', 'application/json']],
    body: {
      text: '{"instances":["‹2 more›"]}',
      length: 400_000,
      whole: false,
      unreadable: null,
    },
  },
}
const unanswered: ShownExchange = {
  ...answered,
  id: 'e17',
  outcome: { kind: 'no-answer', reason: 'timeout: no answer within 10000 ms' },
}

type Answer = Extract<ShownExchange['outcome'], { kind: 'response' }>

function answeredWith(changed: Partial<Answer>): ShownExchange {
  return { ...answered, outcome: { ...(answered.outcome as Answer), ...changed } }
}

function harOf(...exchanges: readonly ShownExchange[]): Har['log'] {
  return (JSON.parse(renderHar(reportOf(targetReport({ exchanges })))) as Har).log
}

function entryOf(exchange: ShownExchange): Entry {
  const [entry] = harOf(exchange).entries
  if (!entry) throw new Error('the exchange has no entry')
  return entry
}

test('HAR: every report fits the published schema', () => {
  const shown = reportOf(targetReport({ exchanges: [answered, unanswered] }))
  for (const report of [fullReport, shown, reportOf()]) {
    isHar(JSON.parse(renderHar(report)))
    expect(isHar.errors ?? []).toEqual([])
  }
})

test('HAR: a request is shown with its query and its masked credential', () => {
  const { request } = entryOf(answered)
  expect(request.queryString).toEqual([
    { name: 'name', value: 'a b' },
    { name: 'name', value: 'c' },
  ])
  expect(request.headers).toEqual([{ name: 'token', value: '$RYZEAPI_TOKEN_ACCOUNT' }])
})

test('HAR: a body that is not shown as a whole says so, and how long it was', () => {
  expect(entryOf(answered).response.content).toEqual({
    size: 400_000,
    mimeType: 'application/json',
    text: '{"instances":["‹2 more›"]}',
    comment: 'not all of the body',
  })
})

test.each<[string, ShownBody, object]>([
  [
    'that is no JSON says why it is not shown',
    { text: '', length: 57, whole: false, unreadable: 'not JSON: an HTML page, 57 bytes' },
    { size: 57, text: '', comment: 'not shown: not JSON: an HTML page, 57 bytes' },
  ],
  [
    'that is empty needs no words',
    { text: '', length: 0, whole: true, unreadable: 'the body is empty' },
    { size: 0, text: '' },
  ],
  [
    'that is shown as a whole needs none, either',
    { text: '{}', length: 4, whole: true, unreadable: null },
    { size: 4, text: '{}' },
  ],
])('HAR: a body %s', (_, body, content) => {
  const { response } = entryOf(answeredWith({ body }))
  expect(response.content).toEqual({ mimeType: 'application/json', ...content })
})

test('HAR: what stands for values that are not shown is percent-encoded in a URL, and readable beside it', () => {
  const recipe = '‹the number of instance 3, with its last character changed›'
  const exchange = {
    ...answered,
    request: {
      ...answered.request,
      url: `https://‹masked›.example/‹masked›/list?number=a%20b,${recipe}`,
      query: [['number', `a b,${recipe}`] as const],
    },
  }
  const { request } = entryOf(exchange)
  expect(request.url).toMatch(/^[!-~]+$/)
  expect(new URL(request.url).searchParams.get('number')).toBe(`a b,${recipe}`)
  expect(request.queryString).toEqual([{ name: 'number', value: `a b,${recipe}` }])
  isHar(JSON.parse(renderHar(reportOf(targetReport({ exchanges: [exchange] })))))
  expect(isHar.errors ?? []).toEqual([])
})

test('HAR: where a redirect leads to is a URL, too', () => {
  const { response } = entryOf(
    answeredWith({ headers: [['location', 'https://‹string 3, 24 characters›']] }),
  )
  expect(response.redirectURL).toMatch(/^https:\/\/%E2%80%B9string%203,/)
})

test('HAR: what was never answered has status 0 and the reason', () => {
  const entry = entryOf(unanswered)
  expect(entry.response.status).toBe(0)
  expect(entry._error).toBe('timeout: no answer within 10000 ms')
})

test('HAR: each behavior points at its entries, each entry has the id that failures name', () => {
  const log = harOf(answered, unanswered)
  expect(log).toMatchObject({ _behaviors: [{ id: 'ryzeapi.list.operation', entries: [0, 1] }] })
  expect(log.entries.map(({ _id }) => _id as string)).toEqual(['e1', 'e17'])
})

test('HAR: entries of targets with equal ids of exchanges are told apart', () => {
  const [one, other] = ['a', 'b'].map((name) => targetReport({ name, exchanges: [answered] }))
  if (!one || !other) throw new Error('there are two')
  const { log } = JSON.parse(renderHar(reportOf(one, other))) as Har
  expect(log.entries.map(({ pageref }) => pageref)).toEqual(['a', 'b'])
  expect(log).toMatchObject({ _behaviors: [{ entries: [0] }, { entries: [1] }] })
})
