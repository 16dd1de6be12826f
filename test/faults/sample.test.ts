import { expect, test } from 'vitest'
import { mockedFaults, mockedProviders } from '../../mock/index.ts'
import { prove } from '../../scripts/prove/proof.ts'
import { contractOf } from '../support/target.ts'

/** One fault in so many. `npm run prove` proves them all, and that each behavior falls by one. */
const oneIn = 25

const sample = mockedProviders()
  .flatMap((provider) => mockedFaults(provider))
  .filter((_, index) => index % oneIn === 0)

test.for(sample)('$provider, $id: caught', async (fault) => {
  const { result } = await prove(fault, contractOf(fault.provider), 1)
  expect(result).toBe('caught')
})
