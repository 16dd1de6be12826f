import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { memo } from './memo.ts'
import type { Delivery, MockRequest, MockResponse } from './provider.ts'

const host = '127.0.0.1'

export interface Endpoint {
  /** Base path and operation path together. */
  readonly path: string
  readonly handle: (request: MockRequest) => MockResponse
  /** Answers for every other path. Default: 404. */
  readonly elsewhere?: ((request: MockRequest) => MockResponse) | undefined
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

export interface RunningServer {
  /** Scheme, host and port, no slash at the end. */
  readonly origin: string
  /** Stops listening and ends open connections. Calling it again does no harm. */
  close(): Promise<void>
}

/**
 * Serves one GET endpoint on the loopback interface.
 * Rejects with the system's error when the port (0: any free one) is not to be had.
 */
export async function listen(endpoint: Endpoint, port: number): Promise<RunningServer> {
  const server = createServer((incoming, outgoing) =>
    write(outgoing, incoming, answer(incoming, endpoint)),
  )
  // Longer than a pause between two requests: a socket that closes just as it is reused is a reset.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    origin: `http://${host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const nothingHere = (): MockResponse => ({ status: 404, body: { message: 'Not found' } })

function answer(
  incoming: IncomingMessage,
  { path, handle, elsewhere = nothingHere, now }: Endpoint,
): MockResponse {
  // Not `new URL`, which throws on some targets and takes a path that starts with // for a host.
  const [target = '', ...search] = (incoming.url ?? '').split('?')
  const request = {
    query: new URLSearchParams(search.join('?')),
    headers: singleValued(incoming.headers),
    at: now(),
  }
  if (target !== path) return elsewhere(request)
  if (incoming.method !== 'GET') {
    return { status: 405, headers: { Allow: 'GET' }, body: { message: 'Method not allowed' } }
  }
  return handle(request)
}

function singleValued(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )
}

function write(outgoing: ServerResponse, incoming: IncomingMessage, response: MockResponse): void {
  incoming.resume()
  const { afterMs = 0 } = response.delivery ?? {}
  if (afterMs === 0) deliver(outgoing, response)
  else setTimeout(() => deliver(outgoing, response), afterMs)
}

function deliver(
  outgoing: ServerResponse,
  { status, headers, body, delivery = {} }: MockResponse,
): void {
  const { encoding, chunked = false, closes = false, resets = false } = delivery
  if (resets) {
    outgoing.socket?.resetAndDestroy()
    return
  }
  const bytes = encoded(plainBytes(body, delivery), encoding)
  outgoing.writeHead(status, {
    ...(typeof body === 'object' && body !== null && { 'Content-Type': 'application/json' }),
    ...(encoding && { 'Content-Encoding': encoding }),
    ...(!chunked && { 'Content-Length': bytes.length }),
    ...(closes && { Connection: 'close' }),
    ...headers,
  })
  if (chunked) {
    const third = Math.ceil(bytes.length / 3)
    for (const start of [0, third]) outgoing.write(bytes.subarray(start, start + third))
    outgoing.end(bytes.subarray(2 * third))
  } else outgoing.end(bytes)
}

/** Once per object: ten thousand instances take longer to serialise than to send. */
const serialise = memo((body: object) => Buffer.from(JSON.stringify(body)))

function plainBytes(body: MockResponse['body'], { indent, escaped = false }: Delivery): Buffer {
  if (body === null) return Buffer.alloc(0)
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body)
  if (indent === undefined && !escaped) return serialise(body)
  const text = JSON.stringify(body, null, indent)
  return Buffer.from(escaped ? text.replace(/[\u0080-\uffff/]/g, asEscape) : text)
}

const asEscape = (unit: string) =>
  unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

function encoded(bytes: Buffer, encoding: Delivery['encoding']): Buffer {
  switch (encoding) {
    case 'gzip':
      return gzipSync(bytes)
    case 'br':
      // The best quality, which is the default, takes seconds for ten thousand instances.
      return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
    case 'deflate':
      return deflateSync(bytes)
    case undefined:
      return bytes
  }
}
