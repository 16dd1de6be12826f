import { expect, test } from 'vitest'
import { mockedFaults, mockedProviders } from '../../mock/index.ts'
import { reportOn } from '../../scripts/prove/proof.ts'
import { contractOf } from '../support/target.ts'

/** One fault in so many. */
const oneIn = 8

// Right at first, or but for a while: a reading that is right is near at hand, and is no evidence.
const passing = /^(again|lingers|repeat|restricted)\./

const faults = mockedProviders().flatMap((provider) =>
  mockedFaults(provider)
    .filter(({ id }) => passing.test(id))
    .filter((_, index) => index % oneIn === 0),
)

test.for(mockedProviders())(
  '%s: the exchange that a failure cites is one that is wrong as it says',
  async (provider) => {
    for (const { id } of faults.filter((one) => one.provider === provider)) {
      const { behaviors, exchanges } = await reportOn({ fault: id }, contractOf(provider), 1)
      const told = behaviors.flatMap((one) => ('failures' in one ? one.failures : []))
      for (const { actual, exchange } of told) {
        const [, status] = /^(?:.*, )?status (\d{3})/.exec(actual) ?? []
        const cited = exchanges.find((one) => one.id === exchange)?.outcome
        expect(cited?.kind, `${id}: ${exchange}`).toBe('response')
        if (status === undefined || cited?.kind !== 'response') continue
        expect(String(cited.status), `${id}: ${exchange}: ${actual}`).toBe(status)
      }
    }
  },
)
