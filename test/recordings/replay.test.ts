import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Client } from 'undici'
import { answerUnder, recordedExchanges } from './recorded.ts'
import type { Recorded } from './recorded.ts'
import { replayEvolution } from './replay.ts'
import type { Replay } from './replay.ts'

let replay: Replay
let client: Client

beforeAll(async () => {
  replay = await replayEvolution()
  client = new Client(replay.baseUrl)
})

afterAll(async () => {
  await client.close()
  await replay.close()
})

/** What the suite never sends, and what was recorded without its body. */
const apart = ['broken JSON body on GET', 'gzip', 'OPTIONS (CORS preflight)']
const exchanges = recordedExchanges().filter(({ heading }) => !apart.includes(heading))

test('the recording has 62 exchanges', () => {
  expect(recordedExchanges()).toHaveLength(62)
})

test.for(exchanges)('answers as recorded: $heading', async (recorded) => {
  expect(await ask(recorded)).toEqual({
    status: recorded.status,
    'content-type': recorded.headers['content-type'],
    etag: recorded.headers.etag,
    body: recorded.body,
  })
})

async function ask({ method, target, sent, data }: Recorded) {
  const request = { method, path: target, headers: sent, body: data }
  const { statusCode: status, headers, body } = await client.request(request)
  return {
    status,
    'content-type': headers['content-type'],
    etag: headers.etag,
    body: await body.text(),
  }
}

test('a long answer is compressed for a client that takes gzip, and says the same', async () => {
  const headers = { apikey: replay.credentials.EVOLUTION_API_KEY, 'accept-encoding': 'gzip' }
  const response = await fetch(`${replay.baseUrl}/instance/fetchInstances`, { headers })
  const [listing] = exchanges
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(await response.text()).toBe(listing?.body)
})

test('a name that was never asked for is in the 404 that it gets', async () => {
  const headers = { apikey: replay.credentials.EVOLUTION_API_KEY }
  const name = encodeURIComponent('quo"ted $& name')
  const url = `${replay.baseUrl}/instance/fetchInstances?instanceName=${name}`
  const response = await fetch(url, { headers })
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({
    status: 404,
    error: 'Not Found',
    response: { message: ['Instance "quo"ted $& name" not found'] },
  })
})

test('an instance that is listed but not loaded is not found by its id either', async () => {
  const headers = { apikey: replay.credentials.EVOLUTION_API_KEY }
  const id = '77777777-7777-4777-8777-777777777777'
  const url = `${replay.baseUrl}/instance/fetchInstances?instanceId=${id}`
  const response = await fetch(url, { headers })
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('Instance \\"orphan\\" not found')
})

test('what no recording decides is answered with 501', async () => {
  const headers = { apikey: replay.credentials.EVOLUTION_API_KEY }
  const url = `${replay.baseUrl}/instance/fetchInstances?number=1&number=2`
  const response = await fetch(url, { headers })
  expect(response.status).toBe(501)
})

const sparse = [
  ['empty', 'empty server (no row with this clientName), global key', '', true],
  ['empty', 'empty server, no key', '', false],
  [
    'empty',
    'empty server, instanceName=alpha (row of another client)',
    '?instanceName=alpha',
    true,
  ],
  ['down', 'PostgreSQL down, global key', '', true],
  ['down', 'PostgreSQL down, no key', '', false],
] as const

test.for(sparse)('%s answers as recorded: %s', async ([account, heading, query, hasKey]) => {
  const other = await replayEvolution(account)
  onTestFinished(() => other.close())
  const recorded = answerUnder(heading, recordedExchanges('evolution-2.3.6-empty.txt'))
  const response = await fetch(`${other.baseUrl}/instance/fetchInstances${query}`, {
    headers: hasKey ? { apikey: other.credentials.EVOLUTION_API_KEY } : {},
  })
  expect(response.status).toBe(recorded.status)
  expect(await response.text()).toBe(recorded.body)
})
