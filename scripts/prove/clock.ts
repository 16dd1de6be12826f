import type { Clock } from '../../src/wire/limiter.ts'

/**
 * A clock on which nothing waits: a sleep moves it on at once, and a look at it by a millisecond.
 * A run on it is the same on a fast machine and on a slow one.
 */
export function idleClock(startsAt: number): Clock {
  let now = startsAt
  return {
    now: () => now++,
    sleep: (ms) => {
      now += ms
      return Promise.resolve()
    },
  }
}
