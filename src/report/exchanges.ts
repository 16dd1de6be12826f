import type { Exchange, WireResponse } from '../recording/exchange.ts'
import type {
  BehaviorReport,
  Header,
  ShownBody,
  ShownExchange,
  TargetReport,
} from '../model/report.ts'
import type { Disclosure } from './disclosure/disclosure.ts'
import { shownJson } from './disclosure/masked-json.ts'
import { shownRequest } from './request.ts'

/** Characters of a body that are shown where only failures cite it, and where every exchange is. */
export const shownCharacters = { cited: 16_000, all: 64_000 } as const

/** Headers of an answer that are shown: those that say how it came, and nothing of whom it is about. */
const shownHeaders =
  /^(content-type|content-encoding|retry-after|server|www-authenticate|x-ratelimit-[a-z-]{1,30})$/

/** So many headers are shown; an honest server has a dozen. */
const mostHeaders = 30

/** Which exchanges a report shows: what failures cite, or every one. */
export type Shown = keyof typeof shownCharacters

/** The moment at which the clock of a run showed a time. */
export interface Epoch {
  date: number
  clock: number
}

/** What a report shows of a run's exchanges. */
export interface ShownOf {
  disclosure: Disclosure
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
  { disclosure, epoch, shown }: ShownOf,
): ShownExchange | null {
  const { id, request, sentAt, durationMs, outcome } = exchange
  if (outcome.kind === 'not-sent') return null
  const { url, query, headers } = shownRequest(request, disclosure)
  return {
    id,
    startedAt: new Date(epoch.date + sentAt - epoch.clock).toISOString(),
    durationMs: Math.round(durationMs * 10) / 10,
    request: { method: disclosure.contract.operation.method, url, query, headers },
    outcome:
      outcome.kind === 'response'
        ? {
            kind: 'response',
            status: outcome.response.status,
            headers: headersOf(outcome.response, disclosure),
            body: bodyOf(outcome.response, disclosure, shownCharacters[shown]),
          }
        : { kind: 'no-answer', reason: disclosure.text(outcome.reason) },
  }
}

function headersOf({ headers }: WireResponse, disclosure: Disclosure): Header[] {
  return Object.entries(headers)
    .flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name.toLowerCase(), one] as const),
    )
    .filter(([name]) => name === 'location' || shownHeaders.test(name))
    .slice(0, mostHeaders)
    .map(([name, value]) => [name, disclosure.header(name, value)])
}

function bodyOf({ body, length }: WireResponse, disclosure: Disclosure, most: number): ShownBody {
  if (!body.ok)
    return { text: '', length, whole: length === 0, unreadable: disclosure.text(body.reason) }
  const placed = { value: body.value, place: disclosure.places.root }
  const { text, isWhole } = shownJson(placed, disclosure, most)
  return { text, length, whole: isWhole, unreadable: null }
}
