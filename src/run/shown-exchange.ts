import type { Exchange, WireResponse } from '../model/exchange.ts'
import type { BehaviorReport, Header, ShownExchange, TargetReport } from '../model/report.ts'
import { keptCharacters } from '../http/kept-bodies.ts'
import { credentialValue, pathWithQuery } from '../http/send.ts'
import type { Target } from './target.ts'

/** Characters of a body that are shown where only failures cite it, and where every exchange is. */
export const shownCharacters = { cited: 16_000, all: keptCharacters } as const

/** Headers of an answer that are shown; an honest server has a dozen. */
const mostHeaders = 50

/** Which exchanges a report shows: what failures cite, or every one. */
export type Shown = keyof typeof shownCharacters

/** The moment at which the clock of a run showed a time. */
export interface Epoch {
  date: number
  clock: number
}

/** What a report shows of a run's exchanges, and where they went. */
export interface ShownOf {
  target: Pick<Target, 'contract' | 'baseUrl'>
  epoch: Epoch
  shown: Shown
}

/** Exchanges of a behavior without an answer that are shown. */
const mostUnanswered = 3

/** Everything about the exchanges that a report shows but their masking, in the order of sending. */
export function shownExchanges(
  { behaviors }: Pick<TargetReport, 'behaviors'>,
  log: readonly Exchange[],
  of: ShownOf,
): ShownExchange[] {
  const cited = new Set(behaviors.flatMap(citedBy))
  return log.flatMap((exchange) =>
    of.shown === 'all' || cited.has(exchange.id) ? (shownExchange(exchange, of) ?? []) : [],
  )
}

/** What a reader of the report is sent to. */
export function citedBy(behavior: BehaviorReport): string[] {
  if ('failures' in behavior) return behavior.failures.map(({ exchange }) => exchange)
  return behavior.verdict === 'error' ? behavior.exchanges.slice(-mostUnanswered) : []
}

/** The target with those of its exchanges that it cites: a format may have asked for all. */
export function withCited(target: TargetReport): TargetReport {
  const cited = new Set(target.behaviors.flatMap(citedBy))
  return { ...target, exchanges: target.exchanges.filter(({ id }) => cited.has(id)) }
}

/** Null for one that was never sent. */
function shownExchange(
  exchange: Exchange,
  { target: { contract, baseUrl }, epoch, shown }: ShownOf,
): ShownExchange | null {
  const { id, request, sentAt, durationMs, outcome } = exchange
  if (outcome.kind === 'not-sent') return null
  return {
    id,
    startedAt: new Date(epoch.date + sentAt - epoch.clock).toISOString(),
    durationMs: Math.round(durationMs * 10) / 10,
    request: {
      method: contract.operation.method,
      url: `${baseUrl}${pathWithQuery(contract.operation.path, request.query)}`,
      query: request.query,
      headers: requestHeaders(exchange, contract),
    },
    outcome:
      outcome.kind === 'response'
        ? responseOf(outcome.response, shownCharacters[shown])
        : { kind: 'no-answer', reason: outcome.reason },
  }
}

function requestHeaders(
  { request: { as, headers } }: Exchange,
  { credentials }: Target['contract'],
): Header[] {
  const credential = credentials.find(({ role }) => role === as.role)
  return [
    ...Object.entries(headers),
    ...(credential
      ? [[credential.header, credentialValue(credential, as.shown ?? '')] as const]
      : []),
  ]
}

function responseOf({ status, headers, text, length }: WireResponse, most: number) {
  const whole = length <= most
  return {
    kind: 'response' as const,
    status,
    headers: Object.entries(headers)
      .flatMap(([name, value]) => [value ?? []].flat().map((one): Header => [name, one]))
      .slice(0, mostHeaders),
    body: { text: whole ? text : text.slice(0, most), length, whole },
  }
}
