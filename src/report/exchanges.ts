import type { Exchange, WireRequest, WireResponse } from '../recording/exchange.ts'
import type { Recording } from '../recording/recording.ts'
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
export type ExchangeSelection = keyof typeof shownCharacters

/** Exchanges of a behavior without an answer that are shown. */
const mostUnanswered = 3

/** Everything about the exchanges that a report shows but their masking, in the order of sending. */
export function shownExchanges(
  { behaviors }: Pick<TargetReport, 'behaviors'>,
  { exchanges, epoch }: Pick<Recording, 'exchanges' | 'epoch'>,
  shown: ExchangeSelection,
  disclosure: Disclosure,
): ShownExchange[] {
  const cited = new Set(behaviors.flatMap(citedBy))
  return exchanges
    .filter(({ id, outcome }) => outcome.kind !== 'not-sent' && (shown === 'all' || cited.has(id)))
    .map(({ id, request, sentAt, durationMs, outcome }) => ({
      id,
      startedAt: new Date(epoch.date + sentAt - epoch.clock).toISOString(),
      durationMs: Math.round(durationMs * 10) / 10,
      request: requestOf(request, disclosure),
      outcome: outcomeOf(outcome, disclosure, shownCharacters[shown]),
    }))
}

/** What a reader of the report is sent to. */
export function citedBy(behavior: BehaviorReport): string[] {
  if ('failures' in behavior)
    return behavior.failures
      .flatMap((failure) => failure.steps ?? [failure])
      .map(({ exchange }) => exchange)
  return behavior.verdict === 'error' ? behavior.exchanges.slice(-mostUnanswered) : []
}

/** The target with those of its exchanges that it cites: a format may have asked for all. */
export function withCited(target: TargetReport): TargetReport {
  const cited = new Set(target.behaviors.flatMap(citedBy))
  return { ...target, exchanges: target.exchanges.filter(({ id }) => cited.has(id)) }
}

function requestOf(request: WireRequest, disclosure: Disclosure): ShownExchange['request'] {
  const { url, query, headers } = shownRequest(request, disclosure)
  return { method: disclosure.contract.operation.method, url, query, headers }
}

function outcomeOf(
  outcome: Exchange['outcome'],
  disclosure: Disclosure,
  most: number,
): ShownExchange['outcome'] {
  if (outcome.kind !== 'response')
    return { kind: 'no-answer', reason: disclosure.text(outcome.reason) }
  const { response } = outcome
  return {
    kind: 'response',
    status: response.status,
    headers: headersOf(response, disclosure),
    body: bodyOf(response, disclosure, most),
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
