import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blank, enumeration, outsideOf } from '../../src/ask/generators/fixed.ts'
import { laidOut, layout } from '../../src/ask/generators/layout.ts'
import type { Layout, Value } from '../../src/ask/generators/value.ts'
import { innerParts, partOf } from '../../src/ask/generators/part-of.ts'
import {
  accountOf,
  caseIndex,
  nameField,
  names,
  runSeed,
  samplesOf,
  sourceOf,
  textsOf,
} from './support.ts'

const nobodysAccount = accountOf([])
const separator = fc.constantFrom(',', ';', '|')

/** Everything that is inside of a text: it neither begins nor ends where the text does. */
function insideOf(text: string): string {
  return Array.from(text).slice(1, -1).join('')
}

test('part-of gives a true inner part of a listed value', () => {
  fc.assert(
    fc.property(names, caseIndex, runSeed, (held, index, seed) => {
      const usable = held.filter((name) => !name.includes(','))
      for (const part of textsOf(partOf(sourceOf(accountOf(held), index, seed), nameField), seed)) {
        expect(part).not.toBe('')
        expect(usable.some((name) => insideOf(name).includes(part))).toBe(true)
      }
    }),
  )
})

test('part-of has no space around it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '%'), maxLength: 9 }), (name) => {
      for (const part of innerParts(name)) expect(part.trim()).toBe(part)
    }),
  )
})

test('parts of letters and digits are preferred to those that a database reads otherwise', () => {
  expect(innerParts('x%ab_y')).toEqual(['ab'])
})

test.each(['', 'a', 'ab', '🎉🎉'])('%j has no inner part', (name) => {
  const drawn = partOf(sourceOf(accountOf([name]), 0), nameField)
  expect(drawn).toMatchObject({ ok: false })
})

test('a character outside of the basic plane is never cut in two', () => {
  expect(innerParts('a🎉b')).toEqual(['🎉'])
})

test('blank is nothing but separators and spaces, and not empty', () => {
  fc.assert(
    fc.property(separator, caseIndex, (by, index) => {
      for (const text of textsOf(blank(sourceOf(nobodysAccount, index), by))) {
        expect(text).not.toBe('')
        expect(text.replaceAll(by, '').replaceAll(' ', '')).toBe('')
      }
    }),
  )
})

test('blank has as many forms as it says', () => {
  const forms = Array.from({ length: 40 }, (_, index) =>
    textsOf(blank(sourceOf(nobodysAccount, index), ',')).at(0),
  )
  expect(blank(sourceOf(nobodysAccount, 0), ',')).toMatchObject({ size: new Set(forms).size })
})

function isLayout(value: Value): value is Layout {
  return typeof value === 'object' && 'kind' in value && value.kind === 'layout'
}

const parts = fc.array(
  fc.string({ unit: fc.constantFrom('a', 'b', 'ü', ' '), maxLength: 5 }).map((part) => `x${part}x`),
  { maxLength: 9 },
)

test('a layout keeps all parts, and has no others', () => {
  fc.assert(
    fc.property(separator, parts, caseIndex, runSeed, (by, written, index, seed) => {
      for (const plan of samplesOf(layout(sourceOf(nobodysAccount, index), by), seed)) {
        expect(isLayout(plan)).toBe(true)
        const text = laidOut(written, by, isLayout(plan) ? plan : null)
        const read = text.split(by).flatMap((part) => part.trim() || [])
        expect(read.slice(0, written.length).sort()).toEqual([...written].sort())
        const again = isLayout(plan) && plan.repeats ? read.slice(0, 1) : []
        expect(read.slice(written.length)).toEqual(again)
      }
    }),
  )
})

test('without a layout the parts are joined as they are', () => {
  expect(laidOut(['b', 'a'], ',', null)).toBe('b,a')
})

test('layouts repeat separators, put spaces around them, and change the order', () => {
  const texts = Array.from({ length: 12 }, (_, index) =>
    samplesOf(layout(sourceOf(nobodysAccount, index), ',')).flatMap((plan) =>
      isLayout(plan) ? [laidOut(['a', 'b', 'c'], ',', plan)] : [],
    ),
  ).flat()
  for (const form of [/,,/, /, /, / ,/, /^,/, /^ /, /c.*b.*a/, /a.*b.*c/])
    expect(texts.filter((text) => form.test(text))).not.toEqual([])
})

test('where a value has a space at its end, no layout puts spaces around separators', () => {
  const padded = accountOf(['harbor ', 'market'])
  const texts = Array.from({ length: 12 }, (_, index) =>
    samplesOf(layout(sourceOf(padded, index), ',')).flatMap((plan) =>
      isLayout(plan) ? [laidOut(['a', 'b'], ',', plan)] : [],
    ),
  ).flat()
  expect(texts.filter((text) => text.includes(' '))).toEqual([])
})

test('of ten layouts one puts the last part between others', () => {
  const texts = Array.from({ length: 10 }, (_, index) =>
    samplesOf(layout(sourceOf(nobodysAccount, index), ',')).flatMap((plan) =>
      isLayout(plan) ? [laidOut(['a', 'b', 'c'], ',', plan)] : [],
    ),
  ).flat()
  expect(texts.filter((text) => /a.*c.*b/.test(text))).not.toEqual([])
})

test('one case in eight asks for a single character', () => {
  const account = accountOf(['harbor', 'market'])
  const texts = Array.from(
    { length: 8 },
    (_, index) => textsOf(partOf(sourceOf(account, index), nameField))[0] ?? '',
  )
  expect(texts.map(({ length }) => length === 1)).toEqual([...Array<false>(7).fill(false), true])
})

test('an enumeration gives each of its values, one a case', () => {
  const values = ['open', 'close', 'connecting']
  const drawn = values.map((_, index) => enumeration(sourceOf(nobodysAccount, index), values))
  expect(drawn.map((one) => textsOf(one).at(0))).toEqual(values)
})

test('what is outside of an enumeration looks like its values and is none of them', () => {
  const values = Array.from('abcdefghijklmnopqrstuvw', (letter) => `${letter}-2026`)
  for (const text of textsOf(outsideOf(values))) {
    expect(text).toMatch(/^[a-z]-\d{4}$/)
    expect(values).not.toContain(text)
  }
  const crowded = Array.from('abcdefghijklmnopqrstuvw', (letter) => `${letter}-----`)
  for (const text of textsOf(outsideOf(crowded))) expect(crowded).not.toContain(text)
})
