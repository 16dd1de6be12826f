import { expect, test } from 'vitest'
import { edited, expectProblems, refusalOf } from './support.ts'
import type { Row } from './support.ts'

const known = 'known: { some: name, min: 1, max: 3 }'
const lookup = "request: { as: account, query: { name: '' } }"

const rows: readonly Row[] = [
  [
    'two generators of one variable',
    [[known, 'known: ¦{ some: name, one: name }']],
    ['expected exactly one generator (one, some, most, unknown'],
  ],
  [
    'an option without a generator',
    [[known, 'known: ¦{ ¦min: 2 }']],
    ['expected exactly one generator', '"min": an option of the generator "some" alone'],
  ],
  [
    'two generators inside of any',
    [[known, 'known: { any: [¦{ one: name, unknown: name }] }']],
    ['any[0]: expected exactly one generator'],
  ],
  [
    'an option of another generator',
    [[known, 'known: { some: name, ¦count: [1, 2] }']],
    ['"count": an option of the generator "unknown" alone'],
  ],
  [
    'a field that a generator draws from',
    [[known, 'known: { some: ¦nam }']],
    ['listing.fields has no "nam" (did you mean "name"?)'],
  ],
  [
    'a field that is near to none',
    [[known, 'known: { some: ¦colour }']],
    ['listing.fields has no "colour"'],
  ],
  [
    'a field of a condition',
    [['where: { name:', 'where: { ¦nmae:']],
    ['listing.fields has no "nmae" (did you mean "name"?)'],
  ],
  [
    'a member that every object inherits is no field',
    [['where: { name:', 'where: { ¦__proto__:']],
    ['listing.fields has no "__proto__"'],
  ],
  [
    'a role that asks',
    [['      as: account', '      as: ¦acount']],
    ['credentials has no role "acount" (did you mean "account"?)'],
  ],
  [
    'a role that bursts',
    [['burst: { as: account }', 'burst: { as: ¦acount }']],
    ['credentials has no role "acount"'],
  ],
  [
    'a role whose wrong values are drawn',
    [[lookup, "for-all: { key: { wrong: ¦acount } }\n    request: { as: { account: '{key}' } }"]],
    ['credentials has no role "acount"'],
  ],
  [
    'a role with a value of its own, and the variable that is it',
    [[lookup, "request: { as: { ¦acount: ¦'{key}' } }"]],
    ['credentials has no role "acount"', 'no variable "key" in for-all'],
  ],
  [
    'a variable of a text',
    [[lookup, "request: { as: account, query: { name: ¦'{nme}' } }"]],
    ['no variable "nme" in for-all'],
  ],
  [
    'a variable of a condition',
    [["in: '{known}'", "in: ¦'{knwon}'"]],
    ['no variable "knwon" in for-all (did you mean "known"?)'],
  ],
  [
    'a variable that is a layout',
    [["{ join: [known, other], by: ',' }", "{ join: [known, other], by: ',', layout: ¦odrer }"]],
    ['no variable "odrer" in for-all (did you mean "other"?)'],
  ],
  [
    'a variable that a value keeps away from',
    [
      [known, 'known: { one: name, apart-from: ¦othr }'],
      ['{ in: ', '{ is: '],
    ],
    ['no variable "othr" in for-all (did you mean "other"?)'],
  ],
  [
    'a field and a variable of own',
    [["{ where: { name: { in: '{known}' } } }", "{ own: { field: ¦tken, of: ¦'{holder}' } }"]],
    ['listing.fields has no "tken" (did you mean "token"?)', 'no variable "holder" in for-all'],
  ],
  [
    'a variable that nothing uses',
    [
      ['      other:', '      ¦other:'],
      ['join: [known, other]', 'join: [known]'],
    ],
    ['the variable "other" is never used'],
  ],
  [
    'an id that is taken',
    [['id: limit.refusal', 'id: ¦filter.name']],
    ['the id "filter.name" is taken by an earlier behavior'],
  ],
  [
    'an id that the items do not have',
    [['id: /id', 'id: ¦/uid']],
    ['"/uid" cannot match: schemas.item has no "uid" (did you mean "id"?)'],
  ],
  [
    'a field that the items do not have',
    [['    name: /name', '    name: ¦/nmae']],
    ['"/nmae" cannot match: schemas.item has no "nmae" (did you mean "name"?)'],
  ],
  [
    'a burst past no limit',
    [
      ['rateLimit: { requests: 60, seconds: 60 }\n', ''],
      ['    burst:', '    ¦burst:'],
    ],
    ['"burst": needs "rateLimit" in the contract'],
  ],
  [
    'alternatives of a must',
    [
      ['level: observe', 'level: must'],
      ['    alternatives:', '    ¦alternatives:'],
    ],
    ['alternatives are for level observe: a rule has one right answer'],
  ],
  [
    'a behavior that is nothing',
    [
      ['- id: envelope', '- ¦id: envelope'],
      ['    on: every-success\n', ''],
    ],
    ['exactly one of "on", "request" and "burst"'],
  ],
  [
    'a behavior that is two things',
    [
      ['- id: envelope', '- ¦id: envelope'],
      ['    on: every-success', '    on: every-success\n    request: { as: account }'],
    ],
    ['exactly one of "on", "request" and "burst"'],
  ],
  [
    'a behavior that expects nothing',
    [
      ['- id: filter', '- ¦id: filter'],
      ["    expect: { status: 200, items: { where: { name: { in: '{known}' } } } }\n", ''],
    ],
    ['nothing is expected: "expect" is missing'],
  ],
  [
    'an item of a whole answer',
    [['on: every-success', 'on: every-success\n    when: { ¦item: { /id: true } }']],
    ['"item": needs "on: every-item"'],
  ],
  [
    'a server that is not a URL',
    [['https://api.example.com]', "¦'https://']"]],
    ['"https://" is not a URL'],
  ],
  [
    'a role that is called nobody',
    [['  instance: { header', '  ¦nobody: { header']],
    ['"nobody": no role can be called so'],
  ],
  [
    'a regular expression that takes no group',
    [["unless: ','", "take: ¦'^[0-9]+'"]],
    ['"take" has no group'],
  ],
  [
    'a regular expression that takes, and does not end',
    [["unless: ','", "take: ¦'^([0-9]+'"]],
    ['"take": not a regular expression: Unterminated group'],
  ],
  [
    'a regular expression of a field that only works without the flag u',
    [["unless: ','", "unless: ¦'\\-'"]],
    ['"unless": not a regular expression: Invalid escape'],
  ],
  [
    'a name, a schema and a fact that there are not, all at once',
    [
      ['type: string, format: uuid', 'type: string, format: ¦uid'],
      ['covers: [E2]', 'covers: [E2, ¦E9]'],
      ['      as: account', '      as: ¦acount'],
    ],
    ['unknown format "uid"', 'the catalogue has no fact E9', 'no role "acount"'],
  ],
  [
    'mistakes of two behaviors',
    [
      ['      as: account', '      as: ¦acount'],
      ['burst: { as: account }', 'burst: { as: ¦instanec }'],
    ],
    ['(did you mean "account"?)', '(did you mean "instance"?)'],
  ],
]

test.each(rows)('%s: refused where it is', (_, edits, messages) => {
  expectProblems(edits, messages)
})

test('a variable of a list that for-all does not have is refused in its line', () => {
  const text = edited([['join: [known, other]', 'join: [known, other, othr]']])
  expect(refusalOf(text).problems).toMatchObject([
    {
      place: { line: 48, column: 38 },
      message: 'no variable "othr" in for-all (did you mean "other"?)',
    },
  ])
})
