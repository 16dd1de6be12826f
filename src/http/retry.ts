import type { WireResponse } from '../model/exchange.ts'
import type { Clock } from './limiter.ts'
import type { Outcome } from './send.ts'

/** What is tried again, as data. The operation is a GET, so that trying again changes nothing. */
export const retryPolicy = {
  /** Tries in all. */
  tries: 3,
  /** A gateway's own troubles, never an answer of the API under test. */
  statuses: [502, 503, 504],
  /** First pause, doubled each time, with jitter. */
  pauseMs: 150,
  /** Longest wait that a 429 may ask for. */
  maxWaitMs: 65_000,
} as const

/** Whether an outcome is worth another try, and after how many ms; null where it stands. */
export function retryDelay(outcome: Outcome, attempt: number, random: () => number): number | null {
  if (attempt >= retryPolicy.tries || outcome.kind === 'not-sent') return null
  const pause = retryPolicy.pauseMs * 2 ** (attempt - 1) * (0.5 + random())
  if (outcome.kind === 'no-answer') return /reset|closed/.test(outcome.reason) ? pause : null
  const { status } = outcome.response
  if (status === 429) return askedWaitMs(outcome.response) ?? 1000 * attempt
  return (retryPolicy.statuses as readonly number[]).includes(status) ? pause : null
}

/** What `Retry-After` (seconds or a date) or `X-RateLimit-Reset` asks for, in ms. */
export function askedWaitMs({ headers }: WireResponse): number | null {
  const after = one(headers['retry-after'])
  const reset = one(headers['x-ratelimit-reset'])
  const asked = after === undefined ? resetMs(reset) : afterMs(after)
  return asked === null ? null : Math.min(Math.max(asked, 0), retryPolicy.maxWaitMs)
}

function afterMs(value: string): number | null {
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : date - Date.now()
}

/** Seconds since 1970, or seconds from now where the number is small. */
function resetMs(value: string | undefined): number | null {
  if (value === undefined || !/^\d+$/.test(value.trim())) return null
  const seconds = Number(value)
  return seconds > 1_000_000_000 ? seconds * 1000 - Date.now() : seconds * 1000
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** Waits between tries. */
export async function pauseBefore(delayMs: number, clock: Clock): Promise<void> {
  if (delayMs > 0) await clock.sleep(delayMs)
}
