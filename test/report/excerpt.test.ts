import { expect, test } from 'vitest'
import type { Excerpt } from '../../src/model/report.ts'
import { excerptOf as shownExcerpt } from '../../src/report/excerpt.ts'
import { disclosureFor } from '../support/disclosure.ts'

const disclosure = disclosureFor('ryzeapi')

function excerptOf(body: unknown, pointer: string | null): Excerpt {
  return shownExcerpt(body, pointer, disclosure)
}

function marked(body: unknown, pointer: string | null): string[] {
  const {
    lines,
    marked: [from, to],
  } = excerptOf(body, pointer)
  return lines.slice(from, to)
}

test('the value at the pointer is marked, with its name', () => {
  const body = { success: true, instances: [{ id: 1 }, { id: 'x' }] }
  expect(marked(body, '/instances/1/id')).toEqual(['      "id": "x"'])
})

test('a value with members is marked from its bracket to its bracket', () => {
  const lines = ['    {', '      "id": 1', '    }']
  expect(marked({ instances: [{ id: 1 }] }, '/instances/0')).toEqual(lines)
})

test('a place that the body lacks is marked where it should have been', () => {
  const lines = ['    {', '      "id": 1', '    }']
  expect(marked({ instances: [{ id: 1 }] }, '/instances/0/name')).toEqual(lines)
})

test('without a pointer nothing is marked, and the body begins', () => {
  expect(excerptOf({ message: 'no' }, null)).toEqual({
    lines: ['{', '  "message": "no"', '}'],
    marked: [0, 0],
  })
})

test('neighbours are shown, and what is farther away is counted', () => {
  const list = Array.from({ length: 10_000 }, (_, id) => ({ id }))
  expect(excerptOf({ instances: list }, '/instances/5000/id').lines).toEqual([
    '{',
    '  "instances": [',
    '    "‹4997 before›",',
    '    {"‹1 not shown›": "‹…›"},',
    '    {"‹1 not shown›": "‹…›"},',
    '    {"‹1 not shown›": "‹…›"},',
    '    {',
    '      "id": 5000',
    '    },',
    '    {"‹1 not shown›": "‹…›"},',
    '    {"‹1 not shown›": "‹…›"},',
    '    {"‹1 not shown›": "‹…›"},',
    '    "‹4996 after›"',
    '  ]',
    '}',
  ])
})

test('the lines are valid JSON, in which no name stands twice', () => {
  const members = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`m${at}`, [at, {}]]))
  for (const pointer of [null, '', '/m0', '/m10', '/m10/1', '/m19/0', '/absent']) {
    const text = excerptOf(members, pointer).lines.join('\n')
    const names = text.match(/"[^"]*"(?=:)/g) ?? []
    expect(() => JSON.parse(text) as unknown, text).not.toThrow()
    expect(new Set(names).size).toBe(names.length)
  }
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

test('names with a slash or a tilde are found, and told by their length', () => {
  const { lines, marked } = shownExcerpt(
    { 'a/b': { 'c~d': 1 } },
    '/a~1b/c~0d',
    disclosureFor('ryzeapi'),
  )
  expect(lines.slice(...marked)).toEqual(['    "‹name 2, 3 characters›": "‹number 3›"'])
})

test('what the contract does not name is told by its kind', () => {
  const body = { success: true, operator: { phones: ['+49 151 2345678', 7, true, null] } }
  expect(shownExcerpt(body, '/operator/phones', disclosureFor('ryzeapi')).lines).toEqual([
    '{',
    '  "success": true,',
    '  "operator": {',
    '    "phones": [',
    '      "‹string 1, 15 characters›",',
    '      "‹number 2›",',
    '      "‹boolean›",',
    '      null',
    '    ]',
    '  }',
    '}',
  ])
})

test('the names of a wide object are gone through once, however often it is shown', () => {
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
