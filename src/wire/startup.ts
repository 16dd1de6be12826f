import { isGatewayError } from './retry.ts'
import type { Outcome } from './send.ts'

/** Between two tries. */
const pauseMs = 1000

/** What the last try came to, in a word. */
const lastWords = { refused: 'refused', lost: 'reset', unresolved: 'no such host' } as const

/** Waits for a server that is starting (`--wait`): what it is asked first is asked again each second until it answers. */
export class Startup {
  readonly #waitMs: number
  #since: number | null = null
  #isOver = false
  #waitedMs = 0

  /** @param waitMs how long it may take; 0: a server that does not answer at once is down */
  constructor(waitMs: number) {
    this.#waitMs = waitMs
    this.#isOver = waitMs === 0
  }

  /** Milliseconds that were waited until it answered, or in vain. */
  get waitedMs(): number {
    return Math.round(this.#waitedMs)
  }

  /** After how many ms to try again; null: what came of the last try stands. */
  get pauseMs(): number | null {
    return this.#isOver || this.#since === null ? null : pauseMs
  }

  /**
   * Takes in what came of a try.
   * @param sentAt when it was sent, in ms
   * @returns what it counts as: after the last one, that the server was not up in time
   */
  note(outcome: Outcome, sentAt: number, now: number): Outcome {
    if (this.#isOver) return outcome
    const last = notUp(outcome)
    this.#since ??= sentAt
    this.#waitedMs = (last === null ? sentAt : now) - this.#since
    this.#isOver = last === null || this.#waitedMs + pauseMs > this.#waitMs
    if (last === null || !this.#isOver) return outcome
    const reason = `did not answer within ${this.#waitMs / 1000} s (last: ${last})`
    return { kind: 'no-answer', cause: 'not-up', reason }
  }
}

/** What shows that a server is not up yet, in a word; null: it is. */
function notUp(outcome: Outcome): string | null {
  if (outcome.kind === 'response')
    return isGatewayError(outcome.response.status) ? String(outcome.response.status) : null
  const words: Readonly<Record<string, string>> = lastWords
  return outcome.kind === 'no-answer' ? (words[outcome.cause] ?? null) : null
}
