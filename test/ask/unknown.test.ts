import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearMisses } from '../../src/ask/generators/near-miss.ts'
import type { NearMiss } from '../../src/ask/generators/near-miss.ts'
import { unknown, unknowns } from '../../src/ask/generators/unknown.ts'
import {
  accountOf,
  caseIndex,
  listsOf,
  nameField,
  names,
  phoneField,
  runSeed,
  someNames,
  sourceOf,
  textsOf,
} from './support.ts'

const ways = fc.subarray([...nearMisses], { minLength: 1 })

/** Checks a law for every value that `unknown` gives. */
function lawOf(check: (value: string, held: readonly string[]) => void) {
  fc.assert(
    fc.property(names, caseIndex, ways, runSeed, (held, index, near, seed) => {
      const drawn = unknown(sourceOf(accountOf(held), index), nameField, near)
      for (const value of textsOf(drawn, seed)) check(value, held)
    }),
  )
}

test('an unknown value is in no listing', () => {
  lawOf((value, held) => {
    expect(held).not.toContain(value)
  })
})

test('an unknown value is not empty and has no space around it', () => {
  lawOf((value) => {
    expect(value).toMatch(/\S/)
    expect(value.trim()).toBe(value)
  })
})

test('an unknown value has no separator that the field excludes', () => {
  lawOf((value) => {
    expect(value).not.toContain(',')
  })
})

/** What `unknown` makes of the only instance, or of the phone of it. */
function missOf(name: string, way: NearMiss): string[] {
  return textsOf(unknown(sourceOf(accountOf([name]), 0), nameField, [way]))
}

test.each([
  ['case', /^(MAIN-OFFICE|Main-office)$/],
  ['prefix', /^main-offic$/],
  ['suffix', /^ain-office$/],
  ['inside', /^ain-offic$/],
  ['longer', /^main-office[a-z]$/],
  ['sibling', /^main-offic[^e]$/],
  ['other', /^(id-0|491000)$/],
  ['fresh', /^[a-z]{4}-[a-z]{6}$/],
] as const)('the way "%s" comes that close to a listed value', (way, form) => {
  for (const value of missOf('main-office', way)) expect(value).toMatch(form)
})

test('the ways take turns', () => {
  const source = accountOf(['main-office'])
  const drawn = nearMisses.map((way, index) => {
    const [turn] = textsOf(unknown(sourceOf(source, index), nameField))
    return missOf('main-office', way).includes(turn ?? '')
  })
  expect(drawn).toEqual(nearMisses.map(() => true))
})

test('where a way leads nowhere a value of the same shape stands in', () => {
  for (const value of missOf('4915112345', 'case')) expect(value).toMatch(/^4\d{9}$/)
})

test('without instances an unknown value has the shape of the documented one', () => {
  const values = textsOf(unknown(sourceOf(accountOf([]), 0), nameField))
  expect(values).toHaveLength(4)
  for (const value of values) expect(value).toMatch(/^[a-z]{5}-[a-z]{4}$/)
})

test('without instances, a near miss alone or an undocumented field says what is lacking', () => {
  const source = sourceOf(accountOf([]), 0)
  for (const drawn of [unknown(source, nameField, ['prefix']), unknown(source, phoneField)])
    expect(drawn).toMatchObject({ ok: false, needs: expect.stringContaining('instance') as string })
})

const counts = fc
  .tuple(fc.nat(2), fc.nat(2))
  .map(([min, more]): [number, number] => [min, min + more])

test('several unknown values are different, unlisted, and as many as asked for', () => {
  fc.assert(
    fc.property(someNames, caseIndex, counts, runSeed, (held, index, [min, max], seed) => {
      const drawn = unknowns(sourceOf(accountOf(held), index), nameField, [min, max])
      for (const list of listsOf(drawn, seed)) {
        expect(new Set(list).size).toBe(list.length)
        expect(list.filter((value) => held.includes(value))).toEqual([])
        expect(list.length).toBeGreaterThanOrEqual(min)
        expect(list.length).toBeLessThanOrEqual(max)
      }
    }),
  )
})

test('several unknown values are different where there are few to choose from', () => {
  const source = sourceOf(accountOf(['main-office']), 0)
  for (const list of listsOf(unknowns(source, nameField, [2, 2], ['case'])))
    expect([...list].sort()).toEqual(['MAIN-OFFICE', 'Main-office'])
})
