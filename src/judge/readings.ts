import { keyOf } from '../ask/cases.ts'
import type { Instance } from '../model/account.ts'
import type { Contract } from '../model/contract.ts'
import type { Exchange, WireRequest } from '../recording/exchange.ts'
import { byIdentity, listedBy } from './instances/listing.ts'
import type { TimedListing } from './instances/stable.ts'

/** One answer to a request that is sent again and again, with what was asked in between. */
export interface Reading {
  exchange: Exchange
  status: number
  /** Null where it lists nothing, as a refusal does. */
  list: readonly Instance[] | null
  /** Other requests, answered before it was sent and after the reading before was. */
  since: readonly Exchange[]
  /** It lists other instances than the first one, or none of them because it is no listing. */
  isUnlike: boolean
}

/** All answers to a request in the order of sending; trouble of a gateway is no answer. */
export function readingsOf(
  request: WireRequest,
  log: readonly Exchange[],
  { listing }: Pick<Contract, 'listing'>,
): Reading[] {
  const key = keyOf(request)
  const readings: Reading[] = []
  let others: Exchange[] = []
  for (const exchange of log) {
    const { outcome } = exchange
    if (keyOf(exchange.request) !== key) others.push(exchange)
    else if (outcome.kind === 'response' && !isPassing(outcome.response.status)) {
      const list = listedBy(outcome.response, listing)
      const isUnlike = !isSame(list, readings[0] ? readings[0].list : list)
      const since = others.filter((one) => endOf(one) <= exchange.sentAt)
      readings.push({ exchange, status: outcome.response.status, list, since, isUnlike })
      others = others.filter((one) => !since.includes(one))
    }
  }
  return readings
}

function isPassing(status: number): boolean {
  return status === 429 || (status >= 502 && status <= 504)
}

function endOf({ sentAt, durationMs }: Exchange): number {
  return sentAt + durationMs
}

function isSame(one: readonly Instance[] | null, other: readonly Instance[] | null): boolean {
  if (one === other) return true
  if (one === null || other === null) return false
  const [known, shown] = [byIdentity(one), byIdentity(other)]
  return known.size === shown.size && [...known.keys()].every((identity) => shown.has(identity))
}

/** The readings that are listings, as they are compared. */
export function listingsIn(readings: readonly Reading[]): TimedListing[] {
  return readings.flatMap(({ exchange, list, since }) =>
    list ? [timed(exchange, list, since.length === 0)] : [],
  )
}

/** What other requests listed that was right to be listed. */
export function sightingsIn(
  readings: readonly Reading[],
  log: readonly Exchange[],
  { listing }: Pick<Contract, 'listing'>,
): TimedListing[] {
  const own = new Set(readings.map(({ exchange }) => exchange))
  return log.flatMap((exchange) => {
    const { outcome, request } = exchange
    if (own.has(exchange) || !request.as.genuine || outcome.kind !== 'response') return []
    const list = listedBy(outcome.response, listing)
    return list ? [timed(exchange, list, false)] : []
  })
}

function timed(exchange: Exchange, instances: readonly Instance[], follows: boolean): TimedListing {
  return { instances, from: exchange.sentAt, to: endOf(exchange), follows }
}

/** A request, and the reading that it spoils. */
export interface Spoiling {
  trigger: Exchange
  reading: Reading
}

/**
 * The request after which the listing is another than before, where that was so again when it was
 * repeated alone, once each time, and never without any request in between; null where there is none.
 */
export function spoilingIn(readings: readonly Reading[]): Spoiling | null {
  const turned = readings.filter(
    ({ isUnlike }, index) => isUnlike && readings[index - 1]?.isUnlike === false,
  )
  if (turned.length < 2 || turned.some(({ since }) => since.length === 0)) return null
  const reading = turned.findLast(({ since }) => since.length === 1)
  const after = reading && readings[readings.indexOf(reading) + 1]
  if (after?.isUnlike !== false || after.since.length > 0) return null
  const [trigger] = reading?.since ?? []
  return reading && trigger ? { trigger, reading } : null
}

/** The last reading that is unlike the first, with what was asked just before it. */
export function lastSteps(readings: readonly Reading[]): Exchange[] {
  const at = readings.findLastIndex(({ isUnlike }) => isUnlike)
  return [readings[at - 1], readings[at]].flatMap((one) => one?.exchange ?? [])
}

/** What a reading shows beside the first one: `instance 3 alone`. */
export function readingWords({ list, status }: Reading, first: readonly Instance[]): string {
  if (list === null) return `status ${status}`
  const known = byIdentity(first)
  const shown = byIdentity(list)
  const numbers = [...shown.keys()].flatMap((identity) => {
    const instance = known.get(identity)
    return instance ? [instance.index + 1] : []
  })
  const foreign = shown.size - numbers.length
  const beside =
    foreign === 0 ? '' : ` and ${foreign} that ${foreign === 1 ? 'was' : 'were'} not there`
  if (numbers.length === 1 && foreign === 0) return `instance ${numbers[0]} alone`
  return `${numbers.length} of ${known.size} instances${beside}`
}

/** A request by who sends it and by its parameters: `a request without a credential`. */
export function requestWords(
  { as, query }: WireRequest,
  { credentials, listing }: Contract,
): string {
  const usual = listing.query.map(([name]) => name)
  const names = [...new Set(query.map(([name]) => name))].filter((name) => !usual.includes(name))
  const parts = [
    ...(as.role === null ? ['without a credential'] : []),
    ...(as.role !== null && !as.genuine ? ['with a credential that is not valid'] : []),
    ...(as.genuine && as.role !== credentials[0]?.role
      ? [`with a credential of the role "${as.role}"`]
      : []),
    ...(names.length > 0 ? [`with ${names.join(', ')}`] : []),
  ]
  return ['a request', ...parts].join(' ')
}
