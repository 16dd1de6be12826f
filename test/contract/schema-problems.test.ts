import { expect, test } from 'vitest'
import { plainly } from '../support/words.ts'
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
    'an unknown keyword in the shape of instances that have a field',
    [["unless: ','", 'when: { ¦propertes: {} }']],
    ['"propertes"'],
  ],
  [
    'an unknown keyword in the shape of instances that show a credential',
    [['discover: /token', 'discover: { at: /token, when: { ¦requird: [id] } }']],
    ['"requird"'],
  ],
  [
    'a regular expression that does not end',
    body("{ /name: { pattern: ¦'^(.+$' } }"),
    ['"pattern": not a regular expression: Unterminated group'],
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
  [
    'a word with an argument of another type',
    body('{ /n: { lengthOf: ¦3 } }'),
    ['"lengthOf": expected a relative pointer'],
  ],
  [
    'a pointer in a word that says no levels',
    body('{ /n: { lengthOf: ¦/instances } }'),
    ['"lengthOf": expected a relative pointer (levels up, then a path, such as 1/meta/total), not'],
  ],
  ...['equalTo', 'notBefore', 'endsWith'].map((word): Row => [
    `a pointer in ${word} that says no levels`,
    body(`{ /n: { ${word}: ¦/x } }`),
    [`"${word}": expected a relative pointer`],
  ]),
  [
    'a count that says no levels',
    body('{ /n: { pluralOf: { count: [1/n, ¦/m], one: x } } }'),
    ['count[1]: expected a relative pointer (levels up, then a path, such as 1/meta/total)'],
  ],
  ...['uniqueBy', 'newestFirst'].map((word): Row => [
    `a pointer in ${word} without a slash`,
    body(`{ /n: { ${word}: ¦id } }`),
    [`"${word}": expected a pointer into each item, which begins with "/", not "id"`],
  ]),
  [
    'a part of a schema that it does not have',
    [["$ref: '#/schemas/item'", "$ref: ¦'#/schemas/item/properties/nam'"]],
    ['schemas.item has no such part'],
  ],
  [
    'a name where a pointer was meant',
    body('{ ¦id: { type: string } }'),
    ['pointers begin with "/" ("/id")'],
  ],
  [
    'null without quotes among types',
    body('{ type: [string, ¦null] }'),
    ["the type null is written in quotes: 'null'"],
  ],
  [
    'null without quotes for a type',
    body('{ type: ¦null }'),
    ["the type null is written in quotes: 'null'"],
  ],
  [
    'a size that is a text',
    body("{ minLength: ¦'3' }"),
    ['"minLength": expected a whole number, not "3"'],
  ],
  [
    'a member that has no schema',
    body('{ properties: { id: ¦string } }'),
    ['"id": expected a schema (a map of keywords, or true or false), not "string"'],
  ],
  ['no choice at all', body('{ anyOf: ¦[] }'), ['"anyOf": expected a list of schemas, not []']],
  [
    'a pattern of names that does not end',
    body("{ patternProperties: { ¦'(': true } }"),
    ['"(" is not a regular expression: Unterminated group'],
  ],
  ['a branch without a condition', body('¦{ then: { type: string } }'), ['"if"']],
  ['a type that JSON does not have', body('{ type: ¦strng }'), ['(did you mean "string"?)']],
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
  expect(plainly(shape?.mismatches({ instances: [3] }) ?? [])).toEqual([
    { pointer: '/instances/0', expected: 'a string', actual: '3' },
  ])
})

test('what const and enum hold is data', () => {
  const text = edited(body("{ const: { pattern: '[', $ref: x }, enum: [{ type: strng }] }"))
  expect(parse(text).behaviors).toHaveLength(4)
})

test('a mistake in a schema of the contract is reported once, however often it is used', () => {
  const text = edited([
    ['type: string, format: uuid', 'then: true'],
    [
      "{ $ref: '#/schemas/item' }",
      "{ allOf: [{ $ref: '#/schemas/item' }, { $ref: '#/schemas/item' }] }",
    ],
  ])
  const { problems } = refusalOf(text)
  expect(problems).toHaveLength(1)
  expect(problems[0]?.message).not.toContain('contract-')
})

test('a member that is called like a keyword is none', () => {
  const text = edited(body("{ properties: { pattern: { const: '[' }, $ref: { type: string } } }"))
  expect(parse(text).behaviors).toHaveLength(4)
})
