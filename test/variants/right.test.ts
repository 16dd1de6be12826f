import { expect, test } from 'vitest'
import { mockedProviders, mockedVariants } from '../../mock/index.ts'
import { alarmsIn, falseAlarm } from '../../scripts/prove/alarms.ts'
import { reportOn } from '../../scripts/prove/proof.ts'
import { contractOf } from '../support/target.ts'

/** One variant in so many. `npm run prove` judges them all. */
const oneIn = 10

const sample = mockedProviders()
  .flatMap((provider) => mockedVariants(provider))
  .filter(({ slow = false }, index) => !slow && index % oneIn === 0)

test.for(sample)('$provider, $id: nothing is called broken ($because)', async (variant) => {
  expect(await falseAlarm(variant, contractOf(variant.provider), 1)).toBeNull()
})

test('a server that is wrong gives an alarm, as a variant must not', async () => {
  const served = { fault: 'message.one-is-plural' }
  const alarms = alarmsIn(await reportOn(served, contractOf('ryzeapi'), 1))
  expect(alarms).toEqual([expect.stringMatching(/^fail ryzeapi\.message\.one: /)])
})
