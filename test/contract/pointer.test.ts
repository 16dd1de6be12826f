import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isIndex,
  pointerOf,
  pointerProblem,
  reader,
  resolved,
  tokens,
  valueAt,
  valueAtPath,
} from '../../src/contract/pointer.ts'

/** The document and the values of RFC 6901, section 5. */
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'm~n': 8,
  '~1': 9,
}

test.each([
  ['', document],
  ['/foo', document.foo],
  ['/foo/0', 'bar'],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/m~0n', 8],
  ['/~01', 9],
])('%j leads to its value', (pointer, value) => {
  expect(valueAt(document, pointer)).toEqual(value)
})

test.each([
  '/fo',
  '/foo/2',
  '/foo/length',
  '/foo/-',
  '/foo/00',
  '/foo/0/0',
  '/a/b',
  '/__proto__',
  '/constructor',
])('%j leads nowhere', (pointer) => {
  expect(valueAt(document, pointer)).toBeUndefined()
})

test('__proto__ is a name like any other', () => {
  const parsed: unknown = JSON.parse('{"__proto__": {"id": 1}}')
  expect(valueAt(parsed, '/__proto__/id')).toBe(1)
})

test.each([null, undefined, 3, 'text'])('nothing is inside of %j', (value) => {
  expect(valueAt(value, '/length')).toBeUndefined()
})

test('a reader reads of any document what its pointer leads to', () => {
  const name = fc.constantFrom('a', 'length', '0', 'toString', '__proto__', '')
  const inner = fc.oneof(
    fc.constantFrom(null, 0, 'text', []),
    fc.dictionary(name, fc.constant(1), { noNullPrototype: true }),
  )
  const outer = fc.oneof(
    inner,
    fc.array(inner, { maxLength: 2 }),
    fc.dictionary(name, inner, { noNullPrototype: true }),
  )
  fc.assert(
    fc.property(fc.array(name, { maxLength: 2 }), outer, (path, value) => {
      const pointer = pointerOf(path)
      expect(reader(pointer)(value)).toBe(valueAt(value, pointer))
    }),
    { numRuns: 500 },
  )
})

test('a pointer that is made of tokens splits into the same tokens', () => {
  const part = fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'a', 'é', ' ') })
  fc.assert(
    fc.property(fc.array(part), (path) => {
      expect(tokens(pointerOf(path))).toEqual(path)
    }),
  )
})

test.each(['', '/', '/a', '/a~0~1'])('%j is a pointer', (pointer) => {
  expect(pointerProblem(pointer)).toBeNull()
})

test('a pointer without a slash is told to start with one', () => {
  expect(pointerProblem('name')).toBe('a JSON pointer starts with "/"')
})

test.each(['/a~', '/a~2'])('%j is told what "~" stands before', (pointer) => {
  expect(pointerProblem(pointer)).toContain('0 or 1 only')
})

const body = { meta: { total: 2 }, instances: [{ id: 'a', tags: ['x'] }] }

test.each([
  ['/instances/0/id', '0', 'a'],
  ['/instances/0/tags', '0/0', 'x'],
  ['/instances/0/id', '1/tags', ['x']],
  ['/instances/0/id', '3/meta/total', 2],
  ['/meta/total', '2', body],
  ['/meta/total', '3', null],
  ['/meta/total', '3/meta', null],
  ['/meta/total', '1/none', undefined],
  ['/meta/total', 'total', null],
  ['/meta/total', '/meta', null],
])('seen from %s, %j is its value', (place, relative, value) => {
  const path = resolved(place, relative)
  expect(path && valueAtPath(body, path)).toEqual(value)
})

test.for([
  ['0', true],
  ['7', true],
  ['10', true],
  ['120', true],
  ['01', false],
  ['1a', false],
  ['a1', false],
  ['a0', false],
  ['0a', false],
  ['-1', false],
  ['', false],
] as const)('whether %j is an index: %s', ([token, expected]) => {
  expect(isIndex(token)).toBe(expected)
})

const deep = Array.from({ length: 12 }, (_, index) => `/n${index}`).join('')

test.for([
  ['12/a', ['a']],
  ['11/a', ['n0', 'a']],
  ['0', Array.from({ length: 12 }, (_, index) => `n${index}`)],
  ['13/a', null],
  ['x1/a', null],
  ['1x', null],
  ['x', null],
  ['', null],
] as const)('seen from twelve levels down, %j is %j', ([relative, path]) => {
  expect(resolved(deep, relative)).toEqual(path)
})
