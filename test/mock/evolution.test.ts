import { expect, test } from 'vitest'
import type { EvolutionInstance } from '../../mock/evolution.ts'
import { get, running, secret, unique, uuidV4 } from './support.ts'

type Listing = readonly EvolutionInstance[]

async function open(instances?: number) {
  const mock = await running('evolution', instances === undefined ? {} : { instances })
  const key = secret(mock, 'EVOLUTION_API_KEY')
  const as = async (apikey: string, query: Record<string, string> = {}) => {
    const answer = await get(mock, { apikey }, String(new URLSearchParams(query)))
    return { status: answer.status, body: answer.body as Listing }
  }
  return { mock, key, as, list: (query?: Record<string, string>) => as(key, query) }
}

const names = ({ body }: { body: Listing }) => body.map(({ instanceName }) => instanceName)
const profile = ['owner', 'profileName', 'profilePicUrl', 'profileStatus'] as const

test('the global key gets a bare array of every instance', async () => {
  const { status, body } = await (await open()).list()
  expect(status).toBe(200)
  expect(Array.isArray(body)).toBe(true)
  expect(body.length).toBeGreaterThanOrEqual(12)
})

test('no instances found answers an empty array', async () => {
  expect(await (await open(0)).list()).toEqual({ status: 200, body: [] })
})

test('every item has the documented fields, all but the profile always', async () => {
  const { body } = await (await open()).list()
  const always = [
    ...['instanceName', 'instanceId', 'status', 'connectionStatus', 'integration', 'serverUrl'],
    ...['apikey', 'createdAt', 'updatedAt'],
  ]
  for (const item of body) {
    const fields = Object.keys(item).filter((field) => !profile.some((each) => each === field))
    expect(fields).toEqual(always)
    expect(item.instanceId).toMatch(uuidV4)
  }
  expect(unique(body.map(({ instanceId }) => instanceId))).toBe(true)
})

test('every state appears, and status goes with it', async () => {
  const { body } = await (await open()).list()
  const pairs = new Set(body.map((item) => `${item.connectionStatus.state} ${item.status}`))
  expect([...pairs].sort()).toEqual(['close offline', 'connecting connecting', 'open online'])
})

test('both integrations appear', async () => {
  const { body } = await (await open()).list()
  const integrations = new Set(body.map((item) => item.integration))
  expect([...integrations].sort()).toEqual(['WHATSAPP-BAILEYS', 'WHATSAPP-BUSINESS'])
})

test('statusReason is a number where there is one, and absent elsewhere', async () => {
  const { body } = await (await open()).list()
  const reasons = body.map((item) => item.connectionStatus).filter((c) => 'statusReason' in c)
  expect(reasons.length).toBeGreaterThan(0)
  expect(reasons.length).toBeLessThan(body.length)
  for (const { statusReason } of reasons) expect(statusReason).toBeTypeOf('number')
})

test('the profile is of strings when open; elsewhere it is also null or absent', async () => {
  const { body } = await (await open()).list()
  const closed = body.filter((item) => item.connectionStatus.state !== 'open')
  for (const item of body.filter((each) => !closed.includes(each))) {
    for (const field of profile) expect(item[field]).toBeTypeOf('string')
    expect(item.owner).toMatch(/^\d+@s\.whatsapp\.net$/)
  }
  const kinds = new Set(closed.map(({ owner }) => (owner === null ? 'null' : typeof owner)))
  expect([...kinds].sort()).toEqual(['null', 'string', 'undefined'])
})

test('instanceName, instanceId and number each select one instance by its exact value', async () => {
  const { list } = await open()
  const everything = await list()
  for (const item of everything.body) {
    expect((await list({ instanceName: item.instanceName })).body).toEqual([item])
    expect((await list({ instanceId: item.instanceId })).body).toEqual([item])
    if (!item.owner) continue
    expect((await list({ number: item.owner.replace('@s.whatsapp.net', '') })).body).toEqual([item])
  }
})

test.each([
  { instanceName: 'zq7' },
  { instanceName: 'SALES' },
  { instanceId: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d' },
  { number: '1' },
  { instanceName: 'sales', number: '1' },
])('a filter that matches nothing answers an empty array: %o', async (query) => {
  expect(await (await open()).list(query)).toEqual({ status: 200, body: [] })
})

test('filters combine by AND', async () => {
  const { list } = await open()
  const [first, second] = (await list()).body
  const id = String(first?.instanceId)
  expect(names(await list({ instanceName: 'sales', instanceId: id }))).toEqual(['sales'])
  expect((await list({ instanceName: 'sales-2', instanceId: id })).body).toEqual([])
  expect(second?.instanceName).toBe('sales-2')
})

test('an empty value filters by nothing', async () => {
  const { list } = await open()
  const everything = await list()
  expect(await list({ instanceName: '', instanceId: '', number: '' })).toEqual(everything)
})

test("every instance's token sees the instances that carry it and no others", async () => {
  const { list, as } = await open()
  const { body: everything } = await list()
  for (const { apikey } of everything) {
    const own = everything.filter((item) => item.apikey === apikey)
    expect(await as(apikey)).toEqual({ status: 200, body: own })
  }
})

test('the instance token of the showcase is shared by two instances', async () => {
  const { mock, as } = await open()
  const token = secret(mock, 'EVOLUTION_INSTANCE_TOKEN')
  expect(names(await as(token))).toEqual(['sales', 'sales-2'])
  expect(names(await as(token, { instanceName: 'sales-2' }))).toEqual(['sales-2'])
  expect((await as(token, { instanceName: 'support' })).body).toEqual([])
})

test('a missing, empty, unknown or differently cased key answers 401', async () => {
  const { mock, key } = await open()
  for (const headers of [{}, { apikey: '' }, { apikey: 'zq7' }, { apikey: key.toLowerCase() }]) {
    const { status, body } = await get(mock, headers)
    expect({ status, body }).toEqual({
      status: 401,
      body: { error: true, message: 'Unauthorized' },
    })
  }
})
