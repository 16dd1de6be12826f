import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as it arrived. */
export interface Received {
  /** Path and query. */
  url: string
  headers: IncomingMessage['headers']
}

export interface ScriptedServer {
  origin: string
  /** In the order of their arrival. */
  received: Received[]
}

/** Serves HTTP on a free port of 127.0.0.1 until the test ends. */
export async function serve(listener: RequestListener): Promise<ScriptedServer> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    received.push({ url: request.url ?? '', headers: request.headers })
    listener(request, response)
  })
  // A socket that closes just as it is reused is a reset.
  server.keepAliveTimeout = 60_000
  const origin = await listening(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin, received }
}

/** Answers every request on a free port of 127.0.0.1 by writing to the socket, until the test ends. */
export async function serveRaw(
  answer: (socket: Socket, head: string) => void,
): Promise<ScriptedServer> {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    // The client may hang up in the middle of what is written.
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      const head = data.toString('latin1')
      received.push({ url: head.split(' ', 2)[1] ?? '', headers: {} })
      answer(socket, head)
    })
  })
  const origin = await listening(server)
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { origin, received }
}

/** An origin where nobody listens. */
export async function closedOrigin(): Promise<string> {
  const server = createTcpServer()
  const origin = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return origin
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}
