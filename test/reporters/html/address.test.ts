import { expect, test } from 'vitest'
import { placeOf } from '../../../reporters/html/client/address.js'
import { viewOf } from '../../../reporters/html/view.ts'
import { citedReport } from '../change-fixture.ts'
import { noContext, reportOf, targetReport } from '../fixture.ts'

const [, broken] = citedReport.targets
const { groups } = viewOf(
  reportOf(targetReport({ ...broken, name: 'eu/one two' }), targetReport({ name: 'us' })),
  noContext,
)

test('the id of a behavior leads to it', () => {
  expect(placeOf('ryzeapi.filter.single-unknown-name', groups)).toEqual({
    behavior: 'ryzeapi.filter.single-unknown-name',
    exchange: null,
  })
})

test('a target and the id of an exchange lead to the first behavior that cites it', () => {
  expect(placeOf(`${encodeURIComponent('eu/one two')}/e17`, groups)).toEqual({
    behavior: 'ryzeapi.filter.single-unknown-name',
    exchange: { target: 'eu/one two', id: 'e17' },
  })
})

test('an exchange without an answer is found where it is why there is no verdict', () => {
  expect(placeOf('eu/one%20two/e1', groups)?.behavior).toBe('ryzeapi.errors.unreachable')
})

test.each(['', 'behaviors', 'us/e17', 'eu/one two/e99', '/e17', '%E0%A4%A'])(
  '"%s" leads nowhere',
  (fragment) => {
    expect(placeOf(fragment, groups)).toBeNull()
  },
)
