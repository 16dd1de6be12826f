import { get as httpGet } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import type { Delivery, MockResponse } from '../../mock/provider.ts'
import { listen } from '../../mock/server.ts'

interface Received {
  headers: IncomingMessage['headers']
  bytes: Buffer
}

const body = { instances: [{ name: 'café', url: 'https://a.example' }] }

async function receive(answer: MockResponse): Promise<Received> {
  const server = await listen({ path: '/', handle: () => answer, now: () => 0 }, 0)
  onTestFinished(() => server.close())
  return new Promise((resolve, reject) => {
    httpGet(`${server.origin}/`, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }))
    }).on('error', reject)
  })
}

const delivered = (delivery: Delivery) => receive({ status: 200, body, delivery })

test.for([
  ['gzip', gunzipSync],
  ['br', brotliDecompressSync],
  ['deflate', inflateSync],
] as const)('%s is undone by its own decoder', async ([encoding, decode]) => {
  const { headers, bytes } = await delivered({ encoding })
  expect(headers['content-encoding']).toBe(encoding)
  expect(JSON.parse(decode(bytes).toString())).toEqual(body)
})

test('a chunked answer has no length, and all of its parts', async () => {
  const { headers, bytes } = await delivered({ chunked: true })
  expect(headers['content-length']).toBeUndefined()
  expect(headers['transfer-encoding']).toBe('chunked')
  expect(JSON.parse(bytes.toString())).toEqual(body)
})

test('an indented answer has line breaks and says the same', async () => {
  const { bytes } = await delivered({ indent: 2 })
  expect(bytes.toString()).toContain('\n  "instances"')
  expect(JSON.parse(bytes.toString())).toEqual(body)
})

test('an escaped answer is ASCII, has no bare slash, and says the same', async () => {
  const { bytes } = await delivered({ escaped: true })
  expect(bytes.toString()).toContain('caf\\u00e9')
  expect(bytes.toString()).toContain('https:\\/\\/a.example')
  expect(JSON.parse(bytes.toString())).toEqual(body)
})

test('a closing answer ends its connection', async () => {
  const { headers } = await delivered({ closes: true })
  expect(headers.connection).toBe('close')
})

test('a late answer is the same answer', async () => {
  const { bytes } = await delivered({ afterMs: 20 })
  expect(JSON.parse(bytes.toString())).toEqual(body)
})

test('a reset is no answer', async () => {
  await expect(delivered({ resets: true })).rejects.toThrow(/ECONNRESET|socket hang up/)
})

test('text is served as it is, without being called JSON', async () => {
  const { headers, bytes } = await receive({ status: 401, body: '<p>no</p>' })
  expect(headers['content-type']).toBeUndefined()
  expect(bytes.toString()).toBe('<p>no</p>')
})

test('null is no body', async () => {
  const { headers, bytes } = await receive({ status: 401, body: null })
  expect(headers['content-length']).toBe('0')
  expect(bytes).toHaveLength(0)
})
