import { once } from 'node:events'
import { Agent, get as httpGet } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { mockedProviders, startMock } from '../../mock/index.ts'
import { get, running } from './support.ts'

const locations = {
  evolution: ['', '/instance/fetchInstances'],
  hypersender: ['/api/whatsapp/v1', '/instances'],
  ryzeapi: ['/api', '/instance/list'],
  wachat: ['/api/v1', '/instance/list'],
} as const

const variables = {
  evolution: ['EVOLUTION_API_KEY', 'EVOLUTION_INSTANCE_TOKEN'],
  hypersender: ['HYPERSENDER_TOKEN'],
  ryzeapi: ['RYZEAPI_TOKEN_ACCOUNT', 'RYZEAPI_TOKEN_INSTANCE'],
  wachat: ['WACHAT_API_KEY'],
} as const

const providers = Object.keys(locations) as (keyof typeof locations)[]

test('there is a mock of each of the four providers', () => {
  expect(mockedProviders()).toEqual(providers)
})

test.each(providers)('%s is served on the loopback at its documented path', async (provider) => {
  const mock = await running(provider)
  const [basePath, path] = locations[provider]
  expect(mock.provider).toBe(provider)
  expect(mock.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+/)
  expect(mock.baseUrl.replace(/^http:\/\/127\.0\.0\.1:\d+/, '')).toBe(basePath)
  expect(mock.path).toBe(path)
})

test.each(providers)('%s answers JSON, errors included', async (provider) => {
  const { headers } = await get(await running(provider), {})
  expect(headers.get('content-type')).toBe('application/json')
})

test.each(providers)('%s has its documented credentials, those of the seed', async (provider) => {
  const { credentials } = await running(provider, { seed: 7 })
  expect(Object.keys(credentials)).toEqual(variables[provider])
  for (const value of Object.values(credentials)) expect(value.length).toBeGreaterThanOrEqual(32)
  expect((await running(provider, { seed: 7 })).credentials).toEqual(credentials)
  expect((await running(provider, { seed: 8 })).credentials).not.toEqual(credentials)
})

test('an empty account has no credential of an instance', async () => {
  const { credentials } = await running('ryzeapi', { instances: 0 })
  expect(Object.keys(credentials)).toEqual(['RYZEAPI_TOKEN_ACCOUNT'])
})

test.each(['POST', 'PUT', 'DELETE', 'HEAD'])('%s answers 405 and names GET', async (method) => {
  const { baseUrl, path } = await running('wachat')
  const response = await fetch(baseUrl + path, { method })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET')
})

test.each(['', '/instance', '/instance/list/', '//instance/list', '/instance/LIST'])(
  'the path "%s" under the base answers 404 in JSON',
  async (path) => {
    const { baseUrl } = await running('wachat')
    const response = await fetch(baseUrl + path)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ message: 'Not found' })
  },
)

test('a connection is kept for the next request', async () => {
  const { baseUrl, path } = await running('wachat')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const localPort = () =>
    new Promise((resolve) => {
      httpGet(baseUrl + path, { agent }, (response) => {
        const { localPort: port } = response.socket
        response.resume().on('end', () => resolve(port))
      })
    })
  expect(await localPort()).toBe(await localPort())
  agent.destroy()
})

test('close ends connections that are in the midst of a request, and may be called twice', async () => {
  const mock = await startMock('wachat')
  const socket = connect(Number(new URL(mock.baseUrl).port), '127.0.0.1')
  const closed = once(socket, 'close')
  // The answer to the first request shows that the server has begun to read the second.
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n')
  await once(socket, 'data')
  await mock.close()
  await closed
  await mock.close()
  await expect(fetch(mock.baseUrl)).rejects.toThrow()
})

test('an unknown provider is refused with the ones there are', async () => {
  await expect(startMock('zq7')).rejects.toThrow('evolution, hypersender, ryzeapi, wachat')
})

test('a port in use is refused with the code of the system', async () => {
  const { baseUrl } = await running('evolution')
  const port = Number(new URL(baseUrl).port)
  await expect(startMock('evolution', { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
