import type { Network } from '../model/target.ts'
import type { Exchange, Hindrance, WireResponse } from '../recording/exchange.ts'
import { isPlain } from './connections.ts'
import type { Connections } from './connections.ts'
import { ProxyRefusal } from './proxy.ts'

type Outcome = Exchange['outcome']

/** What an error means. */
interface Meaning {
  cause: Hindrance
  reason: string
}

const asTimeout: Meaning = { cause: 'timeout', reason: '' }

function lost(reason: string): Meaning {
  return { cause: 'lost', reason }
}

function other(reason: string): Meaning {
  return { cause: 'other', reason }
}

/** @param mend what would help */
function tls(reason: string, mend: string): Meaning {
  return { cause: 'tls', reason: `TLS failed: ${reason}; ${mend}` }
}

const trust = 'name the CA that signed it with --tls-ca=<file> or NODE_EXTRA_CA_CERTS'
const selfSigned = 'name it, or the CA that signed it, with --tls-ca=<file> or NODE_EXTRA_CA_CERTS'
const certificate = 'give one that it trusts with --tls-cert=<file> and --tls-key=<file>'
const unverified = tls('the certificate cannot be verified', trust)
const refusedOurs = tls('the server refuses the client certificate', certificate)
const otherHost = tls('the certificate is for another host', 'the URL needs a host that it names')
const noTls = tls(
  'the server does not speak TLS on this port',
  'does the base URL begin with http://?',
)
const oldTls = tls('no version of TLS in common', 'NODE_OPTIONS=--tls-min-v1.0 allows the old ones')

const meanings: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: { cause: 'refused', reason: 'connection refused' },
  ECONNRESET: lost('connection reset by the server'),
  EPIPE: lost('connection closed by the server'),
  ENOTFOUND: { cause: 'unresolved', reason: 'no such host (DNS)' },
  EAI_AGAIN: { cause: 'unresolved', reason: 'the host could not be looked up (DNS)' },
  EHOSTUNREACH: other('host unreachable'),
  ENETUNREACH: other('network unreachable'),
  ETIMEDOUT: asTimeout,
  UND_ERR_HEADERS_TIMEOUT: asTimeout,
  UND_ERR_BODY_TIMEOUT: asTimeout,
  UND_ERR_CONNECT_TIMEOUT: asTimeout,
  UND_ERR_SOCKET: lost('connection closed by the server before the answer was complete'),
  UND_ERR_HEADERS_OVERFLOW: other('the headers of the answer are too large'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: other('the body is not as long as Content-Length says'),
  ERR_HTTP2_STREAM_ERROR: lost('the server ended the stream of HTTP/2'),
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: oldTls,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: oldTls,
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: tls(
    'the server speaks neither HTTP/1.1 nor HTTP/2',
    'give the base URL of one that does',
  ),
  DEPTH_ZERO_SELF_SIGNED_CERT: tls('self-signed certificate', selfSigned),
  SELF_SIGNED_CERT_IN_CHAIN: tls('self-signed certificate in the chain', trust),
  UNABLE_TO_GET_ISSUER_CERT: unverified,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unverified,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unverified,
  CERT_SIGNATURE_FAILURE: unverified,
  CERT_UNTRUSTED: unverified,
  CERT_REJECTED: unverified,
  INVALID_CA: unverified,
  CERT_HAS_EXPIRED: tls(
    'the certificate has expired',
    'the server needs a new one, unless the clock of this machine is wrong',
  ),
  CERT_NOT_YET_VALID: tls(
    'the certificate is not valid yet',
    'is the clock of this machine right?',
  ),
  ERR_TLS_CERT_ALTNAME_INVALID: otherHost,
  UND_ERR_PRX_TLS: otherHost,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: tls(
    'the server asks for a client certificate',
    certificate,
  ),
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: tls(
    'the server breaks the handshake off',
    `if it asks for a client certificate, ${certificate}`,
  ),
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: refusedOurs,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: refusedOurs,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: tls('the client certificate has expired', certificate),
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: tls(
    'the server does not know the CA of the client certificate',
    certificate,
  ),
}

/** What decides how an error is told. */
export interface Trouble {
  baseUrl: string
  network: Network
  /** For one request. */
  timeoutMs: number
}

/** What an error of the client means; no URL of the server's and no header in it. */
export function noAnswer(
  error: unknown,
  trouble: Trouble,
  { isThrough, hasAnswered }: Pick<Connections, 'isThrough' | 'hasAnswered'>,
): Outcome {
  const { network, timeoutMs } = trouble
  if (error instanceof ProxyRefusal) return proxyRefusal(error.status, network)
  const meaning = meaningOf(error)
  const { cause } = meaning
  const reason = cause === 'timeout' ? `no complete answer within ${timeoutMs} ms` : meaning.reason
  if (!isThrough && (!isPlain(trouble.baseUrl) || cause !== 'timeout'))
    return { kind: 'no-answer', cause: 'proxy', reason: `${proxyIn(network)}: ${reason}` }
  const hint = hasAnswered ? '' : hintAt(error, meaning, trouble)
  return { kind: 'no-answer', cause, reason: reason + hint }
}

/** What stands in front of the server refuses in its own name; null: the answer is the server's, or may be. */
export function refusedByProxy(
  { baseUrl, network }: Trouble,
  status: number,
  headers: WireResponse['headers'],
): Outcome | null {
  if (network.proxy === null || !isPlain(baseUrl)) return null
  // RFC 9110, section 15.5.8; Squid; RFC 9209.
  const isItsOwn =
    status === 407 ||
    headers['x-squid-error'] !== undefined ||
    /;\s*error=/.test(String(headers['proxy-status'] ?? ''))
  return isItsOwn ? proxyRefusal(status, network) : null
}

function proxyRefusal(status: number, network: Network): Outcome {
  const { authorization = null, env = '' } = network.proxy ?? {}
  const lead = proxyIn(network)
  if (status >= 502 && status <= 504) {
    const reason = `${lead} cannot reach the server (${status})`
    return { kind: 'no-answer', cause: 'lost', reason }
  }
  let why = 'refuses to connect with the server'
  let mend = 'NO_PROXY leaves a host out'
  if (status === 407) {
    why = authorization === null ? 'asks for a user' : 'refuses the user and the password'
    mend = `they stand in ${env}=http://user:password@host:port`
  }
  return { kind: 'no-answer', cause: 'proxy', reason: `${lead} ${why} (${status}); ${mend}` }
}

function proxyIn({ proxy }: Network): string {
  return `the proxy ${proxy?.origin ?? ''} of ${proxy?.env ?? ''}`
}

/** What may help where a server has not answered anything yet. */
function hintAt(error: unknown, { cause }: Meaning, { baseUrl, network }: Trouble): string {
  if (isParserError(error))
    return isPlain(baseUrl) ? '; where the port speaks TLS or HTTP/2, write https://' : ''
  if (cause === 'lost' && !isPlain(baseUrl))
    return network.tls?.hasCertificate
      ? '; does it trust the client certificate?'
      : `; if it asks for a client certificate, ${certificate}`
  return ''
}

/** Whether an error is one of our own code: those of the client and of the system have a code. */
export function isBug(error: unknown): boolean {
  const isOfCode = [RangeError, ReferenceError, SyntaxError, TypeError].some(
    (kind) => error instanceof kind,
  )
  return isOfCode && codeOf(error) === ''
}

function meaningOf(error: unknown): Meaning {
  if (isTimeout(error)) return asTimeout
  if (isParserError(error)) return other('the answer is not HTTP/1')
  // As OpenSSL called it before 3.5.
  const code = codeOf(error).replace('SSL/TLS_ALERT', 'SSLV3_ALERT')
  const known = meanings[code]
  if (known) return known
  if (code.includes('SSL') || code.includes('TLS') || code.includes('CERT'))
    return other(`TLS failed (${code})`)
  return other(code === '' ? 'the connection failed' : `the connection failed (${code})`)
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
