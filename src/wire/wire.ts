import pLimit from 'p-limit'
import type { Exchange, WireRequest } from '../recording/exchange.ts'
import type { RequestCounts } from '../model/report.ts'
import { Backpressure } from './limiter.ts'
import type { Clock, Limiters } from './limiter.ts'
import { RetryAfter } from './retry-after.ts'
import { Breaker } from './breaker.ts'
import { isGatewayError, retryDelay, retryPolicy } from './retry.ts'
import { Startup } from './startup.ts'
import type { Outcome, Send } from './send.ts'

export interface WireOptions {
  send: Send
  limiters: Limiters
  clock: Clock
  /** Requests in flight together. */
  concurrency: number
  /** For one request. */
  timeoutMs: number
  /** For a server that is starting. */
  waitMs: number
  /** Never send more than so many; null: no limit. */
  maxRequests: number | null
  random: () => number
  /** Called whenever a request was sent. */
  onSent?: () => void
}

/**
 * The one way to the server: limits, retries, counts and records. Every attempt is an exchange of
 * its own in the log; what `send` resolves to is the last one.
 */
export class Wire {
  readonly #options: WireOptions
  readonly #slots: ReturnType<typeof pLimit>
  readonly #breaker: Breaker
  readonly #startup: Startup
  readonly #retryAfter = new RetryAfter()
  readonly #backpressure = new Backpressure()
  readonly #log: Exchange[] = []
  #sent = 0
  #burst = 0
  #retried = 0
  #passingTroubles = 0
  #answered = 0
  #stopped: string | null = null

  constructor(options: WireOptions) {
    this.#options = options
    this.#slots = pLimit(options.concurrency)
    this.#breaker = new Breaker({ slots: options.concurrency, timeoutMs: options.timeoutMs })
    this.#startup = new Startup(options.waitMs)
  }

  /** All exchanges so far, in the order in which they were sent. */
  get log(): readonly Exchange[] {
    return this.#log
  }

  get counts(): RequestCounts {
    const waitedMs = this.#options.limiters.waitedMs + this.#startup.waitedMs
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

  /** Why nothing more is sent, or null; `--max-requests` is no such reason. */
  get brokenOff(): string | null {
    return this.#breaker.reason ?? this.#retryAfter.reason
  }

  /** Sends nothing more; what is under way has no answer. To end the waits is for the clock. */
  stop(reason: string): void {
    this.#breaker.open(reason)
    this.#stopped ??= reason
  }

  /** Whether somebody stopped it. */
  get isStopped(): boolean {
    return this.#stopped !== null
  }

  /** Whether a request would go at once, as far as the limit is concerned. */
  isFree({ as }: WireRequest): boolean {
    return this.#options.limiters.of(as).isFree
  }

  /** Sends within limit and concurrency, and tries again what may pass. */
  send(request: WireRequest): Promise<Exchange> {
    return this.#slots(async () => {
      let last = await this.#attempt(request, null)
      for (let attempt = 1; ; attempt++) {
        const delay = this.#delayAfter(last, attempt)
        if (delay === null) return last
        if (delay > 0) await this.#waited(this.#options.clock.sleep(delay))
        const next = await this.#attempt(request, last)
        if (next === last) return last
        last = next
      }
    })
  }

  /** Sends at once, past limit, concurrency and retries; counted apart. */
  sendBurst(request: WireRequest): Promise<Exchange> {
    const refusal = this.#refusal(request)
    if (refusal) return Promise.resolve(unsent(request, refusal))
    this.#burst++
    return this.#record(request)
  }

  /** One try; where it may not be sent, the one before it stands. */
  async #attempt(request: WireRequest, before: Exchange | null): Promise<Exchange> {
    const refusal = this.#refusal(request)
    if (refusal) return before ?? unsent(request, refusal)
    // Counted before the wait, so that those who wait together do not slip past the budget together.
    this.#sent++
    await this.#waited(this.#options.limiters.of(request.as).take())
    await this.#backpressure.over
    const late = this.#hopeless(request)
    if (late) {
      this.#sent--
      return before ?? unsent(request, late)
    }
    if (before) this.#retried++
    return this.#record(request)
  }

  /** Waits; a wait that is broken off has ended, and what comes after it sees that nothing is sent. */
  async #waited(wait: Promise<void>): Promise<void> {
    await wait.catch((error: unknown) => {
      if (!this.isStopped) throw error
    })
  }

  /** After how many ms to try again; null: not at all. A 429 pauses everybody on the way. */
  #delayAfter(exchange: Exchange, attempt: number): number | null {
    const { limiters, clock, random } = this.#options
    const { outcome, request } = exchange
    if (exchange.id === unsentId) return null
    if (this.#startup.pauseMs !== null) return this.#startup.pauseMs
    if (outcome.kind === 'response' && outcome.response.status === 429) {
      const now = clock.now()
      limiters.of(request.as).pauseUntil(this.#retryAfter.refused(exchange, outcome.response, now))
      return this.#hopeless(request) ? null : 0
    }
    const hasAnswered = this.#answered > 0
    if (outcome.kind === 'response') {
      if (!isGatewayError(outcome.response.status)) this.#answered++
      this.#retryAfter.answered(exchange)
    }
    const delay = retryDelay(outcome, { attempt, hasAnswered, random })
    const most = retryPolicy.perRun + this.#answered / retryPolicy.answersPerRetry
    if (delay === null || this.#passingTroubles >= most) return null
    this.#passingTroubles++
    return delay
  }

  /** Why a request is not sent: the budget, or a server that is past hope. */
  #refusal(request: WireRequest): Outcome | null {
    if (this.isExhausted) return { kind: 'not-sent', reason: this.exhaustedReason }
    return this.#hopeless(request)
  }

  #hopeless({ as }: WireRequest): Outcome | null {
    const reason = this.#breaker.reason ?? this.#retryAfter.reasonFor(as)
    return reason === null
      ? null
      : { kind: 'no-answer', cause: 'withheld', reason: `not sent any more: ${reason}` }
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
    this.#options.onSent?.()
    this.#backpressure.begin()
    const answer = await this.#options.send(request)
    const now = this.#options.clock.now()
    // A part of an answer is none.
    const outcome: Outcome =
      this.#stopped === null
        ? this.#startup.note(answer, exchange.sentAt, now)
        : { kind: 'no-answer', cause: 'withheld', reason: this.#stopped }
    exchange.outcome = outcome
    exchange.durationMs = now - exchange.sentAt
    if (this.#startup.pauseMs === null) this.#breaker.note(exchange, now)
    this.#backpressure.end(outcome.kind === 'no-answer' && outcome.cause === 'timeout')
    return exchange
  }
}

const pending: Outcome = { kind: 'not-sent', reason: 'still under way' }

/** The id of what was never sent, and is not in the log. */
export const unsentId = 'none'

function unsent(request: WireRequest, outcome: Outcome): Exchange {
  return { id: unsentId, request, sentAt: 0, durationMs: 0, outcome }
}
