import type { GivenCredential } from '../model/account.ts'
import type { RequestCounts } from '../model/report.ts'
import type { Settings } from '../model/target.ts'
import type { Exchange, WireRequest, WireResponse } from './exchange.ts'

/** The generated case of a behavior: with the seed and the account, its values can be drawn again. */
export interface CaseId {
  behavior: string
  /** Number of the case, then the steps of shrinking, separated by colons. */
  path: string
}

/** A request that a judge wants to see answered. */
export interface Ask {
  request: WireRequest
  /** The cases that it is sent for; none where the account is read, or an answer is asked for again. */
  cases: readonly CaseId[]
}

/** Requests that are sent together. */
export interface Question {
  /**
   * `limited`: within the rate limit; `spare`: only where none has to wait for it; `burst`: past it,
   * all at once.
   */
  pace: 'limited' | 'spare' | 'burst'
  asks: readonly Ask[]
}

/** What came of an ask; null where it was not sent: it was not worth a wait, or the run was stopped. */
export type Answer = Exchange | null

/** A question with its answers. */
export interface Round extends Question {
  /** One for each ask, in the same order; of an ask that was tried again, the last attempt. */
  answers: readonly Answer[]
  /** Exchanges of the recording by the end of the round. */
  exchanges: number
}

/** The date at a moment on the clock of a run, both in ms. */
export interface Epoch {
  date: number
  clock: number
}

/**
 * Everything that a verdict depends on, beside the contract. Credentials are in it as they were sent.
 */
export interface Recording {
  /** SHA-256 of the contract's file, hexadecimal. */
  contract: string
  baseUrl: string
  /** The origin of the proxy that stood between; null: none did. */
  proxy: string | null
  /** What was given; not what the listing shows. */
  credentials: readonly GivenCredential[]
  settings: Pick<Settings, 'runs' | 'seed' | 'burst'>
  epoch: Epoch
  /** Every attempt, in the order of sending. */
  exchanges: readonly Exchange[]
  rounds: readonly Round[]
  requests: RequestCounts
  /** Why nothing more was sent, or null. */
  brokenOff: string | null
  /** A signal ended it: what was not confirmed by then is not certain. */
  isStopped: boolean
}

type Body = WireResponse['body']

/** A recording as JSON: equal bodies once, and answers by the id of their exchange. */
interface Stored extends Omit<Recording, 'exchanges' | 'rounds'> {
  bodies: readonly Body[]
  exchanges: readonly ExchangeWith<number>[]
  rounds: readonly (Omit<Round, 'answers'> & { answers: readonly (Answer | string)[] })[]
}

type ExchangeWith<B> = Omit<Exchange, 'outcome'> & {
  outcome:
    | Exclude<Exchange['outcome'], { kind: 'response' }>
    | { kind: 'response'; response: Omit<WireResponse, 'body'> & { body: B } }
}

function withBody<From, To>(
  exchange: ExchangeWith<From>,
  bodyOf: (body: From) => To,
): ExchangeWith<To> {
  const { outcome } = exchange
  if (outcome.kind !== 'response') return { ...exchange, outcome }
  const { response } = outcome
  return {
    ...exchange,
    outcome: { kind: 'response', response: { ...response, body: bodyOf(response.body) } },
  }
}

/** The recording as JSON. */
export function writeRecording(recording: Recording): string {
  const places = new Map<Body, number>()
  const placeOf = (body: Body): number => {
    const place = places.get(body) ?? places.size
    places.set(body, place)
    return place
  }
  const exchanges = recording.exchanges.map((exchange) => withBody(exchange, placeOf))
  const ids = new Set(exchanges.map(({ id }) => id))
  const rounds = recording.rounds.map((round) => ({
    ...round,
    answers: round.answers.map((answer) => (answer && ids.has(answer.id) ? answer.id : answer)),
  }))
  const stored: Stored = { ...recording, bodies: [...places.keys()], exchanges, rounds }
  return JSON.stringify(stored)
}

/**
 * Reads a recording that `writeRecording` wrote.
 * @throws SyntaxError where the text is not JSON, Error where it is not a recording
 */
export function readRecording(text: string): Recording {
  const { bodies, ...stored } = JSON.parse(text) as Stored
  const bodyAt = (place: number): Body => known(bodies[place])
  const exchanges = stored.exchanges.map((exchange) => withBody(exchange, bodyAt))
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]))
  const rounds = stored.rounds.map((round) => ({
    ...round,
    answers: round.answers.map((answer) =>
      typeof answer === 'string' ? known(byId.get(answer)) : answer,
    ),
  }))
  return { ...stored, exchanges, rounds }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the recording refers to what it does not have')
  return value
}
