import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { memo } from './memo.ts'
import type { MockRequest, MockResponse } from './provider.ts'

const host = '127.0.0.1'

export interface Endpoint {
  /** Base path and operation path together. */
  readonly path: string
  readonly handle: (request: MockRequest) => MockResponse
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

function answer(incoming: IncomingMessage, { path, handle, now }: Endpoint): MockResponse {
  // Not `new URL`, which throws on some targets and takes a path that starts with // for a host.
  const [target = '', ...search] = (incoming.url ?? '').split('?')
  if (target !== path) return { status: 404, body: { message: 'Not found' } }
  if (incoming.method !== 'GET') {
    return { status: 405, headers: { Allow: 'GET' }, body: { message: 'Method not allowed' } }
  }
  return handle({
    query: new URLSearchParams(search.join('?')),
    headers: singleValued(incoming.headers),
    at: now(),
  })
}

function singleValued(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )
}

/** Once per object: ten thousand instances take longer to serialise than to send. */
const serialise = memo((body: object) => Buffer.from(JSON.stringify(body)))

function write(
  outgoing: ServerResponse,
  incoming: IncomingMessage,
  { status, headers, body }: MockResponse,
): void {
  const bytes = serialise(body)
  outgoing.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': bytes.length,
    ...headers,
  })
  outgoing.end(bytes)
  incoming.resume()
}
