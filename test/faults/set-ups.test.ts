import { expect, test } from 'vitest'
import { mockedSetUps } from '../../mock/index.ts'
import { blamed } from '../../scripts/prove/alarms.ts'
import { contractOf } from '../support/target.ts'

/** A provider with two roles has all the mistakes. `npm run prove` makes those of every provider. */
const provider = 'ryzeapi'

test.for(mockedSetUps(provider))('$id is not blamed on the server', async (mistake) => {
  expect(await blamed(mistake, contractOf(provider), 1)).toBeNull()
})
