import { expect, test } from 'vitest'
import type { Excerpt } from '../../src/model/report.ts'
import { excerptOf as shownExcerpt } from '../../src/report/excerpt.ts'
import { disclosureFor } from '../support/disclosure.ts'

/** As it is shown where the contract vouches for nothing but what it calls by names of its own. */
function excerptOf(body: unknown, pointer: string | null): Excerpt {
  return shownExcerpt(body, pointer, disclosureFor('ryzeapi'))
}

function marked(body: unknown, pointer: string | null): string[] {
  const {
    lines,
    marked: [from, to],
  } = excerptOf(body, pointer)
  return lines.slice(from, to)
}

test('the value at the pointer is marked, with its name', () => {
  expect(marked({ ok: true, list: [{ id: 1 }, { id: 'x' }] }, '/list/1/id')).toEqual([
    '      "id": "x"',
  ])
})

test('a value with members is marked from its bracket to its bracket', () => {
  expect(marked({ list: [{ id: 1 }] }, '/list/0')).toEqual(['    {', '      "id": 1', '    }'])
})

test('a place that the body lacks is marked where it should have been', () => {
  expect(marked({ item: { id: 1 } }, '/item/name')).toEqual(['  "item": {', '    "id": 1', '  }'])
})

test('without a pointer nothing is marked, and the body begins', () => {
  expect(excerptOf({ error: 'no' }, null)).toEqual({
    lines: ['{', '  "error": "no"', '}'],
    marked: [0, 0],
  })
})

test('neighbours are shown, and what is farther away is counted', () => {
  const list = Array.from({ length: 10_000 }, (_, id) => ({ id }))
  expect(excerptOf({ list }, '/list/5000/id').lines).toEqual([
    '{',
    '  "list": [',
    '    … 4997 before',
    '    {… 1}',
    '    {… 1}',
    '    {… 1}',
    '    {',
    '      "id": 5000',
    '    }',
    '    {… 1}',
    '    {… 1}',
    '    {… 1}',
    '    … 4996 after',
    '  ]',
    '}',
  ])
})

test('long values, many members and deep pointers are cut', () => {
  let deep: unknown = 'end'
  for (let level = 0; level < 100_000; level++) deep = [deep]
  const wide = Object.fromEntries(
    Array.from({ length: 200_000 }, (_, name) => [name, 'x'.repeat(9)]),
  )
  for (const [body, pointer] of [
    ['x'.repeat(10_000_000), ''],
    [wide, ''],
    [wide, '/100000'],
    [deep, '/0'.repeat(100_000)],
  ] as const) {
    const { lines } = excerptOf(body, pointer)
    expect(lines.join('\n').length).toBeLessThan(3000)
  }
})

test('names with a slash or a tilde are found', () => {
  expect(marked({ 'a/b': { 'c~d': 1 } }, '/a~1b/c~0d')).toEqual(['    "c~d": 1'])
})

test('the names of a wide object are listed once, however often it is shown', () => {
  let listings = 0
  const wide = new Proxy(Object.fromEntries(Array.from({ length: 999 }, (_, n) => [`m${n}`, n])), {
    ownKeys: (members) => {
      listings++
      return Reflect.ownKeys(members)
    },
  })
  for (const pointer of ['', '/m500', '/m501', null]) excerptOf(wide, pointer)
  expect(listings).toBe(1)
})
