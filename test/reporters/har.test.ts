import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import addFormats from 'ajv-formats'
import type { Entry, Har } from 'har-format'
import { expect, test } from 'vitest'
import { renderHar } from '../../reporters/har.ts'
import type { ShownExchange } from '../../src/model/report.ts'
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
    headers: [
      ['Content-Type', 'application/json'],
      ['Set-Cookie', '‹masked›'],
    ],
    body: { text: '{"instances":[', length: 400_000, whole: false, unreadable: null },
  },
}
const unanswered: ShownExchange = {
  ...answered,
  id: 'e17',
  outcome: { kind: 'no-answer', reason: 'timeout: no answer within 10000 ms' },
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
    text: '{"instances":[',
    comment: 'the first part of the body',
  })
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
