import { expect, test } from 'vitest'
import { mutated, scoreText, withScore, withScores } from '../../scripts/mutate/score.ts'
import type { Equivalents, Mutant } from '../../scripts/mutate/score.ts'

const file = 'src/ask/plan.ts'
const mutant = (status: string, to = 'false'): Mutant => ({
  file,
  line: 7,
  code: 'if (left > 0) return left',
  to,
  status,
})
const explained = (to: string, code = 'if (left > 0) return left'): Equivalents => ({
  [file]: [{ code, to, because: 'nobody could tell' }],
})

test('what tests notice is killed, in time or by running out of it', () => {
  const { score } = mutated('ask', [mutant('Killed'), mutant('Timeout'), mutant('Survived')], {})
  expect(score).toEqual({ room: 'ask', mutants: 3, killed: 2, equivalent: 0 })
})

test('what no test reaches survives as well', () => {
  const { survivors } = mutated('ask', [mutant('NoCoverage'), mutant('Survived')], {})
  expect(survivors).toHaveLength(2)
})

test('what does not run at all does not count', () => {
  const { score } = mutated('ask', [mutant('Killed'), mutant('RuntimeError')], {})
  expect(score.mutants).toBe(1)
})

test('an explained survivor is left out of the score', () => {
  const mutants = [mutant('Killed'), mutant('Survived', 'left >= 0')]
  const { score, survivors } = mutated('ask', mutants, explained('left >= 0'))
  expect([survivors, score.equivalent, scoreText(score)]).toEqual([[], 1, '100 %'])
})

test.for([
  ['another change of the line', explained('true')],
  ['another line', explained('left >= 0', 'return left')],
] as const)('an explanation of %s explains nothing, and is said to be stale', ([, equivalents]) => {
  const { survivors, stale } = mutated('ask', [mutant('Survived', 'left >= 0')], equivalents)
  expect([survivors.length, stale.length]).toEqual([1, 1])
})

test('an explanation of what a test kills is stale', () => {
  const { stale } = mutated('ask', [mutant('Killed', 'left >= 0')], explained('left >= 0'))
  expect(stale).toEqual([`${file}: if (left > 0) return left => left >= 0`])
})

test('explanations of files that were not tried are not stale', () => {
  const other = { 'src/ask/cases.ts': [{ code: 'a', to: 'b', because: 'c' }] }
  expect(mutated('ask', [mutant('Killed')], other).stale).toEqual([])
})

const [contract, ask, judge] = (['contract', 'ask', 'judge'] as const).map((room) => ({
  room,
  mutants: 10,
  killed: 9,
  equivalent: 0,
}))

test('a newer score takes the place of its room, and the others stay', () => {
  if (!contract || !ask || !judge) throw new Error('three rooms have scores')
  const newer = { ...ask, killed: 10 }
  expect(withScore([contract, ask, judge], newer)).toEqual([contract, newer, judge])
})

test('a page gets the scores in place of its own, and keeps all else', () => {
  if (!contract) throw new Error('the room has a score')
  const page = '# Kill score\n\nA\n\n## Mutation score\n\nold\n\n## Not caught\n\nB\n'
  const changed = withScores(page, [contract])
  expect(changed).toMatch(
    /^# Kill score\n\nA\n\n## Mutation score\n\n[^]*\n\n## Not caught\n\nB\n$/,
  )
  expect(changed).toContain('| `src/contract` | 10 | 9 | 0 | 90 % |')
  expect(changed).not.toContain('old')
})
