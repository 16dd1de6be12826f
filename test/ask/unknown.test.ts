import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Field } from '../../src/model/contract.ts'
import { nearMisses, words } from '../../src/ask/generators/near-miss.ts'
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
  return [0, 1, 2].flatMap((seed) =>
    textsOf(unknown(sourceOf(accountOf([name]), 0, seed), nameField, [way])),
  )
}

test.each([
  ['case', /^(MAIN-OFFICE|Main-office)$/],
  ['prefix', /^main-offic$/],
  ['suffix', /^ain-office$/],
  ['inside', /^ain-offic$/],
  ['longer', /^main-office[a-z]$/],
  ['sibling', /^main-offic[^e]$/],
  ['other', /^(id-0|491000)$/],
  ['wildcard', /^(m%|m_in-office)$/],
  ['word', /^(null|0|__proto__)$/],
  ['composed', /^ｍａｉｎ－ｏｆｆｉｃｅ$/],
  ['spaced', /^( main-office|main-office )$/],
  ['fresh', /^[a-z]{4}-[a-z]{6}$/],
] as const)('the way "%s" comes that close to a listed value', (way, form) => {
  for (const value of missOf('main-office', way)) expect(value).toMatch(form)
})

test.each([
  ['5511987654321', 'ninth-digit', /^551187654321$/],
  ['+551187654321', 'ninth-digit', /^\+5511987654321$/],
  ['+201234567890', 'dialled', /^(00| )201234567890$/],
  ['201234567890', 'dialled', /^(00| |\+)201234567890$/],
  ['Zoe\u0308', 'composed', /^(Zo\u00eb|\uff3a\uff4f\uff45\u0308)$/],
] as const)('"%s" by the way "%s" is written otherwise', (value, way, form) => {
  for (const miss of missOf(value, way)) expect(miss).toMatch(form)
})

test.each(['ninth-digit', 'dialled'] as const)(
  'a value that cannot be written otherwise by the way "%s" is lacking',
  (way) => {
    expect(unknown(sourceOf(accountOf(['main-office']), 0), nameField, [way]).ok).toBe(false)
  },
)

test('two values are joined by a bar, or by a comma where that is in no list', () => {
  const account = accountOf(['main', 'office'])
  const misses = (field: Field, held = account): (string | undefined)[] =>
    [0, 1].map((seed) => textsOf(unknown(sourceOf(held, 0, seed), field, ['joined']))[0])
  for (const miss of misses(nameField)) expect(miss).toMatch(/^(main\|office|office\|main)$/)
  expect(misses({ ...nameField, unless: null })[1]).toMatch(/,/)
})

test('what an account holds is no word that it does not hold', () => {
  fc.assert(
    fc.property(fc.subarray([...words], { minLength: 1 }), runSeed, (held, seed) => {
      const account = accountOf(held)
      for (const value of textsOf(unknown(sourceOf(account, 0, seed), nameField, ['word'])))
        expect(held).not.toContain(value)
    }),
  )
})

test('the ways take turns', () => {
  const source = accountOf(['main-office'])
  const near = nearMisses.filter((way) => way !== 'joined' && way !== 'word')
  const drawn = near.map((way, index) => {
    const [turn] = textsOf(unknown(sourceOf(source, index, 0), nameField, near))
    return missOf('main-office', way).includes(turn ?? '')
  })
  expect(drawn).toEqual(near.map(() => true))
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
