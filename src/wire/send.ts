import { Pool } from 'undici'
import type { Exchange, Hindrance, WireRequest } from '../recording/exchange.ts'
import type { Credential } from '../model/contract.ts'
import { BodyReader } from './body.ts'
import { OverLimit } from './body-limits.ts'
import { KeptBodies } from './kept-bodies.ts'

export type Outcome = Exchange['outcome']

/** Sends one request and waits for the whole answer; never throws for what a server does. */
export type Send = (request: WireRequest) => Promise<Outcome>

export interface Transport {
  send: Send
  /** Ends all connections. */
  close(): Promise<void>
}

export interface TransportOptions {
  /** Absolute, without query; the operation's path is appended as it is. */
  baseUrl: string
  path: string
  /** By role. */
  credentials: ReadonlyMap<string, Credential>
  /** For one request, connection and body included, in ms. */
  timeoutMs: number
  /** Pointer to the array of instances in a body (RFC 6901). */
  items: string
  /** Most connections at a time. */
  connections: number
}

/** Redirects are never followed: a credential would follow with them. */
export function openTransport(options: TransportOptions): Transport {
  const { baseUrl, path, timeoutMs, connections, items } = options
  const pool = new Pool(new URL(baseUrl).origin, {
    connections,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })
  const bodies = new BodyReader(connections)
  const kept = new KeptBodies(items)
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
        const answer = await pool.request({
          method: 'GET',
          path: pathOf(baseUrl, path, request.query),
          headers: headersOf(request, options.credentials),
          signal,
        })
        const { statusCode: status, headers } = answer
        const encoding = headers['content-encoding']
        const read = await bodies.read(answer.body, encoding, signal)
        const body = read.ok ? kept.parsed(read.bytes) : kept.unreadable(read.reason)
        return { kind: 'response', response: { status, headers, ...body } }
      } catch (error) {
        if (error instanceof OverLimit)
          return { kind: 'no-answer', cause: error.hindrance, reason: error.message }
        if (isBug(error)) throw error
        return noAnswer(error, timeoutMs)
      }
    },
    close: () => pool.destroy(),
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

function headersOf(request: WireRequest, credentials: ReadonlyMap<string, Credential>) {
  const { role, secret } = request.as
  const credential = role === null ? undefined : credentials.get(role)
  return {
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'wa-gateway-conformance',
    ...request.headers,
    ...(credential && secret !== null
      ? { [credential.header]: credentialValue(credential, secret) }
      : {}),
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by the server',
  EPIPE: 'connection closed by the server',
  ENOTFOUND: 'no such host (DNS)',
  EAI_AGAIN: 'the host could not be looked up (DNS)',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  UND_ERR_SOCKET: 'connection closed by the server before the answer was complete',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the body is not as long as Content-Length says',
  ERR_SSL_WRONG_VERSION_NUMBER: 'TLS failed: the server does not speak TLS on this port',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'TLS failed: the server does not speak TLS on this port',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS failed: self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS failed: self-signed certificate in the chain',
  CERT_HAS_EXPIRED: 'TLS failed: the certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS failed: the certificate is for another host',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'TLS failed: the certificate cannot be verified',
}

/** Codes that say more than their words; all others are `other`. */
const causes: Readonly<Record<string, Hindrance>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
  UND_ERR_SOCKET: 'lost',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
}

/** What an error of the client means; no URL and no header in it. */
function noAnswer(error: unknown, timeoutMs: number): Outcome {
  const code = codeOf(error)
  const cause = isTimeout(error) ? 'timeout' : (causes[code] ?? 'other')
  if (isParserError(error))
    return { kind: 'no-answer', cause: 'other', reason: 'the answer is not HTTP/1' }
  const reason = cause === 'timeout' ? `no complete answer within ${timeoutMs} ms` : reasonOf(code)
  return { kind: 'no-answer', cause, reason }
}

/** Whether an error is one of our own code: those of the client and of the system have a code. */
function isBug(error: unknown): boolean {
  const isOfCode = [RangeError, ReferenceError, SyntaxError, TypeError].some(
    (kind) => error instanceof kind,
  )
  return isOfCode && codeOf(error) === ''
}

function reasonOf(code: string): string {
  if (reasons[code]) return reasons[code]
  if (code.includes('SSL') || code.includes('TLS') || code.includes('CERT'))
    return `TLS failed (${code})`
  return code === '' ? 'the connection failed' : `the connection failed (${code})`
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
}

/** undici's parser gives its errors a name, and a code only sometimes. */
function isParserError(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === 'HTTPParserError' || codeOf(error).startsWith('HPE_'))
  )
}

/** The system's or undici's code, also where several addresses were tried. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  if (!(error instanceof Error)) return ''
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'UND_ERR_SOCKET' && error.cause) return codeOf(error.cause) || code
  return code || (error.cause ? codeOf(error.cause) : '')
}
