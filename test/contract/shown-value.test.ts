import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shownValue } from '../../src/contract/schema/mismatch.ts'

test('a value that is short as JSON is shown as that', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.stringify(value)
      fc.pre(json.length <= 160 && !(Array.isArray(value) && value.length > 3))
      expect(shownValue(value)).toBe(json)
    }),
  )
})

test('nothing is shown that is longer than two lines', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 9 }), fc.nat(9), (value, times) => {
      const many = Object.fromEntries(
        Array.from({ length: 2 ** times }, (_, n) => [`member ${n}`, value]),
      )
      expect(shownValue(many).length).toBeLessThanOrEqual(160)
      expect(shownValue(JSON.stringify(many)).length).toBeLessThanOrEqual(161)
    }),
  )
})

test.for([
  ['a long text', '"'.repeat(200), `"${'\\"'.repeat(79)}\\…`],
  ['a map of much', { a: 'x'.repeat(200) }, 'an object'],
  ['a list of much', ['x'.repeat(200), 1], 'an array of 2'],
  ['a list of many', [1, 2, 3, 4], 'an array of 4'],
  ['nothing at all', undefined, 'absent'],
] as const)('%s is cut', ([, value, shown]) => {
  expect(shownValue(value)).toBe(shown)
})

test('a value that is nested too deep to be written is cut', () => {
  let deep: unknown = 0
  for (let level = 0; level < 100_000; level++) deep = [deep]
  expect(shownValue(deep)).toBe('an array of 1')
})
