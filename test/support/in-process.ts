import type { MockRequest, MockResponse } from '../../mock/provider.ts'
import { inquire } from '../../src/judge/judge.ts'
import type { Judged } from '../../src/judge/judge.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { Exchange, WireRequest } from '../../src/recording/exchange.ts'
import type { Question, Recording, Round } from '../../src/recording/recording.ts'
import { BodyCache } from '../../src/wire/body-cache.ts'
import { credentialValue, ownHeaders } from '../../src/wire/send.ts'
import { givenIn } from './target.ts'

/** What answers requests, without a socket. */
export interface Served {
  /** By the name of the environment variable. */
  readonly credentials: Readonly<Record<string, string>>
  readonly handle: (request: MockRequest) => MockResponse | Unanswered
}

/** What came of a request in place of an answer. */
export type Unanswered = Exclude<Exchange['outcome'], { kind: 'response' }>

/** What is known of a server after a run, and how it was asked. */
export interface Run {
  readonly judged: Judged
  readonly recording: Recording
  readonly questions: readonly Question[]
}

/**
 * Judges what answers without a socket, one request after the other: many times as fast as a run against a server, and
 * the same every time.
 * @param clock when each request is sent, in ms; it takes one
 */
export function judgeInProcess(
  contract: Contract,
  served: Served,
  changed: Partial<Recording['settings']> = {},
  clock: (index: number) => number = (index) => index,
): Run {
  const exchanges: Exchange[] = []
  const rounds: Round[] = []
  const send = sender(contract, served)
  const recording: Recording = {
    contract: contract.sha256,
    baseUrl: 'http://127.0.0.1',
    credentials: givenIn(contract, served.credentials),
    settings: { runs: 10, seed: 1, burst: true, ...changed },
    epoch: { date: 0, clock: 0 },
    proxy: null,
    exchanges,
    rounds,
    requests: { sent: 0, burst: 0, retried: 0, waitedMs: 0 },
    brokenOff: null,
    isStopped: false,
  }
  const inquiry = inquire(contract, recording)
  let step = inquiry.next()
  while (!step.done) {
    const answers = step.value.asks.map(({ request }) => {
      const sentAt = clock(exchanges.length)
      const outcome = send(request, sentAt)
      const exchange = { id: `e${exchanges.length + 1}`, request, sentAt, durationMs: 1, outcome }
      exchanges.push(exchange)
      return exchange
    })
    rounds.push({ ...step.value, answers, exchanges: exchanges.length })
    step = inquiry.next(answers)
  }
  return { judged: step.value, recording, questions: rounds }
}

function sender({ credentials, listing }: Contract, { handle }: Served) {
  const kept = new BodyCache(listing.items)
  return ({ as, query, headers }: WireRequest, at: number): Exchange['outcome'] => {
    const credential = credentials.find(({ role }) => role === as.role)
    const own =
      credential && as.secret !== null
        ? { [credential.header.toLowerCase()]: credentialValue(credential, as.secret) }
        : {}
    const answer = handle({
      query: new URLSearchParams(query.map(([name, value]) => [name, value.toWellFormed()])),
      headers: { ...Object.fromEntries(ownHeaders({ headers })), ...own },
      at,
    })
    if ('kind' in answer) return answer
    const { body } = answer
    const isJson = typeof body === 'object' && body !== null
    const text = isJson ? JSON.stringify(body) : (body ?? '')
    const type = isJson ? { 'content-type': 'application/json' } : {}
    const response = {
      status: answer.status,
      headers: { ...type, ...lowerCased(answer.headers ?? {}) },
      ...kept.parsed(Buffer.from(text)),
    }
    return { kind: 'response', response }
  }
}

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
