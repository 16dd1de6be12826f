import type { Exchange, Hindrance } from '../recording/exchange.ts'

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
export function noAnswer(error: unknown, timeoutMs: number): Exchange['outcome'] {
  const code = codeOf(error)
  const cause = isTimeout(error) ? 'timeout' : (causes[code] ?? 'other')
  if (isParserError(error))
    return { kind: 'no-answer', cause: 'other', reason: 'the answer is not HTTP/1' }
  const reason = cause === 'timeout' ? `no complete answer within ${timeoutMs} ms` : reasonOf(code)
  return { kind: 'no-answer', cause, reason }
}

/** Whether an error is one of our own code: those of the client and of the system have a code. */
export function isBug(error: unknown): boolean {
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
