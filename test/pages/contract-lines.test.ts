import { expect, test } from 'vitest'
import { ContractLines } from '../../src/authoring/behaviors/contract-lines.ts'

const block = `provider: x
schemas:
  tree:
    type: object
    properties: { child: { $ref: '#/schemas/tree' }, name: { $ref: '#/schemas/name' } }
  name: { type: string } # as everybody has one
behaviors:
  - id: a
    title: The first
    when: { status: 200 }
    needs: something

    expect:
      # A comment of the author
      item: &named
        /name: { type: string }

    together: all
  - { id: b, on: every-item, expect: { item: *named }, level: must }
  - id: c
    expect:
      body: { type: array, items: { $ref: '#/schemas/tree' } }
  - id: d
    alternatives:
      - { words: refused, expect: { status: 4xx } }
  - id: e
    burst: { as: account }
`

test.each([
  [
    'each part with its line',
    0,
    [
      [10, 'when: { status: 200 }'],
      [
        13,
        'expect:',
        '  # A comment of the author',
        '  item: &named',
        '    /name: { type: string }',
      ],
      [18, 'together: all'],
    ],
  ],
  [
    'what is written in one line, and the anchor that it refers to',
    1,
    [
      [19, 'expect: { item: *named }'],
      [15, 'item: &named', '  /name: { type: string }'],
    ],
  ],
  [
    'schemas, and those that they refer to, each once',
    2,
    [
      [21, 'expect:', "  body: { type: array, items: { $ref: '#/schemas/tree' } }"],
      [
        3,
        'tree:',
        '  type: object',
        "  properties: { child: { $ref: '#/schemas/tree' }, name: { $ref: '#/schemas/name' } }",
      ],
      [6, 'name: { type: string }'],
    ],
  ],
  ['alternatives', 3, [[24, 'alternatives:', '  - { words: refused, expect: { status: 4xx } }']]],
  ['nothing', 4, []],
] as [string, number, [number, ...string[]][]][])('a contract has %s', (_, index, parts) => {
  const written = parts.map(([line, ...lines]) => ({ line, lines }))
  expect(new ContractLines(block).expectationOf(index)).toEqual(written)
  const windows = new ContractLines(`\uFEFF${block.replaceAll('\n', '\r\n')}`)
  expect(windows.expectationOf(index)).toEqual(written)
})
