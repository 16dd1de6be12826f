import { expect, test } from 'vitest'
import { wachat, type WachatInstance } from '../../mock/wachat.ts'
import { get, running, secret, unique } from './support.ts'

interface Listing {
  readonly success: boolean
  readonly count: number
  readonly instances: readonly WachatInstance[]
}

async function open(instances?: number) {
  const mock = await running('wachat', instances === undefined ? {} : { instances })
  const key = secret(mock, 'WACHAT_API_KEY')
  const list = async (query?: string) => {
    const { status, headers, body } = await get(mock, { Authorization: `Bearer ${key}` }, query)
    return { status, headers, body: body as Listing }
  }
  return { mock, key, list }
}

test('the showcase answers 200 with success, count and instances', async () => {
  const { list } = await open()
  const { status, body } = await list()
  expect(status).toBe(200)
  expect(Object.keys(body)).toEqual(['success', 'count', 'instances'])
  expect(body.success).toBe(true)
  expect(body.count).toBe(body.instances.length)
  expect(body.count).toBeGreaterThanOrEqual(12)
})

test('every item has exactly the documented properties', async () => {
  const { body } = await (await open()).list()
  const documented = [
    ...['id', 'instanceName', 'displayName', 'apiInstanceName', 'internalName', 'state', 'status'],
    ...['isConnected', 'number', 'profileName', 'profilePictureUrl', 'profilePicUrl', 'owner'],
    ...['integration', 'createdAt', 'updatedAt'],
  ]
  for (const item of body.instances) expect(Object.keys(item)).toEqual(documented)
})

test('aliases repeat what they stand for, null included', async () => {
  const { body } = await (await open()).list()
  for (const item of body.instances) {
    expect(item.internalName).toBe(item.apiInstanceName)
    expect(item.displayName).toBe(item.instanceName)
    expect(item.status).toBe(item.state)
    expect(item.profilePicUrl).toBe(item.profilePictureUrl)
  }
})

test('apiInstanceName is unique and ends in the display name', async () => {
  const { body } = await (await open()).list()
  expect(unique(body.instances.map((item) => item.apiInstanceName))).toBe(true)
  for (const { apiInstanceName, instanceName } of body.instances) {
    expect(apiInstanceName).toMatch(/^t\d+_[0-9a-z]{8}_/)
    expect(apiInstanceName.endsWith(`_${instanceName}`)).toBe(true)
  }
})

test('an instance is connected exactly when it is open, and only then has a number', async () => {
  const { body } = await (await open()).list()
  for (const { state, isConnected, number, owner, profileName } of body.instances) {
    expect(isConnected).toBe(state === 'open')
    expect(number === null).toBe(!isConnected)
    expect(owner).toBe(isConnected ? `${number}@s.whatsapp.net` : null)
    expect(profileName === null).toBe(!isConnected)
  }
})

test('the showcase has open and unconnected instances, and an open one without a picture', async () => {
  const { body } = await (await open()).list()
  const states = new Set(body.instances.map((item) => item.state))
  expect([...states].sort()).toEqual(['close', 'connecting', 'open'])
  const pictures = body.instances.filter((item) => item.isConnected).map((i) => i.profilePicUrl)
  expect(pictures).toContain(null)
  expect(pictures.some((url) => url?.startsWith('https://'))).toBe(true)
})

test('query parameters have no effect, as none is documented', async () => {
  const { list } = await open()
  const everything = await list()
  expect((await list('instanceName=sales&page=2&limit=1')).body).toEqual(everything.body)
})

test('an empty account answers count 0 and an empty list', async () => {
  const { body } = await (await open(0)).list()
  expect(body).toEqual({ success: true, count: 0, instances: [] })
})

test.each([
  ['no header', () => ({})],
  ['another key', () => ({ Authorization: 'Bearer wachat_sk_other' })],
  ['the key in other case', (key: string) => ({ Authorization: `Bearer ${key.toUpperCase()}` })],
  ['the key without a scheme', (key: string) => ({ Authorization: key })],
  ['another scheme', (key: string) => ({ Authorization: `Basic ${key}` })],
  ['an empty token', () => ({ Authorization: 'Bearer ' })],
] as const)('%s answers 401 and no instance', async (_, headers) => {
  const { mock, key } = await open()
  const { status, body } = await get(mock, headers(key))
  expect(status).toBe(401)
  expect(body).toEqual({ success: false, message: expect.any(String) as string })
})

test('the scheme of the Authorization header has no case', async () => {
  const { mock, key } = await open()
  expect((await get(mock, { Authorization: `bearer ${key}` })).status).toBe(200)
})

test('a restricted subscription answers 403 and no instance', () => {
  const account = { ...wachat.account(1), subscription: 'restricted' } as const
  const headers = { authorization: `Bearer ${account.apiKey}` }
  const response = wachat.handle({ query: new URLSearchParams(), headers, at: 0 }, account)
  expect(response.status).toBe(403)
  expect(response.body).toEqual({ success: false, message: expect.any(String) as string })
})
