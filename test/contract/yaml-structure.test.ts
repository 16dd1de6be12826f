import { expect, test } from 'vitest'
import { expectProblems, parse, example, refusalOf } from './support.ts'
import type { Row } from './support.ts'

const known = 'known: { some: name, min: 1, max: 3 }'

const rows: readonly Row[] = [
  [
    'an unknown key at the top',
    [['revision:', '¦revison:']],
    ['unknown key "revison" (did you mean "revision"?)'],
  ],
  [
    'an unknown key of a behavior',
    [['    on: every', '    ¦onn: every']],
    ['unknown key "onn" (did you mean "on"?)'],
  ],
  [
    'an unknown key of a credential',
    [['scheme: Bearer', '¦schema: Bearer']],
    ['unknown key "schema" (did you mean "scheme"?)'],
  ],
  [
    'an unknown relation',
    [['{ where: {', '{ ¦were: {']],
    ['unknown key "were" (did you mean "where"?)'],
  ],
  [
    'an unknown test of a condition',
    [['{ in: ', '{ ¦inn: ']],
    ['unknown key "inn" (did you mean "in"?)'],
  ],
  ['an unknown key that is near to none', [['docs:', '¦zzzzzzzz: 1\ndocs:']], ['"zzzzzzzz"']],
  ['an unknown generator', [[known, 'known: { ¦sme: name }']], ['"sme" (did you mean "some"?)']],
  [
    'an unknown generator inside of any',
    [[known, 'known: { any: [{ one: name }, { ¦unkown: name }] }']],
    ['"unkown" (did you mean "unknown"?)'],
  ],
  ['an unknown option', [[known, 'known: { some: name, ¦mn: 1 }']], ['"mn" (did you mean "min"?)']],
  ['a generator that is no map', [[known, 'known: ¦name']], ['not "name"']],
  [
    'an unknown near miss',
    [[known, 'known: { unknown: name, near: [¦preffix] }']],
    ['expected one of "fresh", "case", "prefix"'],
  ],
  [
    'a text for a list',
    [
      ['servers: [https', 'servers: ¦https'],
      ['.com]', '.com'],
    ],
    ['array'],
  ],
  ['a text for a map', [['rateLimit: { requests: 60, seconds: 60 }', 'rateLimit: ¦60']], ['60']],
  ['a fraction of a request', [['requests: 60', 'requests: ¦1.5']], ['integer']],
  [
    'an unknown level',
    [['level: observe', 'level: ¦may']],
    ['expected one of "must", "should", "observe", not "may"'],
  ],
  ['another method', [['method: GET', 'method: ¦POST']], ['expected "GET", not "POST"']],
  ['an id of no suite', [['id: limit.refusal', 'id: ¦refusal']], ['not "refusal"']],
  ['a fact that is covered twice', [['covers: [E2]', 'covers: ¦[E2, E2]']], ['duplicate']],
  ['an id without a slash', [['id: /id', 'id: ¦id']], ['JSON pointer']],
  ['a place of the items without a slash', [['items: /inst', 'items: ¦inst']], ['JSON pointer']],
  ['a field without a slash', [['at: /phone', 'at: ¦phone']], ['JSON pointer']],
  ['a discovery without a slash', [['discover: /', 'discover: ¦']], ['JSON pointer']],
  [
    'a discovery in instances of no given shape',
    [['discover: /token', 'discover: ¦{ at: /token }']],
    ['the key "when" is missing'],
  ],
  [
    'a query that is no map',
    [['items: /instances', "items: /instances\n  query: ¦'all=true'"]],
    ['not "all=true"'],
  ],
  [
    'a condition on a list that is empty',
    [["in: '{known}'", 'in: ¦[]']],
    ['expected a variable that holds a list, or a list of texts: the field is one of them, not []'],
  ],
  [
    'a missing key',
    [['- id: limit.refusal\n    level: must', '- ¦id: limit.refusal']],
    ['behaviors[3] ("limit.refusal"): the key "level" is missing'],
  ],
  [
    'an unknown key of an expectation, alone or among several',
    [['expect: { status: 200, items', 'expect: { ¦stauts: 200, items']],
    ['unknown key "stauts" (did you mean "status"?)'],
  ],
  [
    'an unknown key of a field',
    [["unless: ','", "¦unles: ','"]],
    ['unknown key "unles" (did you mean "unless"?)'],
  ],
  [
    'a field that is a text without a slash',
    [['name: /name', 'name: ¦name']],
    ['"name": expected a JSON pointer, which begins with "/"'],
  ],
  [
    'a status that is none',
    [['status: 200, items', 'status: ¦2000, items']],
    ['"status": expected a status such as 404, a class such as 4xx, or a list of them, not 2000'],
  ],
  [
    'a status of a list that is none',
    [['status: 200, items', 'status: [200, ¦4x], items']],
    ['status[1]: expected a status such as 404, or a class such as 4xx, not "4x"'],
  ],
  [
    'a relation that is nearly one',
    [['{ items: all }', '{ items: ¦al }']],
    ['did you mean "all"?'],
  ],
  [
    'a generator that is near to none',
    [[known, "known: { ¦'<<<': name }"]],
    ['unknown key "<<<"; there are one, some, most, unknown'],
  ],
  [
    'a list that is joined by nothing',
    [["name: { join: [known, other], by: ',' }", 'name: ¦{ join: [known, other] }']],
    ['"name": the key "by" is missing'],
  ],
  [
    'a revision that is no date',
    [['revision: 2026-11-20', 'revision: ¦today']],
    ['as 2026-11-20, not "today"'],
  ],
  [
    'two mistakes',
    [
      ['level: observe', 'level: ¦may'],
      ['docs: https', 'docs: ¦ftp'],
    ],
    ['not "ftp', 'not "may"'],
  ],
]

test('the example is a contract', () => {
  expect(parse(example).behaviors).toHaveLength(4)
})

test.each(rows)('%s: refused where it is', (_, edits, messages) => {
  expectProblems(edits, messages)
})

test('a contract without behaviors promises nothing', () => {
  const [head = ''] = example.split('behaviors:')
  expect(refusalOf(`${head}behaviors: []`).problems).toMatchObject([
    {
      place: { line: 29, column: 12 },
      message: expect.stringContaining('fewer than 1 items') as string,
    },
  ])
})

test.each(['', '# nothing', 'hello', '- a\n- b', '42'])('%j is no contract', (text) => {
  expect(refusalOf(text).message).toMatch(/object|the file is empty/)
})
