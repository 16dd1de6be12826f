import { createSecureServer } from 'node:http2'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { createSecureContext } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { plainNetwork } from '../../src/model/target.ts'
import type { Transport, TransportOptions } from '../../src/wire/send.ts'
import { makeCa, signedBy } from '../support/certificates.ts'
import { open, request, responseIn } from './support.ts'

const ca = await makeCa()
const certificate = await signedBy(ca, 'localhost')
const context = createSecureContext({ ca: ca.cert })
const network = { ...plainNetwork, tls: { context, trusted: [ca.cert], hasCertificate: false } }

/** A way to a server that speaks HTTP/2 alone. */
async function openHttp2(
  listener: (incoming: Http2ServerRequest, outgoing: Http2ServerResponse) => void,
  options: Partial<TransportOptions> = {},
): Promise<Transport> {
  const server = createSecureServer({ ...certificate, allowHTTP1: false }, listener)
  server.on('sessionError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const transport = open(`https://localhost:${(server.address() as AddressInfo).port}`, {
    network,
    ...options,
  })
  onTestFinished(async () => {
    await transport.close()
    server.close()
  })
  return transport
}

test('requests that go together are all answered', async () => {
  const { send } = await openHttp2((_incoming, outgoing) => outgoing.end('{}'))
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => send(request)))
  expect(outcomes.map((outcome) => responseIn(outcome).status)).toEqual(Array(8).fill(200))
})

test('headers go along, and a status comes back', async () => {
  const { send } = await openHttp2((incoming, outgoing) => {
    outgoing.writeHead(404, { 'x-got': String(incoming.headers.authorization) }).end('{}')
  })
  const { status, headers } = responseIn(await send(request))
  expect([status, headers['x-got']]).toEqual([404, expect.stringMatching(/^Bearer /)])
})

test('a hang ends at the timeout', async () => {
  const { send } = await openHttp2(() => undefined, { timeoutMs: 400 })
  expect(await send(request)).toMatchObject({ kind: 'no-answer', cause: 'timeout' })
})

test('a body without an end is no longer read when it is too large', async () => {
  const { send } = await openHttp2((_incoming, outgoing) => {
    const chunk = Buffer.alloc(1024 * 1024, ' ')
    const more = (): void => {
      while (!outgoing.writableEnded && !outgoing.stream.destroyed && outgoing.write(chunk))
        continue
    }
    outgoing.on('drain', more)
    more()
  })
  expect(await send(request)).toMatchObject({ kind: 'no-answer', cause: 'too-large' })
})

test('a stream that the server ends is no answer, and worth another try', async () => {
  const { send } = await openHttp2((_incoming, outgoing) => outgoing.stream.close(2))
  expect(await send(request)).toMatchObject({ kind: 'no-answer', cause: 'lost' })
})

test('a session that the server ends is no answer, and worth another try', async () => {
  const { send } = await openHttp2((_incoming, outgoing) => outgoing.stream.session?.destroy())
  expect(await send(request)).toMatchObject({ kind: 'no-answer', cause: 'lost' })
})
