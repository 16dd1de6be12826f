import { expect, test } from 'vitest'
import { edited, example, expectProblems, parse, refusalOf } from './support.ts'
import type { Row } from './support.ts'

const rows: readonly Row[] = [
  [
    'a list that is not closed',
    [
      ['servers: [https://api.example.com]', 'servers: [https://api.example.com'],
      ['operation:', '¦operation:'],
    ],
    ['must be sufficiently indented and end with a ]'],
  ],
  [
    'a key that is there twice',
    [['title: Example, list instances', 'title: Example\n¦title: Example, list instances']],
    ['Map keys must be unique'],
  ],
  [
    'a key of a nested map that is there twice',
    [
      ['pattern: ', 'type: string, pattern: '],
      ['type: string, type', 'type: string, ¦type'],
    ],
    ['Map keys must be unique'],
  ],
]

test.each(rows)('%s: refused where it is', (_, edits, messages) => {
  expectProblems(edits, messages)
})

test('a tab in the indentation is the first thing that is reported', () => {
  const { problems } = refusalOf(edited([['  items: /instances', '\titems: /instances']]))
  expect(problems[0]).toEqual({
    place: { line: 12, column: 1, excerpt: '\titems: /instances\n^' },
    message: expect.stringContaining('Tabs are not allowed as indentation') as string,
  })
})

test('a text that is no YAML is reported from its first line on', () => {
  const { problems } = refusalOf('<html>\n  <body class="x: y">: no</body>\n')
  expect(problems[0]?.place).toEqual({ line: 1, column: 1, excerpt: '<html>\n^' })
})

/** Every level holds nine times the one below: 9^9 values in a few lines. */
const bomb = Array.from('bcdefghi').reduce(
  (text, name, index) =>
    `${text}${name}: &${name} [${Array(9)
      .fill(`*${'abcdefgh'.charAt(index)}`)
      .join(', ')}]\n`,
  'a: &a [x, x, x, x, x, x, x, x, x]\n',
)

test('aliases that multiply are refused instead of expanded', () => {
  expect(refusalOf(bomb + example).message).toMatch(/1 problem\n.*aliases of aliases/)
})

test('an alias without an anchor is refused', () => {
  const text = edited([['covers: [E2]', 'covers: *nowhere']])
  expect(refusalOf(text).problems).toMatchObject([
    {
      place: { line: 40, column: 13 },
      message: 'YAML: no anchor "&nowhere" comes before "*nowhere"',
    },
  ])
})

test('an alias inside of what it stands for is refused', () => {
  const text = edited([['covers: [E2]', 'covers: &endless [*endless]']])
  expect(refusalOf(text).problems).toMatchObject([
    {
      place: { line: 40, column: 23 },
      message: 'YAML: the alias "*endless" stands inside of what it stands for',
    },
  ])
})

test('aliases that do not multiply are followed', () => {
  const text = edited([
    ['expect: { items: all }', 'expect: &every { items: all }'],
    ['expect: { items: none }', 'expect: *every'],
  ])
  const behavior = parse(text).behaviors.find(({ id }) => id === 'example.open.order')
  expect(behavior?.kind === 'active' && behavior.alternatives[1]?.expect.items).toEqual({
    kind: 'all',
  })
})

test('a problem that two aliases share is shown once, where the anchor is', () => {
  expectProblems(
    [
      ['expect: { items: all }', 'expect: &every { ¦itms: all }'],
      ['expect: { items: none }', 'expect: *every'],
    ],
    ['unknown key "itms"'],
  )
})

test('a text beyond two million characters is not read', () => {
  expect(refusalOf(`${example}#${'x'.repeat(2_000_000)}`).message).toContain('larger than')
})

test('of a long line the part around the place is shown', () => {
  const text = edited([['{ items: all }', `{ status: [${'200, '.repeat(40)}oops] }`]])
  const { excerpt, column } = refusalOf(text).problems[0]?.place ?? { excerpt: '', column: 0 }
  const [line = '', caret = ''] = excerpt.split('\n')
  expect(column).toBeGreaterThan(200)
  expect(line.length).toBeLessThanOrEqual(100)
  expect(line.slice(caret.indexOf('^'))).toMatch(/^oops/)
})

test('lines and columns are counted with Windows line ends, too', () => {
  const text = edited([['level: observe', 'level: may']]).replaceAll('\n', '\r\n')
  expect(refusalOf(text).problems).toMatchObject([{ place: { line: 51, column: 12 } }])
})

test('the message names the file, the place, the line and a caret below it', () => {
  const text = edited([['level: observe', 'level: may']])
  expect(refusalOf(text).message).toBe(
    [
      'contract mine.yaml: 1 problem',
      '  mine.yaml:51:12  "level": expected one of "must", "should", "observe", not "may"',
      '          level: may',
      '                 ^',
    ].join('\n'),
  )
})

test.each(['', '# nothing\n'])('%j is told to be empty', (text) => {
  expect(refusalOf(text).problems).toEqual([{ place: null, message: 'the file is empty' }])
})

test('of many errors of YAML the first three are shown, and how many more there are', () => {
  const { message, problems } = refusalOf('a: [}\n'.repeat(50))
  expect(problems).toHaveLength(3)
  expect(message).toMatch(/and \d+ more, which may follow from these$/)
})

test.each(['[', '{a: '])('%j ten thousand times is nested too deep', (bracket) => {
  const { problems } = refusalOf(bracket.repeat(10_000))
  expect(problems).toMatchObject([{ message: 'YAML: nested too deep to be read' }])
})

test('a second document is refused where it begins', () => {
  expect(refusalOf(`${example}---\na: 1\n`).problems).toMatchObject([
    {
      place: { line: 63, column: 1 },
      message: expect.stringContaining('second document') as string,
    },
  ])
})

test('an excerpt shows no carriage return and no other control character', () => {
  const text = edited([['level: observe', 'level: "may\u0085\u007f" # \u001b[31m']])
  const { place } = refusalOf(text.replaceAll('\n', '\r\n')).problems[0] ?? {}
  expect(place?.excerpt.split('\n')[0]).toBe('    level: "may\u2421\u2421" # \u241b[31m')
})

test('a byte order mark does not move the first column', () => {
  const text = edited([['provider: example', 'proider: example']])
  expect(refusalOf(`\uFEFF${text}`).problems).toMatchObject([{ place: { line: 1, column: 1 } }])
})
