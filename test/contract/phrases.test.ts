import { expect, test } from 'vitest'
import { Validator } from '../../src/contract/schema/shape.ts'
import { shownValue } from '../../src/contract/schema/mismatch.ts'
import { plainly } from '../support/words.ts'

const validator = new Validator({})

const mismatches = (schema: object, value: unknown) =>
  validator.compile(schema as Record<string, unknown>).mismatches(value)
const expectedBy = (schema: object, value: unknown) =>
  plainly(mismatches(schema, value)).map(({ expected }) => expected)

test.for([
  [{ minLength: 1 }, '', 'text that is not empty'],
  [{ minLength: 2 }, 'a', 'at least 2 characters'],
  [{ maxLength: 0 }, 'a', 'empty text'],
  [{ maxLength: 1 }, 'ab', 'at most 1 character'],
  [{ maxLength: 2 }, 'abc', 'at most 2 characters'],
  [{ minItems: 1 }, [], 'at least 1 item'],
  [{ maxItems: 0 }, [1], 'an empty list'],
  [{ maxItems: 2 }, [1, 2, 3], 'at most 2 items'],
  [{ minProperties: 1 }, {}, 'at least 1 member'],
  [{ maxProperties: 2 }, { a: 1, b: 2, c: 3 }, 'at most 2 members'],
  [{ maximum: 3 }, 4, 'at most 3'],
  [{ exclusiveMinimum: 3 }, 3, 'more than 3'],
  [{ multipleOf: 5 }, 3, 'a multiple of 5'],
  [{ not: {} }, 3, 'anything but what the contract rules out here'],
  [
    { dependentRequired: { a: ['b'] } },
    { a: 1 },
    'must have property b when property a is present',
  ],
] as const)('%j is expected of %j in these words: %s', ([schema, value, expected]) => {
  expect(expectedBy(schema, value)).toEqual([expected])
})

const member = (schema: object | boolean) => ({
  required: ['a'],
  properties: { z: { type: 'object' }, a: schema },
})

test.for([
  [member({ type: ['string', 'null'], minLength: 1 }), 'present, a string or null'],
  [member({ type: 'string', const: 'x' }), 'present, "x"'],
  [member({ type: 'string', enum: ['x', 'y'] }), 'present, one of "x", "y"'],
  [member({ minLength: 1 }), 'present'],
  [member(true), 'present'],
  [{ required: ['a'] }, 'present'],
  [{ required: ['toString'], properties: {} }, 'present'],
] as const)('what is expected of a member is said where it is absent: %j', ([schema, expected]) => {
  expect(expectedBy(schema, {})).toEqual([expected])
})

test('of schemas inside others only the innermost says what is wrong', () => {
  const inner = { anyOf: [{ type: 'string' }, { allOf: [{ minimum: 3 }] }] }
  expect(expectedBy(inner, 2)).toEqual(['a string', 'at least 3'])
})

test('where the innermost says nothing, the outer one does', () => {
  expect(expectedBy({ contains: { const: 1 }, minContains: 0, maxContains: 0 }, [1])).toHaveLength(
    1,
  )
  expect(expectedBy({ oneOf: [{ type: 'number' }, { minimum: 1 }] }, 2)).toHaveLength(1)
})

test('twenty mismatches of one value are told', () => {
  const list = Array.from({ length: 30 }, () => 'x')
  expect(mismatches({ items: { type: 'number' } }, list)).toHaveLength(20)
})

test('what came is quoted from where it stands, beside what it was compared with', () => {
  const schema = { properties: { b: { equalTo: '1/a' } } }
  expect(mismatches(schema, { a: 'x', b: 'y' })).toEqual([
    {
      pointer: '/b',
      expected: ['the value of a (', { kind: 'body', pointer: '/a', value: 'x' }, ')'],
      actual: [{ kind: 'body', pointer: '/b', value: 'y', compared: 'x' }],
    },
  ])
  const [mismatch] = mismatches(schema, { a: 3, b: 'y' })
  expect(mismatch?.actual).toEqual([{ kind: 'body', pointer: '/b', value: 'y' }])
})

test('a longer way is told with dots, and digits in names are kept', () => {
  const equal = (pointer: string) => ({ properties: { b: { equalTo: pointer } } })
  const names = [
    ['1/a/total', { a: { total: 1 }, b: 2 }],
    ['1/a2b', { a2b: 1, b: 2 }],
  ] as const
  const told = names.map(([pointer, value]) => expectedBy(equal(pointer), value)[0])
  expect(told).toEqual(['the value of a.total (1)', 'the value of a2b (1)'])
  const deep = Array.from({ length: 11 }, () => 'x').reduce<object>(
    (inner, name) => ({ properties: { [name]: inner } }),
    { equalTo: '11/a' },
  )
  const value = Array.from({ length: 11 }, () => 'x').reduce<unknown>(
    (inner, name) => ({ [name]: inner }),
    1,
  ) as object
  expect(expectedBy(deep, { ...value, a: 2 })).toEqual(['the value of a (2)'])
})

test('a list of values is told by itself where items are what they share', () => {
  expect(expectedBy({ uniqueBy: '' }, ['a', 'a'])).toEqual([
    'no two items with the same items (items 0 and 1 share one)',
  ])
})

test('numbers that were rounded when they were read are not the same', () => {
  expect(expectedBy({ uniqueBy: '/id' }, [{ id: 2 ** 53 }, { id: 2 ** 53 }])).toEqual([])
  expect(expectedBy({ uniqueBy: '/id' }, [{ id: 7 }, { id: 7 }])).toHaveLength(1)
  expect(expectedBy({ uniqueBy: '/id' }, [{ id: 1.5 }, { id: 1.5 }])).toHaveLength(1)
})

test('a number of seconds is a moment, and a list of texts is none', () => {
  const schema = { newestFirst: '/at' }
  const at = (...times: unknown[]) => times.map((time) => ({ at: time }))
  expect(expectedBy(schema, at(1_763_632_800, 1_763_632_900))).toHaveLength(1)
  expect(expectedBy(schema, at(['2026-01-01'], ['2026-01-02']))).toEqual([])
})

test('a time before which there was none is not compared', () => {
  const schema = { properties: { b: { notBefore: '1/a' } } }
  expect(expectedBy(schema, { a: 'soon', b: '1960-01-01' })).toEqual([])
  expect(expectedBy(schema, { a: '1950-01-02', b: '1950-01-01' })).toHaveLength(1)
})

test.for([
  ['Sales-EU', 'x_sales.eu', true],
  ['Sales-EU', 'x_saleseu', false],
  ['Büro 5', 'X-BÜRO_5', true],
  ['Büro 5', 'x_büro_6', false],
] as const)('the name %j ends %j, but for case and punctuation: %s', ([name, value, expected]) => {
  const schema = { properties: { b: { endsWith: '1/a' } } }
  expect(expectedBy(schema, { a: name, b: value }).length === 0).toBe(expected)
})

test.for([
  [999_999, '999999 lines'],
  [1_000_000, '1000000 lines'],
  [4_915_112_345, '5000000000 lines'],
  [-4_915_112_345, '-5000000000 lines'],
] as const)('a count of %i is told as %s: it may be a number to call', ([count, text]) => {
  const schema = { properties: { b: { pluralOf: { count: '1/a', other: '{n} lines' } } } }
  expect(expectedBy(schema, { a: count, b: 'x' })).toEqual([JSON.stringify(text)])
})

test('a pointer past the top of a document leads nowhere', () => {
  const schema = { properties: { b: { lengthOf: '5/a' } } }
  expect(expectedBy(schema, { a: [1], b: 7 })).toEqual([])
})

const long = (length: number) => 'x'.repeat(length)

test.for([
  [long(158), JSON.stringify(long(158))],
  [long(159), `${JSON.stringify(long(159)).slice(0, 160)}…`],
  [long(500), `${JSON.stringify(long(500)).slice(0, 160)}…`],
  ['"'.repeat(80), `${JSON.stringify('"'.repeat(80)).slice(0, 160)}…`],
  [{ a: long(152) }, JSON.stringify({ a: long(152) })],
  [{ a: long(153) }, 'an object'],
  [[long(156)], JSON.stringify([long(156)])],
  [[long(157)], 'an array of 1'],
  [[1, 2, 3], '[1,2,3]'],
  [[1, 2, 3, 4], 'an array of 4'],
] as const)('a value is shown whole up to 160 characters', ([value, shown]) => {
  expect(shownValue(value)).toBe(shown)
})
