import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byIdentity } from '../../src/checks/identities.ts'
import { instancesOf } from '../../src/checks/listing.ts'
import { firstDuplicate } from '../../src/contract/duplicates.ts'
import { contractOf } from '../support/target.ts'

const { listing } = contractOf('evolution')

test('whether ids are equal is the same after instances were told apart', () => {
  const id = fc.constantFrom<unknown[]>(null, 1, 2, '1', 'a', 'b', 'c', {}, [1], 2 ** 60)
  const item = fc.record(
    { instanceId: id, instanceName: fc.constantFrom('x', 'y') },
    { requiredKeys: [], noNullPrototype: true },
  )
  fc.assert(
    fc.property(fc.array(item, { maxLength: 4 }), (items) => {
      const fresh = firstDuplicate([...items], listing.id)
      byIdentity(instancesOf(items, listing) ?? [])
      expect(firstDuplicate(items, listing.id)).toEqual(fresh)
    }),
    { numRuns: 1000 },
  )
})
