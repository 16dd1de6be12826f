import { expect, test } from 'vitest'
import { belowKeyword } from '../../src/contract/schema/meta-schema.ts'
import { edited, refusalOf } from './support.ts'

test.for([
  ['not', { type: 'null' }, 'schema'],
  ['not', true, 'schema'],
  ['items', false, 'schema'],
  ['items', [{}], null],
  ['not', null, null],
  ['not', 'x', null],
  ['not', 3, null],
  ['allOf', [{}], 'schemas'],
  ['allOf', [], null],
  ['allOf', {}, null],
  ['properties', { a: {} }, 'map'],
  ['properties', [], null],
  ['const', null, 'data'],
  ['const', { a: 1 }, 'data'],
  ['type', 'string', 'data'],
  ['minLength', 3, 'data'],
  ['minLength', -1, null],
  ['minLength', 'x', null],
  ['multipleOf', 0, null],
  ['enum', [1, 2], 'data'],
  ['enum', [1, 1], null],
  ['nonsense', 1, null],
] as const)('below "%s" with %j stand(s) %s', ([keyword, argument, expected]) => {
  expect(belowKeyword(keyword, argument)).toBe(expected)
})

const shown = "body:\n        /instances: { type: array, items: { $ref: '#/schemas/item' } }"

/** What is said of this shape of a body. */
const said = (shape: string): readonly string[] =>
  refusalOf(edited([[shown, `body: ${shape}`]])).problems.map(({ message }) => message)

test.for([
  ['{ name: { type: string } }', 'unknown keyword "name"; pointers begin with "/" ("/name")'],
  ['{ name: true }', 'unknown keyword "name"; pointers begin with "/" ("/name")'],
  ['{ id: true }', 'unknown keyword "id"; pointers begin with "/" ("/id")'],
  ['{ name: 3 }', 'unknown keyword "name"'],
  ['{ type: object, name: true }', 'unknown keyword "name"'],
  ['{ propertes: {} }', 'unknown keyword "propertes" (did you mean "properties"?)'],
  [
    '{ properties: { __proto__: true } }',
    `"properties" cannot judge a member "__proto__"; write patternProperties: { '^__proto__$': … }`,
  ],
  [
    '{ type: strin }',
    'expected one of string, number, integer, boolean, array, object, null, not "strin" (did you mean "string"?)',
  ],
  ['{ type: 3 }', 'expected one of string, number, integer, boolean, array, object, null, not 3'],
  ['{ type: null }', "the type null is written in quotes: 'null'"],
  ['{ type: [string, null] }', "the type null is written in quotes: 'null'"],
  ['{ format: dat }', 'unknown format "dat" (did you mean "date"?)'],
  ['{ format: 3 }', 'unknown format 3'],
  [
    "{ $ref: '#/schemas/item/nothing' }",
    '"#/schemas/item/nothing" leads nowhere: schemas.item has no such part',
  ],
  ["{ $ref: '#/other/item' }", '"#/other/item" leads nowhere: the contract has no such schema'],
  [
    "{ $ref: '#/schemas/itme' }",
    '"#/schemas/itme" leads nowhere: the contract has no such schema (did you mean "item"?)',
  ],
] as const)('the shape %s is refused: %s', ([shape, message]) => {
  expect(said(shape)).toEqual([expect.stringContaining(message)])
  expect(said(shape)[0]?.endsWith(message)).toBe(true)
})

test.for([
  ['{ pattern: 3 }', 'a text'],
  ['{ $ref: 3 }', 'a text'],
  ["{ patternProperties: { '(': true } }", '"(" is not a regular expression'],
] as const)('the shape %s is refused, with a word on what is wrong: %s', ([shape, word]) => {
  expect(said(shape)).toEqual([expect.stringContaining(word)])
})
