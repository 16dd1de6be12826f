import { onTestFinished } from 'vitest'
import type { Credential } from '../../src/model/contract.ts'
import type { WireRequest, WireResponse } from '../../src/model/exchange.ts'
import { openTransport } from '../../src/http/send.ts'
import type { Outcome, TransportOptions } from '../../src/http/send.ts'

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

/** Sends one request to a server and waits for what comes of it. */
export async function ask(
  baseUrl: string,
  options: Partial<TransportOptions> = {},
  asked: WireRequest = request,
): Promise<Outcome> {
  const transport = openTransport({
    baseUrl,
    path: '/list',
    credentials: new Map([[credential.role, credential]]),
    timeoutMs: 5000,
    connections: 2,
    ...options,
  })
  onTestFinished(() => transport.close())
  return transport.send(asked)
}

/** An answer with nothing in it. */
export function answer(status: number, headers: WireResponse['headers'] = {}): Outcome {
  const body = { ok: false as const, reason: 'the body is empty' }
  return { kind: 'response', response: { status, headers, text: '', body } }
}

/** The answer of an outcome that has one. */
export function responseIn(outcome: Outcome): WireResponse {
  if (outcome.kind !== 'response') throw new Error(`no answer: ${outcome.reason}`)
  return outcome.response
}
