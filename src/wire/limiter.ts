import { setTimeout } from 'node:timers/promises'
import type { RateLimit } from '../model/contract.ts'
import type { Target } from '../model/target.ts'
import type { SentAs } from '../recording/exchange.ts'

/** Time as the limiter and the retries see it. */
export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number
  /** Rejects with an AbortError as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The system's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, signal && { signal }),
}

/** At most `requests` in any window of `windowMs` milliseconds. */
export interface Limit {
  requests: number
  windowMs: number
}

/** Time in which anything waits, told once for all that waits at the same time. */
class WaitedTime {
  #waiting = 0
  #since = 0
  #ms = 0

  get ms(): number {
    return this.#ms
  }

  begin(now: number): void {
    if (this.#waiting++ === 0) this.#since = now
  }

  end(now: number): void {
    if (--this.#waiting === 0) this.#ms += now - this.#since
  }
}

/** Lets requests through one after the other, within a limit, and not before a pause has ended. */
export class Limiter {
  readonly #limit: Limit | null
  readonly #clock: Clock
  readonly #onWait: (ms: number) => void
  readonly #waited: WaitedTime
  /** When the latest requests went, oldest first, never more than a window can hold. */
  readonly #gone: number[] = []
  #line: Promise<void> = Promise.resolve()
  #pausedUntil = -Infinity

  /**
   * @param limit null: no limit, only pauses
   * @param onWait called with the milliseconds for which nobody will go
   * @param waited takes the time in which requests wait
   */
  constructor(
    limit: Limit | null,
    clock: Clock,
    onWait: (ms: number) => void = () => undefined,
    waited = new WaitedTime(),
  ) {
    this.#limit = limit
    this.#clock = clock
    this.#onWait = onWait
    this.#waited = waited
  }

  /** Milliseconds in which requests waited, however many at a time. */
  get waitedMs(): number {
    return this.#waited.ms
  }

  /** Whether a request that comes now need not wait. */
  get isFree(): boolean {
    return this.#nextFree() <= this.#clock.now()
  }

  /** Nobody goes before then, those who wait already included. */
  pauseUntil(moment: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, moment)
  }

  /** Resolves when one more request may go; first come, first served. */
  take(): Promise<void> {
    this.#line = this.#line.then(() => this.#pass())
    return this.#line
  }

  async #pass(): Promise<void> {
    for (;;) {
      const now = this.#clock.now()
      const free = this.#nextFree()
      if (free <= now) {
        if (this.#limit) this.#gone.push(now)
        return
      }
      this.#onWait(free - now)
      this.#waited.begin(now)
      await this.#clock.sleep(free - now).finally(() => this.#waited.end(this.#clock.now()))
    }
  }

  #nextFree(): number {
    if (!this.#limit) return this.#pausedUntil
    const { requests, windowMs } = this.#limit
    while (this.#gone.length > requests) this.#gone.shift()
    const oldest = this.#gone.length < requests ? undefined : this.#gone[0]
    return Math.max(this.#pausedUntil, (oldest ?? -Infinity) + windowMs)
  }
}

/** The limiters of a target: one for the whole account, or one for each credential. */
export class Limiters {
  readonly #per: RateLimit['per']
  readonly #limiters = new Map<string | null, Limiter>()
  readonly #make: () => Limiter
  readonly #waited = new WaitedTime()

  /** @param onWait called with the milliseconds for which nobody of a limiter will go */
  constructor(
    limit: Limit | null,
    per: RateLimit['per'],
    clock: Clock,
    onWait?: (ms: number) => void,
  ) {
    this.#per = per
    this.#make = () => new Limiter(limit, clock, onWait, this.#waited)
  }

  /** Milliseconds in which requests waited, however many at a time. */
  get waitedMs(): number {
    return Math.round(this.#waited.ms)
  }

  /** The limiter of a request. What no credential vouches for shares one: to a server it is nobody. */
  of({ genuine, secret }: SentAs): Limiter {
    const scope = this.#per === 'credential' && genuine ? secret : null
    const limiter = this.#limiters.get(scope) ?? this.#make()
    this.#limiters.set(scope, limiter)
    return limiter
  }
}

/**
 * After a timeout nothing new is sent until all that is under way has ended. A server that hangs
 * lets all requests of a moment time out together: those that would take their places meanwhile
 * would only hang as long once more.
 */
export class Backpressure {
  #underWay = 0
  #over: Promise<void> = Promise.resolve()
  #finish: (() => void) | null = null

  /** Resolves when something new may be sent. */
  get over(): Promise<void> {
    return this.#over
  }

  /** Something was sent. */
  begin(): void {
    this.#underWay++
  }

  /** Something that was sent has ended. */
  end(hasTimedOut: boolean): void {
    this.#underWay--
    if (hasTimedOut && this.#finish === null) {
      this.#over = new Promise((resolve) => {
        this.#finish = resolve
      })
    }
    if (this.#underWay > 0) return
    this.#finish?.()
    this.#finish = null
  }
}

type Limited = Pick<Target, 'contract' | 'settings'>

/** `--rate`, or the contract's limit less a tenth; null without either. */
export function limitOf({ contract: { rateLimit }, settings: { rate } }: Limited): Limit | null {
  if (rate !== null) return { requests: rate, windowMs: 60_000 }
  if (!rateLimit) return null
  const { requests, seconds } = rateLimit
  return { requests: Math.max(1, Math.floor(requests * 0.9)), windowMs: seconds * 1000 }
}

/** The limiters of a target; `--rate` is for all credentials together. */
export function limitersOf(target: Limited, clock: Clock, onWait: (ms: number) => void): Limiters {
  const { contract, settings } = target
  const per = settings.rate === null ? contract.rateLimit?.per : undefined
  return new Limiters(limitOf(target), per ?? 'account', clock, onWait)
}

/** For how many ms so many requests wait for a limit at most. */
export function waitOf(requests: number, { requests: most, windowMs }: Limit): number {
  return Math.floor(Math.max(0, requests - 1) / most) * windowMs
}
