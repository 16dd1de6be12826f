import type { Header, Report, ShownBody, ShownExchange } from '../../src/model/report.ts'
import { citedBy, shownCharacters } from '../../src/report/exchanges.ts'
import { worstFirst } from '../headline.ts'

/** Characters of all headers and bodies together: the page must open at once, from a mail, too. */
const mostCharacters = 3_000_000

/** Characters of the headers, and of the body, of one exchange; what a report began beyond its limit is closed. */
const range = { least: 300, most: shownCharacters.cited + 2_000 }

/** The exchanges of a target, which the page's script reads when it shows one. */
export interface TargetExchanges {
  target: string
  exchanges: readonly ExchangeView[]
}

type Outcome = ShownExchange['outcome']

export type ExchangeView = Omit<ShownExchange, 'request' | 'outcome'> & {
  request: Omit<ShownExchange['request'], 'query'>
  outcome: Outcome
}

/** Where to find what is cut off here. */
const elsewhere = 'report.json and report.har have more'

/**
 * The exchanges that the page shows: those that something cites. With many of them, each is cut
 * shorter than it is in the report.
 */
export function shownOnPage(report: Report): TargetExchanges[] {
  const cited = worstFirst(report.targets).map((target) => {
    const ids = new Set(target.behaviors.flatMap(citedBy))
    return { target: target.name, exchanges: target.exchanges.filter(({ id }) => ids.has(id)) }
  })
  const count = cited.reduce((sum, { exchanges }) => sum + exchanges.length, 0)
  const share = Math.floor(mostCharacters / 2 / count)
  const most = Math.min(range.most, Math.max(range.least, share))
  return cited
    .filter(({ exchanges }) => exchanges.length > 0)
    .map(({ target, exchanges }) => ({
      target,
      exchanges: exchanges.map((exchange) => within(exchange, most)),
    }))
}

function within({ request, outcome, ...exchange }: ShownExchange, most: number): ExchangeView {
  const { method, url, headers } = request
  return {
    ...exchange,
    request: { method, url, headers: headersWithin(headers, most) },
    outcome:
      outcome.kind === 'response'
        ? {
            ...outcome,
            headers: headersWithin(outcome.headers, most),
            body: bodyWithin(outcome.body, most),
          }
        : outcome,
  }
}

/** The first headers; a last one says how many more there are. */
function headersWithin(headers: readonly Header[], most: number): readonly Header[] {
  let left = most
  const shown = headers.filter(([name, value]) => {
    left -= name.length + value.length
    return left >= 0
  })
  const hidden = headers.length - shown.length
  return hidden === 0 ? headers : [...shown, ['…', `${hidden} not shown; ${elsewhere}`]]
}

function bodyWithin(body: ShownBody, most: number): ShownBody {
  if (body.text.length <= most) return body
  return { ...body, text: `${body.text.slice(0, most)}…`, whole: false }
}
