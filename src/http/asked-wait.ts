import type { WireResponse } from '../model/exchange.ts'

/**
 * What `Retry-After` (seconds or a date, RFC 9110 10.2.3) asks for, or else `X-RateLimit-Reset`, in
 * ms from now; null where neither says anything that can be read.
 */
export function askedWaitMs({ headers }: Pick<WireResponse, 'headers'>): number | null {
  const now = serverNow(one(headers.date))
  const asked =
    afterMs(one(headers['retry-after']), now) ?? resetMs(one(headers['x-ratelimit-reset']), now)
  return asked === null ? null : Math.max(asked, 0)
}

/** By the server's own clock where it says what that shows: its moments are moments of that clock. */
function serverNow(date: string | undefined): number {
  const said = Date.parse(date ?? '')
  return Number.isNaN(said) ? Date.now() : said
}

function afterMs(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  if (isNumber(value)) return Number(value) * 1000
  // Date.parse would take "-1" for a year.
  const date = /[a-z]/i.test(value) ? Date.parse(value) : NaN
  return Number.isNaN(date) ? null : date - now
}

/** Seconds since 1970, or ms where the number is too large for that, or seconds from now. */
function resetMs(value: string | undefined, now: number): number | null {
  if (value === undefined || !isNumber(value)) return null
  const number = Number(value)
  if (number > 100_000_000_000) return number - now
  return number > 1_000_000_000 ? number * 1000 - now : number * 1000
}

function isNumber(value: string): boolean {
  return /^\s*\d+(\.\d+)?\s*$/.test(value)
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
