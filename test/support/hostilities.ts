import type { ServerResponse } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { bodyLimits } from '../../src/wire/body-limits.ts'

/** What a right server would have sent. */
export interface RightAnswer {
  status: number
  body: Buffer
}

/** Answers in its own way. */
export type Hostility = (response: ServerResponse, right: RightAnswer) => void

const mebibyte = Buffer.alloc(1024 * 1024, ' ')

/** Writes as fast as the client reads, `times` times or for ever. */
function pour(response: ServerResponse, chunk: Buffer | string, times = Infinity): void {
  const socket = response.socket
  if (!socket) return
  let left = times
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      left--
      if (!socket.write(chunk)) return
    }
    if (left <= 0) socket.end()
  }
  socket.on('drain', more)
  more()
}

/** Writes this to the socket, and leaves the connection open. */
function raw(response: ServerResponse, ...chunks: readonly (Buffer | string)[]): void {
  for (const chunk of chunks) response.socket?.write(chunk)
}

/** A byte at a time, twenty a second, so that a test need not wait for seconds. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.socket?.write('x'), 50)
  response.on('close', () => clearInterval(timer))
}

/** A complete answer with the body made of the right one, and with these headers. */
function whole(
  bodyOf: (right: Buffer) => Buffer | string,
  headers: Record<string, string> = {},
): Hostility {
  return (response, { status, body }) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(bodyOf(body))
  }
}

/** A complete answer that says nothing but this, whatever was asked. */
function only(body: Buffer | string, headers: Record<string, string> = {}): Hostility {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(body)
  }
}

/** The right body with something put before its end. */
function withMember(member: string): Hostility {
  return whole((right) => right.toString().replace(/\}$/, `,${member}}`))
}

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const tooDeep = 'the body is nested deeper than 64 levels'
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const bomb = gzipSync(Buffer.alloc(2 * bodyLimits.bytes, ' '))

/** No complete answer comes of these, ever. */
export const hanging: Readonly<Record<string, Hostility>> = {
  'a hang before the headers': () => undefined,
  'a hang after the headers': (response) => raw(response, `${head}Content-Length: 9\r\n\r\n{`),
  'a hang in the middle of the headers': (response) => raw(response, head),
  'a body of a byte at a time': (response) => {
    raw(response, `${head}Content-Length: 100000\r\n\r\n`)
    drip(response)
  },
  'headers of a byte at a time': (response) => {
    raw(response, `${head}X-Slow: `)
    drip(response)
  },
}

/** Each is more than can be read. */
export const oversized: Readonly<Record<string, Hostility>> = {
  'a body without end': (response) => {
    raw(response, `${head}Transfer-Encoding: chunked\r\n\r\n`)
    pour(response, Buffer.concat([Buffer.from('100000\r\n'), mebibyte, Buffer.from('\r\n')]))
  },
  'a body of 1 GB': (response) => {
    raw(response, `${head}Content-Length: ${2 ** 30}\r\n\r\n`)
    pour(response, mebibyte, 1024)
  },
  'a gzip bomb': only(bomb, { 'Content-Encoding': 'gzip' }),
}

/** Can be read, but holds more than is judged; with what is said of it. */
export const overLimit: Readonly<Record<string, { answer: Hostility; says: string }>> = {
  'a body of nothing but small objects': {
    answer: only(`{"instances":[${'{},'.repeat(bodyLimits.values)}{}]}`),
    says: 'the body holds more than 1300000 values',
  },
  'a body of nothing but small arrays': {
    answer: only(`[${'[],'.repeat(bodyLimits.values)}[]]`),
    says: 'the body holds more than 1300000 values',
  },
  'a million nulls as instances': {
    answer: only(`{"instances":[${'null,'.repeat(999_999)}null]}`),
    says: 'the body lists more than 20000 instances',
  },
  'a body of 480,000 names': {
    answer: only(withNames(480_000)),
    says: 'the body holds more than 50000 different member names',
  },
  'nesting of 100,000 levels': { answer: only(nested(100_000)), says: tooDeep },
  'nesting of 100,000 levels that breaks off': { answer: only('['.repeat(100_000)), says: tooDeep },
  'nesting of 100,000 levels in place of the items': {
    answer: only(`{"instances":${nested(100_000)}}`),
    says: tooDeep,
  },
  'an id that is nested 5,000 times': {
    answer: whole((right) => right.toString().replace(/"id":"[^"]*"/, `"id":${nested(5000)}`)),
    says: tooDeep,
  },
  'secrets nested 100,000 times': {
    answer: only(`{"instances":[${'{"token":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`),
    says: tooDeep,
  },
  'three layers of brotli': {
    answer: only(brotliCompressSync(brotliCompressSync(brotliCompressSync(mebibyte))), {
      'Content-Encoding': 'br, br, br',
    }),
    says: 'the body has more than one content-encoding',
  },
}

/** As much as can be read, in many ways; none is a listing. */
export const large: Readonly<Record<string, Hostility>> = {
  'one long text': only(JSON.stringify(['a'.repeat(bodyLimits.bytes - 4)])),
  'one long text of wide letters': only(`["€${'\\u20ac'.repeat(bodyLimits.bytes / 6 - 3)}"]`),
  'many numbers': only(`[${'1.5,'.repeat(bodyLimits.values - 2)}0]`),
  'many small objects': only(`[${'{"a":0},'.repeat(bodyLimits.values / 2 - 2)}0]`),
  'many small arrays': only(`[${'[0],'.repeat(bodyLimits.values / 2 - 2)}0]`),
  'many names': only(withNames(bodyLimits.names)),
  'numbers as instances': only(`{"instances":[${'1,'.repeat(bodyLimits.instances - 1)}1]}`),
  'one instance of many nulls': only(`{"instances":[{"id":[${'null,'.repeat(1_000_000)}0]}]}`),
  'names of 2 MB': whole((right) =>
    right.toString().replaceAll(/"name":"/g, `$&${'a'.repeat(2_000_000)}`),
  ),
}

/** Right listings with a text that is as long as can be: each filter finds another one, and all are kept. */
export const longTexts: Readonly<Record<string, Hostility>> = {
  'one token of &<': withToken('&<'.repeat(7_900_000)),
  'one token of a wide letter and many others': withToken(`€${'a'.repeat(15_800_000)}`),
}

function withToken(token: string): Hostility {
  return whole((right) => right.toString().replace(/"token":"/, `$&${token}`))
}

function withNames(count: number): string {
  return `{${Array.from({ length: count }, (_, n) => `"m${n}":0`).join()}}`
}

/** The right body, and each time something else of that length before its end. */
function padded(length: number): Hostility {
  let count = 0
  return whole((right) =>
    right.toString().replace(/\}$/, `,"pad":"${String(count++).padStart(length, 'a')}"}`),
  )
}

/** Right answers of which no two are equal. */
export const different: Readonly<Record<string, Hostility>> = {
  'small answers': padded(5000),
  'answers of 1 MB': padded(1_000_000),
}

/** What ends soon, and holds no answer. */
export const broken: Readonly<Record<string, Hostility>> = {
  'headers without end': (response) => {
    raw(response, head)
    pour(response, `X-More: ${'a'.repeat(1000)}\r\n`)
  },
  'a huge header': (response) => raw(response, `${head}X-Huge: ${'a'.repeat(2 ** 20)}\r\n\r\n{}`),
  'a reset before the headers': (response) => response.socket?.resetAndDestroy(),
  'a reset in the middle of the body': (response, { body }) => {
    raw(response, `${head}Content-Length: ${body.length}\r\n\r\n`)
    response.socket?.write(body.subarray(0, 50), () => response.socket?.resetAndDestroy())
  },
  'a Content-Length that is too large': (response, { body }) => {
    raw(response, `${head}Content-Length: ${body.length + 1}\r\n\r\n`, body)
    response.socket?.end()
  },
  'two different Content-Lengths': (response, { body }) =>
    raw(response, `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n`, body),
  'something else than HTTP': (response) => response.socket?.end('220 mail.example ESMTP\r\n'),
}

/** Complete answers that hold no listing, with what a verdict says of them. */
export const unreadable: Readonly<Record<string, { answer: Hostility; says: string }>> = {
  'broken gzip': {
    answer: whole((right) => gzipSync(right).subarray(0, -20), { 'Content-Encoding': 'gzip' }),
    says: 'the body is not valid gzip',
  },
  'gzip that is none': {
    answer: whole((right) => right, { 'Content-Encoding': 'gzip' }),
    says: 'the body is not valid gzip',
  },
  'an unknown encoding': {
    answer: whole((right) => right, { 'Content-Encoding': 'zstd9' }),
    says: 'the content-encoding "zstd9" cannot be undone',
  },
  'invalid UTF-8': {
    answer: only(Buffer.from('{"instances":[{"name":"\xff\xfe"}]}', 'latin1')),
    says: 'not JSON: bytes that are no UTF-8, at byte 23 of 29',
  },
  'an empty body': { answer: only(''), says: 'the body is empty' },
  'a byte order mark': {
    answer: whole((right) => Buffer.concat([Buffer.from('\ufeff'), right])),
    says: 'a byte order mark, at byte 0',
  },
  'truncated JSON': {
    answer: whole((right) => right.subarray(0, right.length / 2)),
    says: 'not JSON: broken off inside',
  },
  'a Content-Length that is too small': {
    answer: (response, { body }) => {
      raw(response, `${head}Connection: close\r\nContent-Length: 50\r\n\r\n`, body)
      response.socket?.end()
    },
    says: 'not JSON: broken off inside',
  },
  'a 204': { answer: (response) => response.writeHead(204).end(), says: 'got status 204' },
}

/** A page of something that stands in front. */
export const pages: Readonly<Record<string, Hostility>> = {
  HTML: only('<!doctype html><title>Login</title>', { 'Content-Type': 'text/html' }),
}

/** Right answers, in an odd shape. */
export const harmless: Readonly<Record<string, Hostility>> = {
  gzip: whole(gzipSync, { 'Content-Encoding': 'gzip' }),
  brotli: whole(brotliCompressSync, { 'Content-Encoding': 'br' }),
  'HTTP/1.0': (response, { status, body }) => {
    raw(response, `HTTP/1.0 ${status} -\r\nContent-Type: application/json\r\n\r\n`, body)
    response.socket?.end()
  },
  'duplicate keys': whole((right) =>
    right.toString().replace('{', '{"success":0,"instances":0,"error":0,'),
  ),
  'members named __proto__': withMember('"__proto__":{"instances":[]},"constructor":{"name":1}'),
  'numbers past 2^53': withMember('"big":9007199254740993,"huge":1e999'),
}
