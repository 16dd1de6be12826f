import { Limiters } from '../../src/wire/limiter.ts'
import type { Clock } from '../../src/wire/limiter.ts'
import type { Exchange } from '../../src/recording/exchange.ts'
import type { Outcome, Send } from '../../src/wire/send.ts'
import { Wire } from '../../src/wire/wire.ts'
import type { WireOptions } from '../../src/wire/wire.ts'
import { testClock } from '../support/clock.ts'
import { answer, request } from './support.ts'

/** A wire to a server that answers 200, on a clock that never waits. */
export function wireWith(options: Partial<WireOptions>): Wire {
  const clock = options.clock ?? testClock()
  return new Wire({
    send: () => Promise.resolve(answer(200)),
    limiters: new Limiters(null, 'account', clock),
    clock,
    concurrency: 4,
    timeoutMs: 1000,
    waitMs: 0,
    maxRequests: null,
    random: () => 0.5,
    ...options,
  })
}

/** Answers with these, one after the other, and then with 200. */
export function answering(...outcomes: readonly Outcome[]): Send {
  const left = [...outcomes]
  return () => Promise.resolve(left.shift() ?? answer(200))
}

/** Sends the same request so many times, all at once. */
export function sendMany(wire: Wire, count: number): Promise<Exchange[]> {
  return Promise.all(Array.from({ length: count }, () => wire.send(request)))
}

/** A limit of so many requests a second for the whole account. */
export function limited(requests: number, clock: Clock): Limiters {
  return new Limiters({ requests, windowMs: 1000 }, 'account', clock)
}
