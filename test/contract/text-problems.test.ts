import { expect, test } from 'vitest'
import { parse, edited, expectProblems } from './support.ts'
import type { Row } from './support.ts'

const title = 'title: instances is a list of instances'
const lookup = "request: { as: account, query: { name: '' } }"
const literal = 'as it is written: this place takes no variables'

const rows: readonly Row[] = [
  ['an escape sequence in a title', [[title, 'title: ¦"red \\e[31m"']], ['U+001B acts']],
  ['a line break in a title', [[title, 'title: ¦"one\\ntwo lines"']], ['a line break']],
  ['a mark that turns the direction', [[title, 'title: ¦"a \\u202e mark"']], ['U+202E acts']],
  ['a C1 control', [[title, 'title: ¦"a \\x9b31m control"']], ['U+009B acts']],
  [
    'a command of GitHub',
    [[title, 'title: ¦"::error::all is lost"']],
    ['"::error" begins a command'],
  ],
  ['one of Azure', [[title, 'title: ¦"so ##vso[task.complete]"']], ['"##vso[" begins a command']],
  [
    'a command in the title of the contract',
    [['title: Example, list instances', 'title: ¦"x ::warning::"']],
    ['"::warning" begins'],
  ],
  [
    'a control in the name of a schema',
    [['schemas:', 'schemas:\n  ¦"na\\e[0mme": true']],
    ['U+001B acts'],
  ],
  ['a variable in the path', [['path: /instances', 'path: ¦"/{id}/instances"']], [literal]],
  [
    'a variable in a server',
    [['[https://api.example.com]', '[¦"https://{host}.example.com"]']],
    [literal],
  ],
  [
    'a variable in the query of the listing',
    [['  id: /id', '  id: /id\n  query: { all: ¦"{all}" }']],
    [`"{all}" would be sent ${literal}`],
  ],
  [
    'a variable in a constant',
    [['name: { type: string, ', 'name: { const: ¦"{name}", type: string, ']],
    [`"{name}" would be compared ${literal}`],
  ],
  [
    'a variable in a list of constants',
    [['name: { type: string, ', "name: { enum: [a, ¦'{name}'], type: string, "]],
    [literal],
  ],
  [
    'another variable than {n} in a text that counts',
    [
      [
        "name: { type: string, pattern: '^.+$' }",
        "name: { pluralOf: { count: 1/id, other: ¦'{count}' } }",
      ],
    ],
    [literal],
  ],
  [
    'a header that none can carry',
    [[lookup, 'request: { as: account, headers: { x: ¦"a\\r\\nb: c" } }']],
    ['header'],
  ],
  [
    'true for on',
    [['    on: every-success', '    ¦true: every-success']],
    ['tools that read YAML 1.1'],
  ],
  [
    'yes for true',
    [["unless: ',' }", "unless: ',', moves: ¦yes }"]],
    ['YAML 1.2 knows true and false alone'],
  ],
  [
    'a pattern that runs away',
    [["pattern: '^.+$'", "pattern: ¦'^(a+)+$'"]],
    ['"a+" may match one text in many ways'],
  ],
  ['an unless that runs away', [["unless: ','", "unless: ¦'\\s+$'"]], ['"\\s+" may match']],
  [
    'a secret without a letter',
    [['schemas:', "secrets: [¦'____']\nschemas:"]],
    ['letter or digit'],
  ],
]

test.each(rows.map(([name, edits, messages]) => ({ name, edits, messages })))(
  '$name is refused where it is',
  ({ edits, messages }) => {
    expectProblems(edits, messages)
  },
)

test('braces that are written twice are braces', () => {
  const contract = parse(
    edited([
      ['name: { type: string, ', "name: { const: '{{name}}', type: string, "],
      ['path: /instances', "path: '/{{id}}/instances'"],
    ]),
  )
  expect(contract.operation.path).toBe('/{id}/instances')
  expect(JSON.stringify(contract.behaviors)).not.toContain('{{name}}')
})
