import { expect, test } from 'vitest'
import { edited, expectProblems, parse, refusalOf } from './support.ts'
import type { Edit, Row } from './support.ts'

const shown = "body:\n        /instances: { type: array, items: { $ref: '#/schemas/item' } }"

/** Another shape for the body of the first behavior. */
function body(text: string): Edit[] {
  return [[shown, `body: ${text}`]]
}

const rows: readonly Row[] = [
  [
    'a $ref to a schema of nearly that name',
    [["$ref: '#/schemas/item'", "$ref: ¦'#/schemas/itme'"]],
    ['"#/schemas/itme" leads nowhere: the contract has no such schema (did you mean "item"?)'],
  ],
  [
    'a $ref to $defs',
    [["$ref: '#/schemas/item'", "$ref: ¦'#/$defs/item'"]],
    ['"#/$defs/item" leads nowhere'],
  ],
  [
    'a $ref from one schema to another',
    [['error:\n    type: object', "error:\n    $ref: ¦'#/schemas/eror'"]],
    ['(did you mean "error"?)'],
  ],
  [
    'a regular expression that does not end',
    body("{ /name: { pattern: ¦'^(.+$' } }"),
    ['Invalid regular expression: /^(.+$/u: Unterminated group'],
  ],
  [
    'a regular expression that only works without the flag u',
    body("{ /name: { pattern: ¦'\\-' } }"),
    ['Invalid escape'],
  ],
  ['an unknown JSON Schema keyword', body('{ type: object, ¦propertes: {} }'), ['"propertes"']],
  ['a keyword of an older draft', body('{ ¦additionalItems: false }'), ['"additionalItems"']],
  ['a word that is nearly one of ours', body('{ /n: { ¦lengtOf: 1/l } }'), ['"lengtOf"']],
  ['an unknown format', body('{ /at: { type: string, format: ¦datetime } }'), ['"datetime"']],
  [
    'pointers among keywords',
    body('{ type: object, ¦/id: true }'),
    ['start with "/" are pointers'],
  ],
  ['a pointer with a lonely "~"', body('{ ¦/a~2b: true }'), ['"~" stands before 0 or 1 only']],
  ['a word with an argument of another type', body('¦{ /n: { lengthOf: 3 } }'), ['lengthOf']],
  ['a type that JSON does not have', body('¦{ type: strng }'), ['type']],
  [
    'mistakes in a schema and in a behavior',
    [
      ['      id: { type: string, format: uuid }', '      id: { type: string }'],
      ['error:\n    type: object', "error:\n    $ref: ¦'#/schemas/eror'"],
      ["$ref: '#/schemas/item'", "$ref: ¦'#/schemas/itme'"],
    ],
    ['"#/schemas/eror"', '"#/schemas/itme"'],
  ],
]

test.each(rows)('%s: refused where it is', (_, edits, messages) => {
  expectProblems(edits, messages)
})

test.each([
  ['unknown keyword', "name: { type: string, pattern: '^.+$' }", 'name: { patern: x }', 23, 15],
  [
    'unknown format',
    'id: { type: string, format: uuid }',
    'id: { type: string, format: x }',
    22,
    35,
  ],
])('%s: shown where the schema has it first', (message, from, to, line, column) => {
  expect(refusalOf(edited([[from, to]])).problems[0]).toMatchObject({
    place: { line, column },
    message: expect.stringContaining(message) as string,
  })
})

test('a $ref may lead into a schema', () => {
  const text = edited([["$ref: '#/schemas/item'", "$ref: '#/schemas/item/properties/name'"]])
  const [behavior] = parse(text).behaviors
  const shape = behavior?.kind === 'passive' ? behavior.expect[0]?.body : null
  expect(shape?.mismatches({ instances: [3] })).toEqual([
    { pointer: '/instances/0', expected: 'a string', actual: '3' },
  ])
})

test('a member that is called like a keyword is none', () => {
  const text = edited(body("{ properties: { pattern: { const: '[' }, $ref: { type: string } } }"))
  expect(parse(text).behaviors).toHaveLength(4)
})
