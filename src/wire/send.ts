import type { Exchange, WireRequest } from '../recording/exchange.ts'
import type { Credential } from '../model/contract.ts'
import type { Header } from '../model/report.ts'
import { BodyReader } from './body.ts'
import { OverLimit } from './body-limits.ts'
import { BodyCache } from './body-cache.ts'
import { Connections } from './connections.ts'
import type { ConnectionOptions } from './connections.ts'
import { isBug, noAnswer, refusedByProxy } from './no-answer.ts'

export type Outcome = Exchange['outcome']

/** Sends one request and waits for the whole answer; never throws for what a server does. */
export type Send = (request: WireRequest) => Promise<Outcome>

export interface Transport {
  send: Send
  /** Ends all connections. */
  close(): Promise<void>
}

export interface TransportOptions extends ConnectionOptions {
  /** Absolute, without query; the operation's path is appended as it is. */
  baseUrl: string
  path: string
  /** By role. */
  credentials: ReadonlyMap<string, Credential>
  /** Pointer to the array of instances in a body (RFC 6901). */
  items: string
}

/** Redirects are never followed: a credential would follow with them. */
export function openTransport(options: TransportOptions): Transport {
  const { baseUrl, path, timeoutMs, items } = options
  const connections = new Connections(options)
  const bodies = new BodyReader(options.connections)
  const kept = new BodyCache(items)
  return {
    send: async (request) => {
      const { secret } = request.as
      // The client would not only refuse such a value, but never answer again on this connection.
      if (secret !== null && secret !== '' && !isHeaderValue(secret)) {
        return {
          kind: 'no-answer',
          cause: 'other',
          reason: 'the credential has characters that no HTTP header can carry',
        }
      }
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const answer = await connections.request({
          path: pathOf(baseUrl, path, request.query),
          headers: headersOf(request, options),
          signal,
        })
        const { statusCode: status, headers } = answer
        const refusal = refusedByProxy(options, status, headers)
        if (refusal) {
          answer.body.on('error', () => undefined).destroy()
          return refusal
        }
        const encoding = headers['content-encoding']
        const read = await bodies.read(answer.body, encoding, signal, (bytes) => kept.parsed(bytes))
        const body = read.ok ? read.value : kept.unreadable(read.reason)
        return { kind: 'response', response: { status, headers, ...body } }
      } catch (error) {
        if (error instanceof OverLimit)
          return { kind: 'no-answer', cause: error.hindrance, reason: error.message }
        if (isBug(error)) throw error
        return noAnswer(error, options, connections)
      }
    },
    close: () => connections.close(),
  }
}

/** Whether a header can carry the value, from end to end. */
export function isHeaderValue(value: string): boolean {
  return /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)
}

/** Path and query of a request, as they stand in the request line. */
export function pathOf(baseUrl: string, path: string, query: WireRequest['query']): string {
  const base = new URL(baseUrl).pathname.replace(/\/+$/, '')
  return `${base}${pathWithQuery(path, query)}`
}

/** Path and query of a request, relative to the base URL. */
export function pathWithQuery(path: string, query: WireRequest['query']): string {
  const pairs = query.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`,
  )
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

/** The header value of a credential: `Bearer x`, or the value alone. */
export function credentialValue(credential: Credential, secret: string): string {
  return credential.scheme === null ? secret : `${credential.scheme} ${secret}`
}

/**
 * The headers of a request that say what it asks for, the credential apart: those of its own, and
 * that it accepts JSON, as a client of an API says, where its own do not say otherwise.
 */
export function ownHeaders({ headers }: Pick<WireRequest, 'headers'>): Header[] {
  const own = Object.entries(headers)
  const isSaid = own.some(([name]) => name.toLowerCase() === 'accept')
  const all = isSaid ? own : [['accept', 'application/json'] as const, ...own]
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
}

function headersOf(
  request: WireRequest,
  { credentials, network }: Pick<TransportOptions, 'credentials' | 'network'>,
): Record<string, string> {
  const { role, secret } = request.as
  const credential = role === null ? undefined : credentials.get(role)
  return {
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'wa-gateway-conformance',
    ...Object.fromEntries([...network.headers].map(([name, { value }]) => [name, value])),
    ...Object.fromEntries(ownHeaders(request).map(([name, value]) => [name.toLowerCase(), value])),
    ...(credential && secret !== null
      ? { [credential.header]: credentialValue(credential, secret) }
      : {}),
  }
}
