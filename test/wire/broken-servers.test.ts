import { createServer as createTlsServer } from 'node:tls'
import type { AddressInfo, Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { serveSelfSigned } from '../support/hostile-server.ts'
import { closedOrigin, serve, serveRaw } from '../support/server.ts'
import { ask, responseIn } from './support.ts'

const noAnswer = (cause: unknown, reason: unknown) => ({ kind: 'no-answer', cause, reason })
const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const timedOut = noAnswer('timeout', 'no complete answer within 300 ms')

/** Writes a byte at a time, faster than any timeout between two bytes, and never ends. */
function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write('x'), 50)
  socket.on('close', () => clearInterval(timer))
}

test('a port where nobody listens is a refused connection', async () => {
  const outcome = await ask(await closedOrigin())
  expect(outcome).toEqual(noAnswer('refused', 'connection refused'))
})

test('a host that does not exist is a host that cannot be found', async () => {
  const outcome = await ask('http://gateway.invalid')
  expect(outcome).toEqual(noAnswer('unresolved', expect.stringContaining('DNS')))
})

test('a reset before the headers is no answer', async () => {
  const { origin } = await serveRaw((socket) => socket.resetAndDestroy())
  expect(await ask(origin)).toEqual(noAnswer('lost', expect.stringMatching(/reset|closed/)))
})

test('a connection that is closed before the headers is no answer', async () => {
  const { origin } = await serveRaw((socket) => socket.end())
  expect(await ask(origin)).toEqual(noAnswer('lost', expect.stringContaining('closed')))
})

test('a reset in the middle of the body is no answer', async () => {
  const { origin } = await serveRaw((socket) => {
    socket.write(`${ok}Content-Length: 100\r\n\r\n{"instances":`, () => socket.resetAndDestroy())
  })
  expect(await ask(origin)).toEqual(noAnswer('lost', expect.stringMatching(/reset|closed/)))
})

test('a connection that is closed in the middle of a chunked body is no answer', async () => {
  const { origin } = await serveRaw((socket) =>
    socket.end(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":`),
  )
  expect(await ask(origin)).toEqual(noAnswer('lost', expect.stringContaining('closed')))
})

test('a body that is shorter than its Content-Length is no answer', async () => {
  const { origin } = await serveRaw((socket) => socket.end(`${ok}Content-Length: 100\r\n\r\n{}`))
  expect(await ask(origin)).toEqual(
    noAnswer('lost', expect.stringMatching(/closed|Content-Length/)),
  )
})

test('what a body has beyond its Content-Length is not read as a part of it', async () => {
  const { origin } = await serveRaw((socket) =>
    socket.end(`${ok}Content-Length: 2\r\nConnection: close\r\n\r\n{}{}`),
  )
  const outcome = await ask(origin)
  expect(outcome).toMatchObject({
    kind: 'response',
    response: { length: 2, body: { ok: true, value: {} } },
  })
})

test('a hang before the headers ends at the timeout', async () => {
  const { origin } = await serveRaw(() => undefined)
  expect(await ask(origin, { timeoutMs: 300 })).toEqual(timedOut)
})

test('a hang after the headers ends at the timeout', async () => {
  const { origin } = await serveRaw((socket) => socket.write(`${ok}Content-Length: 9\r\n\r\n{`))
  expect(await ask(origin, { timeoutMs: 300 })).toEqual(timedOut)
})

test('a body that trickles in ends at the timeout', async () => {
  const { origin } = await serveRaw((socket) => {
    socket.write(`${ok}Content-Length: 100000\r\n\r\n`)
    drip(socket)
  })
  expect(await ask(origin, { timeoutMs: 300 })).toEqual(timedOut)
})

test('headers that trickle in end at the timeout', async () => {
  const { origin } = await serveRaw((socket) => {
    socket.write(`${ok}X-Slow: `)
    drip(socket)
  })
  expect(await ask(origin, { timeoutMs: 300 })).toEqual(timedOut)
})

test('headers without end are no answer', async () => {
  const { origin } = await serveRaw((socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(`X-More: ${'a'.repeat(1000)}\r\n`));
    }
    socket.write(ok)
    socket.on('drain', more)
    more()
  })
  expect(await ask(origin)).toEqual(noAnswer('other', 'the headers of the answer are too large'))
})

test('a huge header is no answer', async () => {
  const { origin } = await serveRaw((socket) =>
    socket.write(`${ok}X-Huge: ${'a'.repeat(1_000_000)}\r\n\r\n`),
  )
  expect(await ask(origin)).toEqual(noAnswer('other', 'the headers of the answer are too large'))
})

test('something else than HTTP is no answer', async () => {
  const { origin } = await serveRaw((socket) => socket.end('220 mail.example ESMTP\r\n'))
  expect(await ask(origin)).toEqual(noAnswer('other', expect.any(String)))
})

test('an answer in HTTP/1.0 is read to the end of the connection', async () => {
  const { origin } = await serveRaw((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n{"a":1}'))
  expect(responseIn(await ask(origin)).body).toEqual({ ok: true, value: { a: 1 } })
})

test('https where no TLS is spoken is said to be that', async () => {
  const { origin } = await serve((_request, response) => response.end('{}'))
  const outcome = await ask(origin.replace('http:', 'https:'))
  expect(outcome).toEqual(
    noAnswer(
      'tls',
      expect.stringMatching(/^TLS failed: the server does not speak TLS on this port; .*http:/),
    ),
  )
})

test('http where TLS is spoken is no answer', async () => {
  const server = createTlsServer()
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const outcome = await ask(`http://127.0.0.1:${port}`)
  expect(outcome).toEqual(
    noAnswer(expect.any(String), expect.stringMatching(/closed|reset|not HTTP/)),
  )
})

test('no reason tells the URL or the credential', async () => {
  const { origin } = await serveRaw((socket) => socket.end('nonsense'))
  const outcome = await ask(`${origin}/secret-path`)
  expect(JSON.stringify(outcome)).not.toMatch(/secret-path|canary|127\.0\.0\.1/)
})

test('a certificate that nobody vouches for is said to be that', async () => {
  const outcome = await ask(await serveSelfSigned())
  expect(outcome).toEqual(
    noAnswer('tls', expect.stringMatching(/^TLS failed: self-signed certificate; .* --tls-ca=/)),
  )
})
