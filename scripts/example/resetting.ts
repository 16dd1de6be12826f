import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server before another one. */
export interface Front {
  origin: string
  close(): Promise<void>
}

/**
 * Passes requests on, but for those that match: their connection ends without an answer.
 * @param origin of the server behind it
 */
export async function resetting(origin: string, matches: (url: string) => boolean): Promise<Front> {
  const server = createServer((incoming, outgoing) => {
    const { url = '', headers } = incoming
    if (matches(url)) {
      incoming.socket.destroy()
      return
    }
    forward(`${origin}${url}`, { headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
