import type { RateLimit } from '../model/contract.ts'
import type { SentAs } from '../model/exchange.ts'
import { Limiter } from './limiter.ts'
import type { Clock, Limit } from './limiter.ts'

/** The limiters of a target: one for the whole account, or one for each credential. */
export class Limiters {
  readonly #limit: Limit | null
  readonly #per: RateLimit['per']
  readonly #clock: Clock
  readonly #onWait: (ms: number) => void
  readonly #limiters = new Map<string | null, Limiter>()

  /** @param onWait called with the milliseconds for which nobody of a limiter will go */
  constructor(
    limit: Limit | null,
    per: RateLimit['per'],
    clock: Clock,
    onWait: (ms: number) => void = () => undefined,
  ) {
    this.#limit = limit
    this.#per = per
    this.#clock = clock
    this.#onWait = onWait
  }

  /** Milliseconds that requests have waited, added up. */
  get waitedMs(): number {
    return Math.round([...this.#limiters.values()].reduce((sum, one) => sum + one.waitedMs, 0))
  }

  /** The limiter of a request. What no credential vouches for shares one: to a server it is nobody. */
  of({ genuine, secret }: SentAs): Limiter {
    const scope = this.#per === 'credential' && genuine ? secret : null
    const limiter = this.#limiters.get(scope) ?? new Limiter(this.#limit, this.#clock, this.#onWait)
    this.#limiters.set(scope, limiter)
    return limiter
  }
}
