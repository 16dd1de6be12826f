/** Time as the limiter and the retries see it. */
export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number
  sleep(ms: number): Promise<void>
}

/** The system's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** Lets at most `requests` through in any window of `windowMs` milliseconds. */
export class Limiter {
  readonly #requests: number
  readonly #windowMs: number
  readonly #clock: Clock
  /** When the latest requests may go, oldest first, never more than a window can hold. */
  #slots: number[] = []
  #waitedMs = 0

  constructor(requests: number, windowMs: number, clock: Clock) {
    this.#requests = requests
    this.#windowMs = windowMs
    this.#clock = clock
  }

  /** Milliseconds that requests have waited, added up. */
  get waitedMs(): number {
    return Math.round(this.#waitedMs)
  }

  /** Resolves when one more request may go. */
  async take(): Promise<void> {
    const now = this.#clock.now()
    const oldest = this.#slots.length < this.#requests ? undefined : this.#slots.shift()
    const at = oldest === undefined ? now : Math.max(now, oldest + this.#windowMs)
    this.#slots.push(at)
    if (at <= now) return
    this.#waitedMs += at - now
    await this.#clock.sleep(at - now)
  }
}
