import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainShape } from '../../src/contract/plain-shape.ts'
import { compileShape } from '../../src/contract/shape.ts'
import { Validator } from '../../src/contract/validator.ts'
import type { JsonSchema } from '../../src/model/json.ts'

const scalar = fc.constantFrom<unknown[]>(null, true, false, '', 'x', 0, -0, 1, 1.5, Infinity)
const names = fc.constantFrom('a', 'b', 'toString', '__proto__', 'a/b')

const document = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.record({ a: tie('value'), b: tie('value') }, { requiredKeys: ['a'], noNullPrototype: true }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value

const schema: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.constant(true),
  scalar.map((value) => ({ const: value })),
  fc
    .constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object')
    .map((type) => ({ type })),
)

const pointer = fc.constantFrom('/a', '/b', '/a/b', '/a/a', '/toString', '/__proto__', '/a~1b')

test('a plain map decides as the validator does', () => {
  const validator = new Validator({})
  fc.assert(
    fc.property(
      fc.dictionary(pointer, schema, { minKeys: 1, maxKeys: 2 }),
      document,
      (map, value) => {
        const plain = plainShape(map)
        expect(plain).not.toBeNull()
        const { fits } = validator.compile(compileShape(map, validator).schema)
        expect(plain?.(value)).toBe(fits(value))
      },
    ),
    { numRuns: 1000 },
  )
})

test.each(['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'])(
  'the type %s is what the validator takes for it',
  (type) => {
    const map = { '/a': { type } }
    const plain = plainShape(map)
    const { fits } = new Validator({}).compile(compileShape(map, new Validator({})).schema)
    const values = [null, true, false, '', 'x', 0, -0, 1.5, 2 ** 60, Infinity, NaN, [], [1], {}]
    const decided = (test: ((value: unknown) => boolean) | null) =>
      values.map((a) => [a, test?.({ a })])
    expect(decided(plain)).toEqual(decided(fits))
  },
)

test.each<[string, Readonly<Record<string, JsonSchema>>]>([
  ['an optional member', { '/a?': true }],
  ['a member of an array', { '/a/0': true }],
  ['a list of types', { '/a': { type: ['string', 'null'] } }],
  ['two words', { '/a': { type: 'string', minLength: 1 } }],
  ['an object', { '/a': { const: {} } }],
  ['a word of ours', { '/a': { equalTo: '1/b' } }],
  ['nothing', { '/a': false }],
  ['something plain beside it', { '/a': true, '/b': { pattern: 'x' } }],
])('a map that asks for more is left to the validator: %s', (_, map) => {
  expect(plainShape(map)).toBeNull()
})
