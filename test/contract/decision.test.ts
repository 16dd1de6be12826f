import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedAjv } from '../../src/contract/ajv.ts'
import { decision } from '../../src/contract/decision.ts'
import { textFormat } from '../../src/contract/formats.ts'
import { Validator } from '../../src/contract/validator.ts'
import type { JsonSchema } from '../../src/model/json.ts'

const names = fc.constantFrom('a', 'b', 'a/b', '0', '\';"`${a}\\', '\u2028')

const texts = fc.constantFrom(
  '',
  'x',
  'xy',
  '😀',
  '\ud83d',
  '"`${a}\\',
  'x_y',
  '2026-11-20T10:00:00',
)

const scalar = fc.oneof(
  texts,
  fc.constantFrom(null, true, false, 0, -0, 1, 2, 1.5, -3, 1e20, Infinity),
)

const document = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.record({ a: tie('value'), b: tie('value') }, { requiredKeys: ['a'], noNullPrototype: true }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value

const types = ['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'] as const
const type = fc.oneof(
  fc.constantFrom(...types),
  fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }),
)
const relative = fc.constantFrom('0', '0/a', '1', '1/a', '1/b', '2/a', '2/0', '3/b')
const finite = scalar.filter((value) => value !== Infinity)
const size = fc.nat({ max: 2 })

const schema = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    fc.boolean(),
    fc.record(
      {
        properties: fc.dictionary(names, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
        required: fc.uniqueArray(names, { maxLength: 2 }),
        type,
        const: finite,
        enum: fc.uniqueArray(finite, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    ...[
      { items: tie('schema'), minItems: size, maxItems: size, type },
      { allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }), type },
      { anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }), type },
      { if: tie('schema'), then: tie('schema'), else: tie('schema') },
      { not: tie('schema'), type },
      { minimum: fc.constantFrom(-2, 0, 1.5), minLength: fc.nat({ max: 1 }), type },
      { pattern: fc.constantFrom('^x', '^.$', '\\p{L}'), format: fc.constant('iso-8601'), type },
      { lengthOf: relative, equalTo: relative, endsWith: relative, notBefore: relative, type },
      { pluralOf: fc.record({ count: relative, one: texts, other: texts }), type },
      { uniqueBy: fc.constantFrom('/a', '/a/b', '/0'), newestFirst: fc.constant('/a'), type },
      { $ref: fc.constant('#/schemas/thing'), type },
    ].map((record) =>
      fc.record(record as Record<string, fc.Arbitrary<unknown>>, {
        // The validator wants a branch with each condition, and a condition with each branch.
        requiredKeys: 'if' in record ? ['if', 'then'] : [],
        noNullPrototype: true,
      }),
    ),
  ),
})).schema

const thing: JsonSchema = { type: 'object', required: ['a'], properties: { a: { equalTo: '1/b' } } }

/** As Ajv decides; the definitions stand in the schema, because it knows no contract. */
function slow(one: JsonSchema): (value: unknown) => boolean {
  const ajv = sharedAjv({ purpose: 'decide', own: false, trusting: true })
  const text = JSON.stringify(one).replaceAll('#/schemas/', '#/$defs/')
  const whole = JSON.parse(text) as JsonSchema
  return ajv.compile({ $defs: { thing }, allOf: [whole] })
}

test('a decision is that of the validator', () => {
  fc.assert(
    fc.property(schema, fc.array(document, { minLength: 1, maxLength: 20 }), (one, documents) => {
      const fast = decision(one, { thing })
      expect(fast).not.toBeNull()
      expect(documents.map((value) => fast?.(value))).toEqual(documents.map(slow(one)))
    }),
    { numRuns: 1000 },
  )
})

test.each(types)('the type %s is what the validator takes for it', (name) => {
  const values = [null, true, false, '', 'x', 0, -0, 1.5, 2 ** 60, Infinity, NaN, [], [1], {}]
  const one = { type: name }
  expect(values.map((value) => decision(one, {})?.(value))).toEqual(values.map(slow(one)))
})

test('every format decides as in the validator', () => {
  const { formats } = sharedAjv({ trusting: true })
  const of = fc.oneof(
    fc.string(),
    fc.uuid(),
    fc.webUrl(),
    fc.emailAddress(),
    fc.ipV4(),
    fc.ipV6(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  )
  const known = Object.keys(formats).filter((name) => textFormat(name) !== null)
  expect(known).toEqual(expect.arrayContaining(['uuid', 'date-time', 'timestamp', 'uri', 'time']))
  fc.assert(
    fc.property(fc.constantFrom(...known), of, (format, text) => {
      expect(textFormat(format)?.(text)).toBe(slow({ format })(text))
    }),
    { numRuns: 500 },
  )
})

test.each<[string, JsonSchema]>([
  ['an object to be equal to', { const: {} }],
  ['a list among several', { enum: [1, []] }],
  ['a number that JSON does not write', { const: Infinity }],
  ['characters to be counted', { minLength: 2 }],
  ['a format of numbers', { format: 'int32' }],
  ['a format that asks nothing', { format: 'password' }],
  ['items by their places', { prefixItems: [true] }],
  ['members with any name', { additionalProperties: false }],
  ['one of several', { oneOf: [true, false] }],
  ['a reference into a schema', { $ref: '#/schemas/thing/properties/a' }],
  ['a reference to nothing', { $ref: '#/schemas/other' }],
  ['a reference inside of itself', { $ref: '#/schemas/endless' }],
  ['any of it deep inside', { properties: { a: { not: { items: { maxLength: 3 } } } } }],
])('what says more is left to the validator: %s', (_, one) => {
  const endless = { items: { $ref: '#/schemas/endless' } }
  expect(decision(one, { thing, endless })).toBeNull()
})

test('what is left to the validator is decided all the same', () => {
  const { fits } = new Validator({}).compile({ prefixItems: [{ minLength: 2 }] })
  expect([['x'], ['xy'], [], 'x'].map(fits)).toEqual([false, true, true, true])
})

test.each(['toString', '__proto__', 'constructor'])(
  'a member %s is one that the object has itself',
  (name) => {
    const { fits } = new Validator({}).compile({ type: 'object', required: [name] })
    expect(fits(JSON.parse('{}'))).toBe(false)
    expect(fits(JSON.parse(`{ "${name}": 1 }`))).toBe(true)
  },
)
