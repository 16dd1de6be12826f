import { expect, test } from 'vitest'
import { mockedProviders, mockedVariants } from '../../mock/index.ts'
import { falseAlarm } from '../../scripts/prove/alarms.ts'
import { contractOf } from '../support/target.ts'

const seeds = Array.from({ length: 50 }, (_, index) => index + 1)

test.for(mockedProviders())(
  '%s: statuses that change at every request, and an instance that comes and goes, give no false failure in 50 runs',
  async (provider) => {
    const variant = mockedVariants(provider).find(({ id }) => id === 'moves.states-and-one')
    if (!variant) throw new Error(`${provider} has no such variant`)
    const alarms = []
    for (const seed of seeds) alarms.push(await falseAlarm(variant, contractOf(provider), seed))
    expect(alarms.filter((alarm) => alarm !== null)).toEqual([])
  },
)
