import { onTestFinished } from 'vitest'
import { createServer as createTlsServer } from 'node:https'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import type { Settings, Target } from '../../src/model/target.ts'
import type { Hostility } from './hostilities.ts'
import { serve } from './server.ts'
import type { ScriptedServer } from './server.ts'
import { contractOf, targetOf } from './target.ts'

/** Which requests are answered badly. */
export const whens = {
  'to everybody': () => true,
  'once the account was read': (_url, count) => count > 1,
  'where a filter is given': (url) => url.includes('?'),
  'every second time': (_url, count) => count % 2 === 0,
} satisfies Record<string, (url: string, count: number) => boolean>

export type When = keyof typeof whens

export interface HostileServer extends ScriptedServer {
  target(changed?: Partial<Settings>): Target
}

/** Serves a reference account, and does the bad thing instead whenever it is its turn. */
export async function serveHostile(hostility: Hostility, when: When): Promise<HostileServer> {
  const account = ryzeapi.account(1)
  const isBad: (url: string, count: number) => boolean = whens[when]
  let count = 0
  const server = await serve((request, response) => {
    const { url = '', headers } = request
    const query = new URL(url, 'http://127.0.0.1').searchParams
    const token = String(headers.token ?? '')
    const answer = ryzeapi.handle({ query, headers: { token }, at: Date.now() }, account)
    const right = { status: answer.status, body: Buffer.from(JSON.stringify(answer.body)) }
    if (isBad(url, ++count)) hostility(response, right)
    else response.writeHead(right.status, { 'Content-Type': 'application/json' }).end(right.body)
  })
  const target = (changed: Partial<Settings> = {}): Target =>
    targetOf(contractOf('ryzeapi'), server.origin, ryzeapi.credentials(account), {
      timeoutMs: 400,
      ...changed,
    })
  return { ...server, target }
}

/** A server with a certificate that nobody vouches for. */
export async function serveSelfSigned(): Promise<string> {
  const pem = readFileSync(new URL('self-signed.pem', import.meta.url))
  const server = createTlsServer({ key: pem, cert: pem }, (_request, response) =>
    response.end('{}'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
}
