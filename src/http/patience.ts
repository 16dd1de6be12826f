import type { Exchange, SentAs, WireResponse } from '../model/exchange.ts'
import { askedWaitMs } from './asked-wait.ts'

/**
 * How long a run waits for a rate limit, as data. However often a server answers 429, a run waits no
 * more than five minutes in all, and no more than 65 seconds for one that answers nothing else.
 */
export const patience = {
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
export class Patience {
  readonly #rows: { genuine: Row; guessed: Row } = {
    genuine: { pauses: 0, ms: 0, beganAt: -Infinity, reason: null },
    guessed: { pauses: 0, ms: 0, beganAt: -Infinity, reason: null },
  }
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
    const asked = askedWaitMs(response)
    const wait = Math.max(asked ?? patience.leastMs * 2 ** (row.pauses - 1), patience.leastMs)
    const added = Math.max(0, now + wait - Math.max(now, this.#until))
    row.reason ??= this.#hopeless(row, wait, added)
    if (row.reason !== null) return now
    row.ms += added
    this.#totalMs += added
    this.#until = Math.max(this.#until, now + wait)
    return this.#until
  }

  #hopeless(row: Row, wait: number, added: number): string | null {
    if (wait > patience.longestMs) return `answers 429 and asks to wait ${seconds(wait)}`
    if (row.pauses > patience.inARow || row.ms + added > patience.longestMs)
      return `answers 429, still after ${seconds(row.ms)}`
    const total = this.#totalMs + added
    if (total > patience.totalMs)
      return `answers 429 again and again, ${seconds(this.#totalMs)} were waited`
    return null
  }

  #rowOf({ genuine }: SentAs): Row {
    return genuine ? this.#rows.genuine : this.#rows.guessed
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`
}
