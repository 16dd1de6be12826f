import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bodyLimits } from '../../src/wire/body-limits.ts'
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

test.for([
  ['gzip', gzipSync(json)],
  ['x-gzip', gzipSync(json)],
  ['GZIP', gzipSync(json)],
  ['deflate', deflateSync(json)],
  ['br', brotliCompressSync(json)],
  ['identity', Buffer.from(json)],
  ['identity, gzip', gzipSync(json)],
] as const)('a body in the encoding %s is decoded', async ([encoding, bytes]) => {
  expect(await bodyOf(bytes, { 'Content-Encoding': encoding })).toEqual({
    ok: true,
    value: { name: 'café' },
  })
})

test.for(['gzip, br', ['gzip', 'br'], 'br, br, br', 'gzip, nonsense'])(
  'the encodings %j are too many',
  async (encoding) => {
    const { origin } = await serve((_request, response) => {
      response.setHeader('Content-Encoding', encoding)
      response.end(brotliCompressSync(gzipSync(json)))
    })
    expect(await ask(origin)).toEqual({
      kind: 'no-answer',
      cause: 'over-limit',
      reason: 'the body has more than one content-encoding',
    })
  },
)

test('an unknown encoding is named in the reason', async () => {
  const body = await bodyOf('whatever', { 'Content-Encoding': 'zstd2' })
  expect(body).toEqual(unread('the content-encoding "zstd2" cannot be undone'))
})

test.for(['Bearer 5511987654321', 'x'.repeat(21), 'a_b', '<b>', 'clé'])(
  'an encoding %j that looks like no name is not repeated',
  async (encoding) => {
    const body = await bodyOf('whatever', { 'Content-Encoding': encoding })
    expect(body).toEqual(unread('the content-encoding cannot be undone'))
  },
)

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
  const bytes = Buffer.alloc(bodyLimits.bytes, ' ')
  bytes.write('[]')
  expect(await bodyOf(bytes)).toEqual({ ok: true, value: [] })
})

test('bytes that are no UTF-8 are said to be none', async () => {
  expect(await bodyOf(Buffer.from([0x22, 0xff, 0x22]))).toEqual(
    unread('not JSON: bytes that are no UTF-8, at byte 1 of 3'),
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
  expect(body).toEqual({ ...unread('not JSON: an HTML page, 36 bytes'), isPage: true })
})

test('facts stand beside the body', async () => {
  const { origin } = await serve((_request, response) => response.end('{"a":[1,2]}'))
  expect(responseIn(await ask(origin)).facts).toMatchObject({ bytes: 11, values: 4, break: null })
})

test.for([
  ['as deep as is judged', bodyLimits.depth, 'response'],
  ['deeper', bodyLimits.depth + 1, 'no-answer'],
  ['deeper than any stack', 100_000, 'no-answer'],
] as const)('nesting that is %s', async ([, depth, kind]) => {
  const text = '['.repeat(depth) + ']'.repeat(depth)
  const { origin } = await serve((_request, response) => response.end(text))
  const outcome = await ask(origin)
  expect(outcome.kind).toBe(kind)
  if (outcome.kind === 'no-answer')
    expect(outcome.reason).toBe('the body is nested deeper than 64 levels')
})

test.for([
  [bodyLimits.instances, 'response'],
  [bodyLimits.instances + 1, 'no-answer'],
] as const)('of a listing of %i instances comes a %s', async ([count, kind]) => {
  const text = `{"instances":[${'null,'.repeat(count - 1)}null]}`
  const { origin } = await serve((_request, response) => response.end(text))
  const outcome = await ask(origin)
  expect(outcome.kind).toBe(kind)
  if (outcome.kind === 'no-answer')
    expect(outcome.reason).toBe('the body lists more than 20000 instances')
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

test('a number past 2^53 is a number', async () => {
  expect(await bodyOf('{"id":9007199254740993}')).toEqual({ ok: true, value: { id: 2 ** 53 } })
})
