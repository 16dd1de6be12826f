import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { maxBodyBytes } from '../../src/http/body.ts'
import { serve } from '../support/server.ts'
import { ask, responseIn } from './support.ts'

const json = '{"name":"café"}'
const unread = (reason: unknown) => ({ ok: false, reason })

/** The body that is read of an answer with these bytes. */
async function bodyOf(bytes: Buffer | string, headers: Record<string, string> = {}, status = 200) {
  const { origin } = await serve((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(bytes)
  })
  return responseIn(await ask(origin)).body
}

const twice = (text: string): Buffer => brotliCompressSync(gzipSync(text))

test.for([
  ['gzip', gzipSync(json)],
  ['x-gzip', gzipSync(json)],
  ['GZIP', gzipSync(json)],
  ['deflate', deflateSync(json)],
  ['br', brotliCompressSync(json)],
  ['identity', Buffer.from(json)],
  ['gzip, br', twice(json)],
] as const)('a body in the encoding %s is decoded', async ([encoding, bytes]) => {
  expect(await bodyOf(bytes, { 'Content-Encoding': encoding })).toEqual({
    ok: true,
    value: { name: 'café' },
  })
})

test('two headers that name encodings are undone in the reverse order', async () => {
  const { origin } = await serve((_request, response) => {
    response.setHeader('Content-Encoding', ['gzip', 'br'])
    response.end(twice(json))
  })
  expect(responseIn(await ask(origin)).body).toMatchObject({ ok: true })
})

test('an unknown encoding is named in the reason', async () => {
  const body = await bodyOf('whatever', { 'Content-Encoding': 'zstd2' })
  expect(body).toEqual(unread('the content-encoding "zstd2" cannot be undone'))
})

test.for([
  ['is none', 'gzip', Buffer.from(json)],
  ['breaks off', 'gzip', gzipSync(json.repeat(99)).subarray(0, -20)],
  ['has a wrong checksum', 'gzip', corrupted(gzipSync(json))],
  ['is none', 'br', Buffer.from(json)],
  ['is none', 'deflate', Buffer.from(json)],
] as const)('a body that %s, but is called %s, has a reason', async ([, encoding, bytes]) => {
  const body = await bodyOf(bytes, { 'Content-Encoding': encoding })
  expect(body).toEqual(unread(`the body is not valid ${encoding}`))
})

function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt32LE(copy.readUInt32LE(copy.length - 8) ^ 1, copy.length - 8)
  return copy
}

test('a body of exactly the largest size is read', async () => {
  const bytes = Buffer.alloc(maxBodyBytes, ' ')
  bytes.write('[]')
  expect(await bodyOf(bytes)).toEqual({ ok: true, value: [] })
})

test('bytes that are no UTF-8 are said to be none', async () => {
  expect(await bodyOf(Buffer.from([0x22, 0xff, 0x22]))).toEqual(
    unread('the body is not valid UTF-8'),
  )
})

test('a byte order mark is passed over', async () => {
  expect(await bodyOf(`\ufeff${json}`)).toEqual({ ok: true, value: { name: 'café' } })
})

test.for(['', ' \r\n'])('the body %j is an empty one', async (text) => {
  expect(await bodyOf(text)).toEqual(unread('the body is empty'))
})

test('a 204 has an empty body', async () => {
  expect(await bodyOf('', {}, 204)).toEqual(unread('the body is empty'))
})

test('HTML is said to be that', async () => {
  const body = await bodyOf('\n<!doctype html><title>Login</title>', {
    'Content-Type': 'text/html',
  })
  expect(body).toEqual(unread('the body is HTML or XML, not JSON'))
})

test.for(['{"a":', 'null null', 'NaN', "{'a':1}", '[1,]', '\u0000'])(
  'the body %j is no JSON',
  async (text) => {
    expect(await bodyOf(text)).toEqual(unread('the body is not JSON'))
  },
)

test('nesting of a hundred thousand levels is read', async () => {
  const depth = 100_000
  const body = await bodyOf('['.repeat(depth) + ']'.repeat(depth))
  expect(body.ok).toBe(true)
})

test('of duplicate keys the last one counts, as for JSON.parse', async () => {
  expect(await bodyOf('{"a":1,"a":2}')).toEqual({ ok: true, value: { a: 2 } })
})

test('a member named __proto__ changes no other object', async () => {
  const body = await bodyOf('{"__proto__":{"polluted":true},"constructor":{"prototype":{"a":1}}}')
  expect(body.ok).toBe(true)
  expect({}).not.toHaveProperty('polluted')
  expect({}).not.toHaveProperty('a')
})

test('a number past 2^53 is a number, and the text keeps every digit', async () => {
  const { origin } = await serve((_request, response) => response.end('{"id":9007199254740993}'))
  const { body, text } = responseIn(await ask(origin))
  expect(body).toEqual({ ok: true, value: { id: 2 ** 53 } })
  expect(text).toContain('9007199254740993')
})
