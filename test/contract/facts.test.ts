import { expect, test } from 'vitest'
import { edited, expectProblems, parse } from './support.ts'
import type { Row } from './support.ts'

const rows: readonly Row[] = [
  [
    'a fact that the catalogue does not have',
    [['covers: [E2]', 'covers: [E2, ¦E22]']],
    ['filter.name: the catalogue has no fact E22 (did you mean "E2"?)'],
  ],
  [
    'a fact of another level',
    [['covers: [E2]', 'covers: [E2, ¦E3]']],
    ['filter.name: E3 is a fact of level observe, the behavior says must'],
  ],
  [
    'a fact that cannot be observed',
    [['covers: [E2]', 'covers: [E2, ¦E5]']],
    ['filter.name: E5 cannot be observed'],
  ],
  [
    'a fact that no behavior covers',
    [
      ['behaviors:', '¦behaviors:'],
      ['covers: [E2]', 'covers: [E1]'],
    ],
    ['no behavior covers E2 (must): what E2 says'],
  ],
  [
    'an unknown fact and one that is not covered',
    [
      ['behaviors:', '¦behaviors:'],
      ['covers: [E2]', 'covers: [¦X9]'],
    ],
    ['no behavior covers E2 (must)', 'the catalogue has no fact X9'],
  ],
]

test.each(rows)('%s: refused where it is', (_, edits, messages) => {
  expectProblems(edits, messages)
})

test('without a catalogue one fact under two levels is refused', () => {
  expectProblems(
    [['covers: [E3]', 'covers: [¦E2]']],
    ['open.order: E2 is covered at level must above, and at level observe here'],
    null,
  )
})

test('without a catalogue any fact may be cited, by several behaviors of one level', () => {
  const text = edited([['covers: [E2]', 'covers: [E1, anything]']])
  expect(parse(text, null).behaviors).toHaveLength(4)
})
