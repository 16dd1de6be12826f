import { createServer, request } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Certificate } from './certificates.ts'

export interface ForwardProxy {
  /** Without user and password. */
  origin: string
  host: string
  /** What it was asked for, in order: `CONNECT host:port`, `GET url`. */
  asked: string[]
}

export interface ProxyOptions {
  /** `user:password` that it asks for. */
  login?: string
  /** What it answers in place of what it is asked for. */
  refuses?: number
  /** What it takes for a server that it cannot reach. */
  isDown?: () => boolean
  /** Speaks TLS itself. */
  certificate?: Certificate
}

/**
 * A forward proxy on 127.0.0.1, until the test ends. Whatever host it is asked for, it reaches the port of that
 * URL on this machine: no test needs a name that is looked up.
 */
export async function forwardProxy(options: ProxyOptions = {}): Promise<ForwardProxy> {
  const { login, refuses, isDown = () => false, certificate } = options
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const statusFor = (authorization: string | undefined): number => {
    const expected = `Basic ${Buffer.from(login ?? '').toString('base64')}`
    if (login !== undefined && authorization !== expected) return 407
    return refuses ?? (isDown() ? 502 : 200)
  }
  const server = certificate ? createTlsServer(certificate) : createServer()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
  })
  server.on('request', (incoming, outgoing) => {
    asked.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`)
    const status = statusFor(incoming.headers['proxy-authorization'])
    if (status !== 200) return outgoing.writeHead(status).end('<h1>the proxy</h1>')
    const { port, pathname, search } = new URL(incoming.url ?? '')
    const path = pathname + search
    const onward = request(
      { host: '127.0.0.1', port, path, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      },
    )
    return onward.on('error', () => outgoing.writeHead(502).end()).end()
  })
  server.on('connect', (incoming, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url ?? ''}`)
    const status = statusFor(incoming.headers['proxy-authorization'])
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} no\r\nContent-Length: 0\r\n\r\n`)
    const onward = connect(Number(incoming.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 through\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    sockets.add(onward)
    return onward.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin: `${certificate ? 'https' : 'http'}://${host}`, host, asked }
}
