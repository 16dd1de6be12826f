import { createSecureServer } from 'node:http2'
import { connect } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:tls'
import type { TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'

/** The port of a server that speaks TLS in front of one that does not, until the test ends. */
export async function tlsFront(origin: string, options: TlsOptions): Promise<number> {
  const { port } = new URL(origin)
  const server = createServer({ ALPNProtocols: ['http/1.1'], ...options }, (socket) => {
    const onward = connect(Number(port), '127.0.0.1')
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
    onward.pipe(socket).pipe(onward)
  })
  return listening(server)
}

/** As {@link tlsFront}, speaking HTTP/2 alone. */
export async function http2Front(
  origin: string,
  options: Pick<TlsOptions, 'cert' | 'key'>,
): Promise<number> {
  const server = createSecureServer({ ...options, allowHTTP1: false }, (incoming, outgoing) => {
    const { authorization = '' } = incoming.headers
    void fetch(origin + incoming.url, { headers: { authorization } }).then(async (answer) => {
      const type = answer.headers.get('content-type') ?? ''
      outgoing.writeHead(answer.status, { 'content-type': type }).end(await answer.text())
    })
  })
  return listening(server)
}

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}
