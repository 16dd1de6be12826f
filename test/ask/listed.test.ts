import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUsable, usableValues } from '../../src/ask/generators/usable-values.ts'
import { one, some } from '../../src/ask/generators/listed.ts'
import {
  accountOf,
  caseIndex,
  listsOf,
  nameField,
  names,
  runSeed,
  someNames,
  sourceOf,
  textsOf,
} from './support.ts'

/** The names that a request can carry, each once. */
function carried(held: readonly string[]): string[] {
  return [...new Set(held)].filter((name) => name !== '' && !name.includes(','))
}

test('usable values are the listed ones without empty ones, excluded ones and repetitions', () => {
  fc.assert(
    fc.property(names, (held) => {
      expect(usableValues(accountOf(held), nameField)).toEqual(carried(held))
    }),
  )
})

test('one walks through all values before it repeats', () => {
  fc.assert(
    fc.property(someNames, runSeed, (held, seed) => {
      const values = carried(held)
      const account = accountOf(held)
      const walk = [...values, ...values].map((_, index) =>
        textsOf(one(sourceOf(account, index, seed), nameField)).at(0),
      )
      expect(walk.slice(0, values.length).sort()).toEqual([...values].sort())
      expect(walk.slice(values.length)).toEqual(walk.slice(0, values.length))
    }),
  )
})

test('without a value that can be asked for, one says what is lacking', () => {
  expect(one(sourceOf(accountOf(['', 'a,b']), 0), nameField)).toEqual({
    ok: false,
    needs: expect.stringMatching(/an instance .*name/) as string,
  })
})

const bounds = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(3))

test('some gives different listed values, as many as asked for', () => {
  fc.assert(
    fc.property(someNames, caseIndex, bounds, runSeed, (held, index, [min, more], seed) => {
      const drawn = some(sourceOf(accountOf(held), index, seed), nameField, min, min + more)
      expect(drawn.ok).toBe(carried(held).length >= min)
      for (const list of listsOf(drawn, seed)) {
        expect(new Set(list).size).toBe(list.length)
        expect(list.filter((value) => !carried(held).includes(value))).toEqual([])
        expect(list.length).toBeGreaterThanOrEqual(min)
        expect(list.length).toBeLessThanOrEqual(min + more)
      }
    }),
  )
})

test('some goes on from case to case, until it gave all', () => {
  fc.assert(
    fc.property(someNames, runSeed, (held, seed) => {
      const values = carried(held)
      const lists = values.flatMap((_, index) =>
        listsOf(some(sourceOf(accountOf(held), index, seed), nameField, 1, 3)).slice(0, 1),
      )
      expect([...new Set(lists.flat())].sort()).toEqual([...values].sort())
    }),
  )
})

test('how many some gives changes from case to case', () => {
  const account = accountOf(['a', 'b', 'c', 'd', 'e', 'f'])
  const sizes = Array.from({ length: 9 }, (_, index) =>
    listsOf(some(sourceOf(account, index), nameField, 1, 4), index).map(({ length }) => length),
  )
  expect(new Set(sizes.flat()).size).toBeGreaterThan(2)
})

test.each(['', 'a,b'])('%j cannot be asked for', (value) => {
  expect(isUsable(value, nameField)).toBe(false)
})
