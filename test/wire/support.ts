import { onTestFinished } from 'vitest'
import { plainNetwork } from '../../src/model/target.ts'
import type { Credential } from '../../src/model/contract.ts'
import type {
  Exchange,
  Hindrance,
  WireRequest,
  WireResponse,
} from '../../src/recording/exchange.ts'
import { openTransport } from '../../src/wire/send.ts'
import type { Outcome, Transport, TransportOptions } from '../../src/wire/send.ts'

export const secret = 'canary-4f9a1c77'

const credential: Credential = {
  role: 'account',
  header: 'authorization',
  scheme: 'Bearer',
  env: 'KEY',
  discover: null,
  inferred: false,
}

export const request: WireRequest = {
  as: { role: 'account', secret, trusted: true, genuine: true, shown: '$KEY' },
  query: [],
  headers: {},
}

/** A way to a server, until the test ends. */
export function open(baseUrl: string, options: Partial<TransportOptions> = {}): Transport {
  const transport = openTransport({
    baseUrl,
    path: '/list',
    network: plainNetwork,
    credentials: new Map([[credential.role, credential]]),
    timeoutMs: 5000,
    items: '/instances',
    connections: 2,
    ...options,
  })
  onTestFinished(() => transport.close())
  return transport
}

/** Sends one request to a server and waits for what comes of it. */
export function ask(
  baseUrl: string,
  options: Partial<TransportOptions> = {},
  asked: WireRequest = request,
): Promise<Outcome> {
  return open(baseUrl, options).send(asked)
}

/** An answer with nothing in it. */
export function answer(status: number, headers: WireResponse['headers'] = {}): Outcome {
  const body = { ok: false as const, reason: 'the body is empty' }
  return { kind: 'response', response: { status, headers, length: 0, body, facts: null } }
}

/** No answer, for that cause. */
export function lost(cause: Hindrance): Outcome {
  return { kind: 'no-answer', cause, reason: `the words for ${cause}` }
}

/** An exchange with that outcome. */
export function exchangeOf(outcome: Outcome, sentAt = 0, as = request.as): Exchange {
  return { id: 'e1', request: { ...request, as }, sentAt, durationMs: 0, outcome }
}

/** The answer of an outcome that has one. */
export function responseIn(outcome: Outcome): WireResponse {
  if (outcome.kind !== 'response') throw new Error(`no answer: ${outcome.reason}`)
  return outcome.response
}
