import { expect, test } from 'vitest'
import { edited, expectProblems, parse } from './support.ts'
import type { Edit, Row } from './support.ts'

const lookup = "request: { as: account, query: { name: '' } }"
const known = 'known: { some: name, min: 1, max: 3 }'
const join = "{ join: [known, other], by: ',' }"

/** The third behavior with variables and a request of its own. */
function asking(variables: string, request: string): Edit[] {
  return [[lookup, `for-all: { ${variables} }\n    request: { ${request} }`]]
}

const rows: readonly Row[] = [
  [
    'a bare variable of a condition',
    [["in: '{known}'", 'in: ¦knwon']],
    ['no variable "knwon" in for-all (did you mean "known"?)'],
  ],
  [
    'a bare variable of own',
    [['{ items: all }', '{ items: { own: { field: token, of: ¦holder } } }']],
    ['no variable "holder" in for-all'],
  ],
  [
    'a layout that is no layout',
    [[join, "{ join: [known], by: ',', layout: ¦other }"]],
    ['"other" is drawn by the generator "unknown"; "layout" takes one of the generator "layout"'],
  ],
  [
    'a layout among the texts',
    [
      ['other: { unknown: name, count: [1, 2] }', "other: { layout: ',' }"],
      [join, "{ join: [known, ¦other], by: ',' }"],
    ],
    ['only texts and lists of texts'],
  ],
  [
    'a credential in a text',
    asking('x: { credential: account }', "as: account, query: { name: ¦'{x}' }"),
    ['only texts and lists of texts'],
  ],
  [
    'a text that asks',
    asking('x: { one: name }', "as: ¦'{x}'"),
    ['the credential to ask with is drawn by the generator "credential"'],
  ],
  [
    'a text among the credentials that ask',
    asking('x: { any: [{ credential: account }, { one: name }] }', "as: ¦'{x}'"),
    ['the credential to ask with is drawn by the generator "credential"'],
  ],
  [
    'a right credential as a wrong one',
    asking('x: { credential: account }', "as: { account: ¦'{x}' }"),
    ['drawn by the generator "wrong"'],
  ],
  [
    'own of a wrong credential',
    [
      ...asking('x: { wrong: account }', "as: { account: '{x}' }"),
      ['{ items: all }', "{ items: { own: { field: token, of: ¦'{x}' } } }"],
    ],
    ['"of" takes one of the generator "credential"'],
  ],
  ['one text compared with a list', [["in: '{known}'", "is: ¦'{known}'"]], ['("in" with a list']],
  [
    'a list compared with one text',
    [
      [known, 'known: { one: name }'],
      ["in: '{known}'", "in: ¦'{known}'"],
    ],
    ['("is" with one text)'],
  ],
  [
    'a value apart from a text that is not of the account',
    asking(
      'x: { unknown: name }, y: { one: name, apart-from: ¦x }',
      "as: account, query: { n: '{y}' }",
    ),
    ['"apart-from" names another variable, of the generator "one" or "credential"'],
  ],
  [
    'a value of a text that is not of the account',
    asking('x: { unknown: name }, y: { some: name, of: ¦x }', "as: account, query: { n: '{y}' }"),
    ['"of" names another variable, of the generator "one" or "credential"'],
  ],
  [
    'a variable in a repeated value',
    asking('x: { one: name }', "as: account, query: { n: ['{x}', ¦'{y}'] }"),
    ['no variable "y" in for-all'],
  ],
  [
    'a variable in one of several queries',
    asking('x: { one: name }', "as: account, query: [{ n: '{x}' }, { n: [a, ¦'{y}'] }]"),
    ['no variable "y" in for-all'],
  ],
  [
    'a repeated value that is no text',
    asking('x: { one: name }', "as: account, query: { n: ['{x}', ¦7] }"),
    ['expected a text, or { join: [variables], by: separator }, not 7'],
  ],
  [
    'no value for a name',
    asking('x: { one: name }', "as: account, query: { n: ¦[], m: '{x}' }"),
    ['or a list of these: the name stands once for each, not []'],
  ],
  [
    'one query in a list',
    asking('x: { one: name }', "as: account, query: ¦[{ n: '{x}' }]"),
    ['or a list of two or more such maps, which take turns'],
  ],
  [
    'both of a variable and apart from it',
    asking(
      'x: { one: name }, y: ¦{ one: name, of: x, apart-from: x }',
      "as: account, query: { n: '{y}' }",
    ),
    ['either "of" or "apart-from", not both'],
  ],
  [
    'a value apart from itself',
    asking('y: { one: name, apart-from: ¦y }', "as: account, query: { n: '{y}' }"),
    ['"apart-from" names another variable'],
  ],
  ['a count that falls', [['count: [1, 2]', 'count: ¦[3, 2]']], ['3 is above 2']],
  [
    'a least above the most',
    [[known, 'known: ¦{ some: name, min: 3, max: 2 }']],
    ['above "max" (2)'],
  ],
  [
    'a least above the most that is not given',
    [[known, 'known: ¦{ some: name, min: 5 }']],
    ['above "max" (4)'],
  ],
  [
    'a variable in a header',
    asking('x: { one: name }', "as: account, headers: { accept: ¦'{x}' }"),
    ['a header is sent as it is written'],
  ],
  [
    'a hyphen in the name of a variable',
    asking('¦a-b: { one: name }', "as: account, query: { n: '{a-b}' }"),
    ['expected the name of a variable: letters, digits and "_" only, not "a-b"'],
  ],
  [
    'a brace that is not closed',
    [[lookup, "request: { as: account, query: { name: ¦'{x' } }"]],
    ['a brace of "{variable}" is missing'],
  ],
]

test.each(rows)('%s: refused where it is', (_, edits, messages) => {
  expectProblems(edits, messages)
})

test('a variable is written bare or in braces, wherever nothing but a variable can stand', () => {
  const joined = (text: string) => {
    const [, behavior] = parse(text).behaviors
    return behavior?.kind === 'active'
      ? [behavior.request.queries, behavior.expect[0]?.items]
      : null
  }
  const braces = edited([
    [join, "{ join: ['{known}', '{other}'], by: ',' }"],
    ["in: '{known}'", 'in: known'],
  ])
  expect(joined(braces)).toEqual(joined(edited([])))
})

test('braces that are no variable at all are text', () => {
  const text = edited([[lookup, `request: { as: account, query: { name: '{"a": 1}' } }`]])
  expect(parse(text).behaviors).toHaveLength(4)
})
