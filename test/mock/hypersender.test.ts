import { expect, test } from 'vitest'
import type { HypersenderInstance } from '../../mock/hypersender.ts'
import { get, running, secret, unique, uuidV4 } from './support.ts'

type Listing = readonly HypersenderInstance[]

const statuses = ['STOPPED', 'STARTING', 'WORKING', 'SCAN_QR_CODE', 'FAILED', 'PENDING'] as const

async function open(instances?: number) {
  const mock = await running('hypersender', instances === undefined ? {} : { instances })
  const token = secret(mock, 'HYPERSENDER_TOKEN')
  const list = async (query?: string) => {
    const { status, body } = await get(mock, { Authorization: `Bearer ${token}` }, query)
    return { status, body: body as Listing }
  }
  const filter = (field: string, value: string) =>
    list(`filter[${field}]=${encodeURIComponent(value)}`)
  return { mock, token, list, filter }
}

test('the listing is a bare array of items with exactly the documented fields', async () => {
  const { status, body } = await (await open()).list()
  expect(status).toBe(200)
  expect(body.length).toBeGreaterThanOrEqual(12)
  const documented = ['id', 'name', 'phone', 'service_type', 'status', 'access_token', 'created_at']
  for (const item of body) {
    expect(Object.keys(item)).toEqual(documented)
    expect(item.id).toMatch(uuidV4)
    expect(item.phone).toMatch(/^\+[1-9]\d{6,14}$/)
    expect(item.service_type).toBe('whatsapp')
    expect(item.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  }
  expect(unique(body.map(({ phone }) => phone))).toBe(true)
})

test('an empty account answers an empty array', async () => {
  expect(await (await open(0)).list()).toEqual({ status: 200, body: [] })
})

test('the newest instance comes first', async () => {
  const { body } = await (await open()).list()
  const created = body.map((item) => item.created_at)
  expect(created).toEqual([...created].sort().reverse())
})

test.each(statuses)(
  'filter[status]=%s returns its instances, of which there are two',
  async (s) => {
    const { list, filter } = await open()
    const expected = (await list()).body.filter(({ status }) => status === s)
    expect(expected.length).toBeGreaterThanOrEqual(2)
    expect((await filter('status', s)).body).toEqual(expected)
  },
)

test('access_token is <digits>|<characters> or null, null for none that works', async () => {
  const { body } = await (await open()).list()
  const tokens = body.map((item) => item.access_token).filter((token) => token !== null)
  for (const token of tokens) expect(token).toMatch(/^\d+\|[A-Za-z0-9]{48}$/)
  expect(unique(tokens)).toBe(true)
  expect(tokens.length).toBeLessThan(body.length)
  for (const item of body.filter(({ status }) => status === 'WORKING')) {
    expect(item.access_token).not.toBeNull()
  }
})

test('filter[uuid] and filter[phone] match exactly', async () => {
  const { list, filter } = await open()
  for (const item of (await list()).body) {
    expect((await filter('uuid', item.id)).body).toEqual([item])
    expect((await filter('phone', item.phone)).body).toEqual([item])
    expect((await filter('uuid', item.id.slice(0, 8))).body).toEqual([])
    expect((await filter('phone', item.phone.slice(0, -1))).body).toEqual([])
    expect((await filter('phone', item.phone.slice(1))).body).toEqual([])
  }
})

test('filter[name] matches any part of a name, case included', async () => {
  const { filter } = await open()
  const names = async (part: string) => (await filter('name', part)).body.map(({ name }) => name)
  expect((await names('sales')).sort()).toEqual(['presales', 'sales', 'sales-2', 'sales-eu'])
  expect(await names('Support')).toEqual(['Support'])
  expect((await names('ark')).sort()).toEqual(['Marketing', 'market'])
  expect(await names('zq7')).toEqual([])
})

test('filters combine by AND', async () => {
  const { list } = await open()
  const { body } = await list('filter[name]=sales&filter[status]=WORKING')
  const expected = (await list()).body.filter(
    ({ name, status }) => name.includes('sales') && status === 'WORKING',
  )
  expect(expected.length).toBeGreaterThan(0)
  expect(body).toEqual(expected)
})

test('brackets may arrive percent-encoded', async () => {
  const { list } = await open()
  expect(await list('filter%5Bname%5D=eu')).toEqual(await list('filter[name]=eu'))
})

test('an empty filter and an undocumented one change nothing', async () => {
  const { list } = await open()
  const everything = await list()
  expect(await list('filter[name]=&filter[status]=')).toEqual(everything)
  expect(await list('filter[colour]=red&page=2')).toEqual(everything)
})

test.each(['ZQ7', 'working', 'WORK'])('the status "%s" answers 422 with a message', async (s) => {
  const { status, body } = await (await open()).filter('status', s)
  expect(status).toBe(422)
  expect(body).toMatchObject({ message: expect.any(String) as string })
})

test('a missing, wrong or unschemed token answers 401', async () => {
  const { mock, token } = await open()
  for (const authorization of ['', 'Bearer 1|zq7', token, `Bearer ${token.toLowerCase()}`]) {
    const { status, body } = await get(mock, { authorization })
    expect({ status, body }).toEqual({ status: 401, body: { message: 'Unauthenticated.' } })
  }
})

test("an instance's access_token does not open the account", async () => {
  const { mock, list } = await open()
  const { body } = await list('filter[status]=WORKING')
  const answer = await get(mock, { Authorization: `Bearer ${body[0]?.access_token}` })
  expect(answer.status).toBe(401)
})
