import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conjunction } from '../../src/contract/conjunction.ts'
import { Validator } from '../../src/contract/validator.ts'
import type { JsonSchema } from '../../src/model/json.ts'

const names = fc.constantFrom('a', 'b', '__proto__', 'toString')

const leaf: fc.Arbitrary<JsonSchema> = fc.constantFrom<JsonSchema[]>(
  true,
  false,
  { type: 'string' },
  { type: ['number', 'null'] },
  { not: { type: 'null' } },
  { const: 1 },
  { required: ['a'] },
  { type: 'array', items: { type: 'object' } },
)

const schema = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((allOf) => ({ allOf })),
    fc
      .record(
        {
          type: fc.constant('object'),
          required: fc.uniqueArray(names, { maxLength: 2 }),
          properties: fc.uniqueArray(fc.tuple(names, tie('schema')), {
            maxLength: 2,
            selector: ([name]) => name,
          }),
        },
        { requiredKeys: [] },
      )
      .map(({ properties, ...rest }) => ({
        ...rest,
        ...(properties ? { properties: Object.fromEntries(properties) } : {}),
      })),
  ),
})).schema

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, 1, 'x', true),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(names, tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value

test('what fits the conjunction is what fits each schema', () => {
  const validator = new Validator({})
  const fits = (one: JsonSchema, document: unknown) => validator.compile(one).fits(document)
  fc.assert(
    fc.property(fc.array(schema, { maxLength: 4 }), value, (schemas, document) => {
      expect(fits(conjunction(schemas), document)).toBe(schemas.every((one) => fits(one, document)))
    }),
    { numRuns: 200 },
  )
})

test('schemas that ask for members of one object become one that looks at it once', () => {
  const asks = (name: string) => ({
    type: 'object',
    required: ['x'],
    properties: {
      x: { type: 'object', required: [name], properties: { [name]: { type: 'string' } } },
    },
  })
  expect(conjunction([asks('a'), { allOf: [asks('b'), asks('a')] }])).toEqual({
    type: 'object',
    required: ['x'],
    properties: {
      x: {
        type: 'object',
        required: ['a', 'b'],
        properties: { a: { type: 'string' }, b: { type: 'string' } },
      },
    },
  })
})

test('nothing to ask is fit by everything', () => {
  expect(conjunction([])).toBe(true)
})
