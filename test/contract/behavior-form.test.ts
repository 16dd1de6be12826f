import { expect, test } from 'vitest'
import { edited, expectProblems, parse } from './support.ts'
import type { Edit, Row } from './support.ts'

const passive = '    on: every-success\n'
const shown = "body:\n        /instances: { type: array, items: { $ref: '#/schemas/item' } }"
const lookup = "request: { as: account, query: { name: '' } }"
const burst = 'burst: { as: account }'

/** The first behavior, judged on every item. */
function everyItem(expectation: string): Edit[] {
  return [
    ['on: every-success', 'on: every-item'],
    [`expect:\n      ${shown}`, expectation],
  ]
}

const rows: readonly Row[] = [
  [
    'variables without a request',
    [[passive, `${passive}    ¦for-all: { x: { one: name } }\n`]],
    ['"for-all": no place beside "on"'],
  ],
  [
    'a number of cases without a request',
    [[passive, `${passive}    ¦runs: 3\n`]],
    ['"runs": no place beside "on"'],
  ],
  [
    'answers together without a request',
    [[passive, `${passive}    ¦together: all\n`]],
    ['"together": no place beside "on"'],
  ],
  [
    'alternatives without a request',
    [
      ['level: must\n    covers: [E1]', 'level: observe\n    covers: [E1]'],
      [passive, `${passive}    ¦alternatives: [{ words: x, expect: { status: 200 } }]\n`],
    ],
    ['"alternatives": no place beside "on"'],
  ],
  [
    'a condition beside a request',
    [[lookup, `¦when: { status: 200 }\n    ${lookup}`]],
    ['"when": no place beside "request"'],
  ],
  [
    'alternatives beside an expectation',
    [['    alternatives:', '    expect: { status: 200 }\n    ¦alternatives:']],
    ['"alternatives": no place beside "expect"'],
  ],
  [
    'alternatives beside together',
    [['    alternatives:', '    together: all\n    ¦alternatives:']],
    ['"alternatives": no place beside "together"'],
  ],
  [
    'an expectation of a burst',
    [[burst, `${burst}\n    ¦expect: { status: 429 }`]],
    ['"expect": no place beside "burst"'],
  ],
  [
    'two expectations of every item',
    everyItem('expect: ¦[{ item: { /id: true } }, { item: { /name: true } }]'),
    ['"on: every-item" takes no list of several'],
  ],
  [
    'a status of every item',
    everyItem('expect: { ¦status: 200, item: { /id: true } }'),
    ['"status": judges a whole answer'],
  ],
  [
    'a body as the condition of an item',
    everyItem('when: { ¦body: { /id: true } }\n    expect: { item: { /id: true } }'),
    ['"body": judges a whole answer'],
  ],
  [
    'an item expected of a whole answer',
    [[shown, '¦item: { /id: true }']],
    ['"item": needs "on: every-item" or a request'],
  ],
  [
    'repetitions that are compared and not made',
    [['{ items: all }', '{ items: ¦stable }']],
    ['it needs "repeat" in the request'],
  ],
]

test.each(rows)('%s: refused where it is', (_, edits, messages) => {
  // What a fact's level is has no part in this.
  expectProblems(edits, messages, null)
})

test('repetitions that are made are compared', () => {
  const text = edited([
    [lookup, 'request: { as: account, repeat: 2 }'],
    ['{ items: all }', '{ items: stable }'],
  ])
  expect(parse(text).behaviors).toHaveLength(4)
})

test('an item of every item, under the condition of an item, is fine', () => {
  const edits = everyItem('when: { item: { /id: true } }\n    expect: [{ item: { /name: true } }]')
  expect(parse(edited(edits)).behaviors).toHaveLength(4)
})
