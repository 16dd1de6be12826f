import type { Exchange } from '../recording/exchange.ts'
import { isGatewayError } from './retry.ts'

/** Bodies that were too large to be read, and end a run: one of them says nothing of the others. */
const mostTooLarge = 2

export interface BreakerOptions {
  /** Requests in flight together. */
  slots: number
  /** For one request. */
  timeoutMs: number
}

/**
 * Breaks a run off where a server is past hope, so that it ends about as soon as one request would:
 *
 * - as many requests timed out as can be in flight together: every slot was lost to one, or could
 *   have been. A right but slow server may time out once less;
 * - for as long as one request may take, nothing was answered, and as many tries failed (slow
 *   gateway errors, slow resets);
 * - a second body was too large to be read: to read as much each time takes long;
 * - somebody asked for the end.
 *
 * What fails fast is not broken off: it costs no time, and shows where the trouble is.
 */
export class Breaker {
  readonly #most: number
  readonly #timeoutMs: number
  #timeouts = 0
  #tooLarge = 0
  #failed = 0
  #failingSince: number | null = null
  #reason: string | null = null

  constructor({ slots, timeoutMs }: BreakerOptions) {
    // With one slot, one timeout would be enough, and be no more than bad luck.
    this.#most = Math.max(2, slots)
    this.#timeoutMs = timeoutMs
  }

  /** Why nothing more is worth sending, or null. */
  get reason(): string | null {
    return this.#reason
  }

  /** Nothing more is to be sent, whatever the server does. */
  open(reason: string): void {
    this.#reason ??= reason
  }

  /** Takes in what became of a request, at the moment `now`. */
  note({ outcome, sentAt }: Exchange, now: number): void {
    if (outcome.kind === 'not-sent') return
    if (outcome.kind === 'no-answer') {
      if (outcome.cause === 'timeout') this.#timeouts++
      if (outcome.cause === 'too-large' && ++this.#tooLarge >= mostTooLarge)
        this.#reason ??= outcome.reason
    }
    if (isAnswered(outcome)) {
      this.#failed = 0
      this.#failingSince = null
      return
    }
    this.#failed++
    this.#failingSince ??= sentAt
    if (this.#timeouts >= this.#most)
      this.#reason ??= `${this.#timeouts} requests had no complete answer within ${this.#timeoutMs} ms`
    const failingMs = now - this.#failingSince
    if (this.#failed >= this.#most && failingMs >= this.#timeoutMs)
      this.#reason ??= `${this.#failed} tries in a row had no answer, for ${this.#timeoutMs} ms`
  }
}

/** An answer that holds more than is judged is one all the same. */
function isAnswered(outcome: Exchange['outcome']): boolean {
  if (outcome.kind === 'response') return !isGatewayError(outcome.response.status)
  return outcome.kind === 'no-answer' && outcome.cause === 'over-limit'
}
