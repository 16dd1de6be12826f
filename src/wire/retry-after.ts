import type { Exchange, SentAs, WireResponse } from '../recording/exchange.ts'

/**
 * How long a run waits for a rate limit, as data. However often a server answers 429, a run waits no
 * more than five minutes in all, and no more than 65 seconds for one that answers nothing else.
 */
export const retryAfterPolicy = {
  /** Shortest pause, in ms: what is said in whole seconds may be one too few. */
  leastMs: 1000,
  /** Longest pause without any other answer in between, in ms: a window of a minute and a little. */
  longestMs: 65_000,
  /** Pauses in a row without any other answer in between. */
  inARow: 2,
  /** All pauses of a run together, in ms. */
  totalMs: 300_000,
} as const

/** The pauses since the last answer that was no 429. */
interface Row {
  pauses: number
  ms: number
  /** When the latest of them began. */
  beganAt: number
  /** Why waiting has no more sense; null where it has. */
  reason: string | null
}

/**
 * What 429s ask of everybody: a pause, or to give up. Made-up credentials are given up by themselves:
 * a server may well lock out who guesses, and go on serving who does not.
 */
export class RetryAfter {
  readonly #rows = { genuine: newRow(), guessed: newRow() }
  #until = -Infinity
  #totalMs = 0

  /** Why no request at all is worth sending, or null. */
  get reason(): string | null {
    return this.#rows.genuine.reason
  }

  /** Why a request is not worth sending, or null. */
  reasonFor(as: SentAs): string | null {
    return this.reason ?? this.#rowOf(as).reason
  }

  /** Takes in any answer but a 429. */
  answered({ request }: Exchange): void {
    Object.assign(this.#rowOf(request.as), { pauses: 0, ms: 0 })
  }

  /**
   * Takes in a 429.
   * @returns the moment before which nobody should go; in the past where it is given up
   */
  refused({ request, sentAt }: Exchange, response: WireResponse, now: number): number {
    const row = this.#rowOf(request.as)
    // Those that were under way already when a pause began can only prolong it.
    if (sentAt > row.beganAt) {
      row.pauses++
      row.beganAt = now
    }
    const asked = retryAfterMs(response)
    const wait = Math.max(
      asked ?? retryAfterPolicy.leastMs * 2 ** (row.pauses - 1),
      retryAfterPolicy.leastMs,
    )
    const added = Math.max(0, now + wait - Math.max(now, this.#until))
    row.reason ??= this.#hopeless(row, wait, added)
    if (row.reason !== null) return now
    row.ms += added
    this.#totalMs += added
    this.#until = Math.max(this.#until, now + wait)
    return this.#until
  }

  #hopeless(row: Row, wait: number, added: number): string | null {
    if (wait > retryAfterPolicy.longestMs) return `answers 429 and asks to wait ${seconds(wait)}`
    if (row.pauses > retryAfterPolicy.inARow || row.ms + added > retryAfterPolicy.longestMs)
      return `answers 429, still after ${seconds(row.ms)}`
    const total = this.#totalMs + added
    if (total > retryAfterPolicy.totalMs)
      return `answers 429 again and again, ${seconds(this.#totalMs)} were waited`
    return null
  }

  #rowOf({ genuine }: SentAs): Row {
    return genuine ? this.#rows.genuine : this.#rows.guessed
  }
}

function newRow(): Row {
  return { pauses: 0, ms: 0, beganAt: -Infinity, reason: null }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`
}

/**
 * What `Retry-After` (seconds or a date, RFC 9110 10.2.3) asks for, or else `X-RateLimit-Reset`, in
 * ms from now; null where neither says anything that can be read.
 * @param date the date now, in ms, where the server says none
 */
export function retryAfterMs(
  { headers }: Pick<WireResponse, 'headers'>,
  date = Date.now(),
): number | null {
  const now = serverNow(one(headers.date), date)
  const asked =
    afterMs(one(headers['retry-after']), now) ?? resetMs(one(headers['x-ratelimit-reset']), now)
  return asked === null ? null : Math.max(asked, 0)
}

/** By the server's own clock where it says what that shows: its moments are moments of that clock. */
function serverNow(header: string | undefined, date: number): number {
  const said = Date.parse(header ?? '')
  return Number.isNaN(said) ? date : said
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
