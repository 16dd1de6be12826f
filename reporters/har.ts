import { STATUS_CODES } from 'node:http'
import type { Entry, Har, Header, Page } from 'har-format'
import type { Report, ShownBody, ShownExchange, TargetReport } from '../src/model/report.ts'

/** A behavior, and where in `log.entries` the exchanges stand that it was judged on. */
interface BehaviorEntries {
  target: string
  id: string
  verdict: string
  entries: number[]
}

/**
 * report.har (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/): every exchange of the run,
 * a page for each target. Members of our own begin with `_`, as the format asks for: `_id` is the
 * exchange as failures name it, `_error` why there was no answer, `log._behaviors` leads from each
 * behavior to its entries.
 */
export function renderHar({ suite, targets }: Report): string {
  const placed = targets.flatMap((target) =>
    target.exchanges.map((exchange) => ({ target, exchange })),
  )
  const index = new Map(
    placed.map(({ target, exchange }, position) => [placeOf(target, exchange.id), position]),
  )
  const log: Har['log'] & { _behaviors: BehaviorEntries[] } = {
    version: '1.2',
    creator: { name: suite.name, version: suite.version },
    pages: targets.map(pageOf),
    entries: placed.map(({ target, exchange }) => entryOf(target, exchange)),
    _behaviors: targets.flatMap((target) =>
      target.behaviors.map(({ id, verdict, exchanges }) => ({
        target: target.name,
        id,
        verdict,
        entries: exchanges.flatMap((one) => index.get(placeOf(target, one)) ?? []),
      })),
    ),
  }
  return `${JSON.stringify({ log }, null, 2)}\n`
}

function placeOf({ name }: TargetReport, exchange: string): string {
  return `${exchange} ${name}`
}

function pageOf({ name, baseUrl, verdict, exchanges }: TargetReport): Page {
  return {
    id: name,
    title: `${name}: ${verdict}${baseUrl === '' ? '' : `, ${baseUrl}`}`,
    startedDateTime: exchanges[0]?.startedAt ?? new Date(0).toISOString(),
    pageTimings: {},
  }
}

function entryOf({ name }: TargetReport, exchange: ShownExchange): Entry {
  const { id, startedAt, durationMs, request, outcome } = exchange
  const isAnswered = outcome.kind === 'response'
  const entry: Entry = {
    pageref: name,
    _id: id,
    startedDateTime: startedAt,
    time: durationMs,
    request: {
      method: request.method,
      url: validUrl(request.url),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.headers.map(namedValue),
      queryString: request.query.map(namedValue),
      headersSize: -1,
      bodySize: 0,
    },
    response: isAnswered ? responseOf(outcome) : noResponse,
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
  }
  return isAnswered ? entry : { ...entry, _error: outcome.reason }
}

type Answer = Extract<ShownExchange['outcome'], { kind: 'response' }>

function responseOf({ status, headers, body }: Answer): Entry['response'] {
  const valueOf = (wanted: string): string =>
    headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(namedValue),
    content: {
      size: body.length,
      mimeType: valueOf('content-type'),
      text: body.text,
      ...(body.whole ? {} : { comment: leftOut(body) }),
    },
    redirectURL: validUrl(valueOf('location')),
    headersSize: -1,
    bodySize: -1,
  }
}

function leftOut({ unreadable }: ShownBody): string {
  return unreadable === null ? 'not all of the body' : `not shown: ${unreadable}`
}

/** Developer tools read no other: what stands for a value that is not shown is percent-encoded. */
function validUrl(url: string): string {
  return url
    .toWellFormed()
    .replace(/[^!-~]|["<>\\^`{|}]/gu, (character) => encodeURIComponent(character))
}

/** A status of 0 is how browsers write down what was never answered. */
const noResponse: Entry['response'] = {
  status: 0,
  statusText: '',
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: '' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
}

function namedValue([name, value]: readonly [string, string]): Header {
  return { name, value }
}
