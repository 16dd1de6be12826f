import { expect, test } from 'vitest'
import { compileShape, isPointerMap, schemaOf } from '../../src/contract/schema/shape.ts'
import type { RawShape } from '../../src/contract/schema/shape.ts'
import { Validator } from '../../src/contract/schema/shape.ts'
import { plainly } from '../support/words.ts'

const validator = new Validator({ phone: { type: 'string', pattern: '^[0-9]+$' } })

const compile = (raw: RawShape) => compileShape(raw, validator)
const mismatches = (raw: RawShape, value: unknown) => plainly(compile(raw).mismatches(value))

test('keys that all start with "/" make a map of pointers', () => {
  expect(isPointerMap({ '/a': true, '/b/c?': true })).toBe(true)
})

test.for([
  [{ '/a': true }, { type: 'object', properties: { a: true }, required: ['a'] }],
  [{ '/a?': true }, { properties: { a: true } }],
  [{ '/': true }, { type: 'object', properties: { '': true }, required: [''] }],
  [
    { '/1': { const: 2 } },
    {
      type: ['object', 'array'],
      properties: { 1: { const: 2 } },
      prefixItems: [true, { const: 2 }],
      required: ['1'],
      minItems: 2,
    },
  ],
  [{ '/1?': true }, { properties: { 1: true }, prefixItems: [true, true] }],
  [{ '/100': true }, { type: 'object', properties: { 100: true }, required: ['100'] }],
  [
    { '/a': true, '/b?': false },
    {
      allOf: [
        { type: 'object', properties: { a: true }, required: ['a'] },
        { properties: { b: false } },
      ],
    },
  ],
] as const)('the map %j stands for the schema %j', ([map, schema]) => {
  expect(schemaOf(map)).toEqual(schema)
})

test('the 99th index of a list is the last that is taken for one', () => {
  expect(schemaOf({ '/99?': true })).toHaveProperty('prefixItems')
})

test('only a $ref refers to a schema of the contract, and a text that looks like one does not', () => {
  expect(mismatches({ const: '#/schemas/phone' }, '#/schemas/phone')).toEqual([])
  expect(mismatches({ enum: [null, '#/schemas/phone'] }, null)).toEqual([])
})

test.each([[{ type: 'object' }], [{ '/a': true, type: 'object' }], [{}], [true], [false]])(
  '%j is no map of pointers',
  (raw) => {
    expect(isPointerMap(raw)).toBe(false)
  },
)

test('a plain JSON Schema is used as it is', () => {
  expect(mismatches({ type: 'string' }, 3)).toEqual([
    { pointer: '', expected: 'a string', actual: '3' },
  ])
})

test('a pointer must lead to a value, and says which', () => {
  expect(mismatches({ '/a/b': { type: 'string' } }, { a: {} })).toEqual([
    { pointer: '/a/b', expected: 'present, a string', actual: 'absent' },
  ])
})

test('the schema of a pointer is for the value that it leads to', () => {
  expect(mismatches({ '/a/b': { type: 'string' } }, { a: { b: 3 } })).toEqual([
    { pointer: '/a/b', expected: 'a string', actual: '3' },
  ])
})

test('null is a value', () => {
  expect(mismatches({ '/a': true }, { a: null })).toEqual([])
})

test('a pointer leads through objects only', () => {
  expect(mismatches({ '/a/b': true }, { a: 'b' })).toEqual([
    { pointer: '/a', expected: 'an object', actual: '"b"' },
  ])
})

test('an optional pointer may lead nowhere', () => {
  const shape = { '/a/b?': { type: 'string' } }
  expect([{}, { a: {} }, { a: 3 }].map((value) => mismatches(shape, value))).toEqual([[], [], []])
})

test('where an optional pointer leads to a value, the schema is for it', () => {
  expect(mismatches({ '/a/b?': { type: 'string' } }, { a: { b: 3 } })).toEqual([
    { pointer: '/a/b', expected: 'a string', actual: '3' },
  ])
})

test('all pointers of a map are judged, and all mismatches said', () => {
  const shape = { '/a': { type: 'string' }, '/b?': { const: 1 }, '/c': true }
  expect(mismatches(shape, { a: 1, b: 2 }).map(({ pointer }) => pointer)).toEqual([
    '/a',
    '/b',
    '/c',
  ])
})

test('two pointers into one member are both judged', () => {
  const shape = { '/a/x': { const: 1 }, '/a/y': { const: 2 } }
  expect(mismatches(shape, { a: { x: 0, y: 0 } }).map(({ pointer }) => pointer)).toEqual([
    '/a/x',
    '/a/y',
  ])
})

test('a number in a pointer is an index of a list, or a name', () => {
  const shape = { '/l/1/id': { type: 'string' } }
  expect(mismatches(shape, { l: [{}, { id: 'a' }] })).toEqual([])
  expect(mismatches(shape, { l: { 1: { id: 'a' } } })).toEqual([])
  expect(mismatches(shape, { l: [{}, { id: 3 }] })).toMatchObject([{ pointer: '/l/1/id' }])
  expect(mismatches(shape, { l: [{}] })).toEqual([
    { pointer: '/l', expected: 'at least 2 items', actual: '[{}]' },
  ])
})

test.each(['__proto__', 'toString', 'constructor'])('%s is a name like any other', (name) => {
  const value: unknown = JSON.parse(`{"${name}": 3}`)
  expect(mismatches({ [`/${name}`]: true }, {})).toMatchObject([{ pointer: `/${name}` }])
  expect(mismatches({ [`/${name}?`]: { type: 'string' } }, {})).toEqual([])
  expect(mismatches({ [`/${name}`]: { type: 'string' } }, value)).toEqual([
    { pointer: `/${name}`, expected: 'a string', actual: '3' },
  ])
})

test('names with "/" and "~" are written escaped, and shown so', () => {
  expect(mismatches({ '/a~1b/m~0n': { const: 1 } }, { 'a/b': { 'm~n': 2 } })).toEqual([
    { pointer: '/a~1b/m~0n', expected: '1', actual: '2' },
  ])
})

test('a schema of the contract is referred to by its name', () => {
  const shape = { '/phone': { $ref: '#/schemas/phone' } }
  expect(mismatches(shape, { phone: '+1' })).toEqual([
    { pointer: '/phone', expected: 'text that matches /^[0-9]+$/', actual: '"+1"' },
  ])
})

test('a word reads its other value from where the pointer leads', () => {
  const shape = { '/meta/total': { lengthOf: '2/items' } }
  expect(mismatches(shape, { meta: { total: 1 }, items: [1, 2] })).toMatchObject([
    { pointer: '/meta/total', expected: 'the number of items (2)' },
  ])
})

test('a shape with a pointer that must be there applies to every value', () => {
  const shape = compile({ '/a': true, '/b?': true })
  expect([{}, null, { b: 1 }].map((value) => shape.applies(value))).toEqual([true, true, true])
})

test('a shape of optional pointers applies where one of them leads to a value', () => {
  const shape = compile({ '/a/b?': true, '/c?': true })
  const values = [{ a: { b: null } }, { c: 0 }, { a: {} }, {}, null, 'a']
  expect(values.map((value) => shape.applies(value))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('a plain JSON Schema applies to every value', () => {
  const shape = compile({ properties: { a: true } })
  expect([{}, null].map((value) => shape.applies(value))).toEqual([true, true])
})

test('false fits nothing, true everything', () => {
  expect(mismatches(false, 1)).toEqual([{ pointer: '', expected: 'absent', actual: '1' }])
  expect(mismatches(true, 1)).toEqual([])
})

test.each(['toString', '__proto__', 'constructor'])(
  'a member %s is one that the object has itself',
  (name) => {
    const { fits } = new Validator({}).compile({ type: 'object', required: [name] })
    expect(fits(JSON.parse('{}'))).toBe(false)
    expect(fits(JSON.parse(`{ "${name}": 1 }`))).toBe(true)
  },
)
