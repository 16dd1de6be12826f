import fc from 'fast-check'
import { expect, test } from 'vitest'
import { usableValues } from '../../src/ask/generators/usable-values.ts'
import { most } from '../../src/ask/generators/listed.ts'
import { accountOf, listsOf, nameField, names, sourceOf } from './support.ts'

test('most gives all values that can be asked for but one', () => {
  fc.assert(
    fc.property(names, (written) => {
      const account = accountOf(written)
      const usable = usableValues(account, nameField)
      fc.pre(usable.length > 1 && usable.length <= 40)
      for (const list of listsOf(most(sourceOf(account, 0), nameField))) {
        expect(list).toHaveLength(usable.length - 1)
        expect(new Set(list).size).toBe(list.length)
        expect(usable).toEqual(expect.arrayContaining([...list]))
      }
    }),
  )
})

test('most gives no more than a URL can carry', () => {
  const many = accountOf(Array.from({ length: 300 }, (_, index) => `name-${index}`))
  const [list] = listsOf(most(sourceOf(many, 0), nameField))
  expect(list).toHaveLength(40)
  const long = accountOf(Array.from({ length: 30 }, (_, index) => `${index}`.padStart(200, 'é')))
  const [fewer = []] = listsOf(most(sourceOf(long, 0), nameField))
  expect(encodeURIComponent(fewer.join(',')).length).toBeLessThanOrEqual(1500)
  expect(fewer.length).toBeGreaterThan(0)
})

test('most needs a value to leave out', () => {
  expect(most(sourceOf(accountOf(['alone']), 0), nameField)).toEqual({
    ok: false,
    needs: '2 instances',
  })
})
