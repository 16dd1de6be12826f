import type { Clock } from '../../src/wire/limiter.ts'

export interface TestClock extends Clock {
  /** Every sleep that was asked for, in ms. */
  readonly sleeps: readonly number[]
}

/** A clock on which a sleep takes no time: it only moves the clock. */
export function testClock(): TestClock {
  let now = 0
  const sleeps: number[] = []
  return {
    sleeps,
    now: () => now,
    sleep: (ms) => {
      sleeps.push(ms)
      now += ms
      return Promise.resolve()
    },
  }
}
