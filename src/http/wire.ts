import pLimit from 'p-limit'
import type { Exchange, WireRequest } from '../model/exchange.ts'
import type { RequestCounts } from '../model/report.ts'
import type { Clock, Limiter } from './limiter.ts'
import { pauseBefore, retryDelay } from './retry.ts'
import type { Outcome, Send } from './send.ts'

export interface WireOptions {
  send: Send
  limiter: Limiter | null
  clock: Clock
  /** Requests in flight together. */
  concurrency: number
  /** Never send more than so many; null: no limit. */
  maxRequests: number | null
  random: () => number
}

/**
 * The one way to the server: limits, retries, counts and records. Every attempt is an exchange of
 * its own in the log; what `send` resolves to is the last one.
 */
export class Wire {
  readonly #options: WireOptions
  readonly #slots: ReturnType<typeof pLimit>
  readonly #log: Exchange[] = []
  #sent = 0
  #burst = 0
  #retried = 0
  #pausedMs = 0

  constructor(options: WireOptions) {
    this.#options = options
    this.#slots = pLimit(options.concurrency)
  }

  /** All exchanges so far, in the order in which they were sent. */
  get log(): readonly Exchange[] {
    return this.#log
  }

  get counts(): RequestCounts {
    const waitedMs = (this.#options.limiter?.waitedMs ?? 0) + Math.round(this.#pausedMs)
    return { sent: this.#sent, burst: this.#burst, retried: this.#retried, waitedMs }
  }

  /** Whether as many requests were sent, burst included, as may be. */
  get isExhausted(): boolean {
    const { maxRequests } = this.#options
    return maxRequests !== null && this.#sent + this.#burst >= maxRequests
  }

  get exhaustedReason(): string {
    return `--max-requests=${this.#options.maxRequests} was reached`
  }

  /** Sends within limit and concurrency, and tries again what the retry policy names. */
  send(request: WireRequest): Promise<Exchange> {
    return this.#slots(async () => {
      for (let attempt = 1; ; attempt++) {
        const exchange = await this.#attempt(request)
        const delay = retryDelay(exchange.outcome, attempt, this.#options.random)
        if (delay === null || this.isExhausted) return exchange
        this.#retried++
        this.#pausedMs += delay
        await pauseBefore(delay, this.#options.clock)
      }
    })
  }

  /** Sends at once, past limit, concurrency and retries; counted apart. */
  sendBurst(request: WireRequest): Promise<Exchange> {
    this.#burst++
    return this.#record(request)
  }

  async #attempt(request: WireRequest): Promise<Exchange> {
    if (this.isExhausted) {
      const reason = this.exhaustedReason
      return {
        id: 'none',
        request,
        sentAt: 0,
        durationMs: 0,
        outcome: { kind: 'not-sent', reason },
      }
    }
    this.#sent++
    await this.#options.limiter?.take()
    return this.#record(request)
  }

  async #record(request: WireRequest): Promise<Exchange> {
    const exchange: { -readonly [K in keyof Exchange]: Exchange[K] } = {
      id: `e${this.#log.length + 1}`,
      request,
      sentAt: this.#options.clock.now(),
      durationMs: 0,
      outcome: pending,
    }
    this.#log.push(exchange)
    exchange.outcome = await this.#options.send(request)
    exchange.durationMs = this.#options.clock.now() - exchange.sentAt
    return exchange
  }
}

const pending: Outcome = { kind: 'not-sent', reason: 'still under way' }
