import { expect, test } from 'vitest'
import { exemptions } from '../../mock/faults/index.ts'
import { documentOf } from '../../scripts/prove/document.ts'
import type { Proof, Result } from '../../scripts/prove/proof.ts'
import { percent, scoreOf } from '../../scripts/prove/score.ts'

const proof = (breaks: string, result: Result, ...fell: [id: string, covers: string][]): Proof => ({
  fault: { id: `fault-of-${breaks}`, provider: 'clinic', breaks: [breaks] },
  result,
  fell: fell.map(([id, covers]) => ({ id, covers: [covers], leads: true })),
})

const must = (id: string) => ({ id, level: 'must' as const })

test('only what is caught counts', () => {
  const proofs = [proof('C1', 'caught'), proof('C2', 'misattributed'), proof('C3', 'escaped')]
  expect(scoreOf('clinic', proofs, []).caught).toBe(1)
})

test('only all is 100 %', () => {
  expect([percent(2, 2), percent(9999, 10_000), percent(0, 0)]).toEqual(['100 %', '99.9 %', '0 %'])
})

test('a behavior that falls only by faults of other facts is dead', () => {
  const proofs = [
    proof('C1', 'caught', ['clinic.item.one', 'C1'], ['clinic.item.two', 'C2']),
    proof('C3', 'escaped'),
  ]
  const behaviors = [must('clinic.item.one'), must('clinic.item.two'), must('clinic.item.three')]
  expect(scoreOf('clinic', proofs, behaviors).dead).toEqual([
    'clinic.item.two',
    'clinic.item.three',
  ])
})

test('an observation is not called dead', () => {
  const behaviors = [{ id: 'clinic.item.order', level: 'observe' as const }]
  expect(scoreOf('clinic', [], behaviors).dead).toEqual([])
})

test('a behavior that falls mostly by faults of other facts is imprecise', () => {
  const own = Array.from({ length: 4 }, () => proof('C1', 'caught', ['clinic.item.one', 'C1']))
  const others = Array.from({ length: 6 }, () => proof('C2', 'escaped', ['clinic.item.one', 'C1']))
  const { imprecise } = scoreOf('clinic', [...own, ...others], [must('clinic.item.one')])
  expect(imprecise).toEqual([{ id: 'clinic.item.one', fell: 10, rightly: 4 }])
})

test('a fall beneath another finding makes a behavior imprecise only where every fall counts', () => {
  const fault = proof('C2', 'caught', ['clinic.item.one', 'C1'])
  const beneath = { ...fault, fell: fault.fell.map((one) => ({ ...one, leads: false })) }
  const proofs = Array.from({ length: 10 }, () => beneath)
  const { imprecise, impreciseByAnyFall } = scoreOf('clinic', proofs, [must('clinic.item.one')])
  expect([imprecise, impreciseByAnyFall]).toEqual([[], 1])
})

const odd = { id: 'wire.odd', provider: 'clinic', because: 'nobody minds' }

const published = documentOf(
  [
    {
      score: scoreOf(
        'clinic',
        [proof('C1', 'caught', ['clinic.item.one', 'C1']), proof('C2', 'escaped')],
        [must('clinic.item.one'), must('clinic.item.two')],
      ),
      right: {
        provider: 'clinic',
        variants: [odd],
        runs: 7,
        alarms: [{ variant: odd, seed: 6, alarms: ['fail clinic.item.one: too odd'] }],
        setUps: 3,
        blamed: [{ id: 'path.long', line: 'non-conformant: clinic.item.one' }],
      },
    },
  ],
  [{ room: 'ask', mutants: 20, killed: 17, equivalent: 2 }],
  { date: '2026-03-04', seed: 5, seeds: 7 },
)

test('the document names command, date and figures', () => {
  expect(published).toContain('`npm run prove -- --seed=5 --seeds=7` on 2026-03-04.')
  expect(published).toContain('| clinic | 2 | 1 | 50 % | 1 | 0 | 0 |')
})

test('the document shows how much of a change in each room the tests notice', () => {
  expect(published).toContain('| `src/ask` | 20 | 17 | 2 | 94.4 % |')
})

test('the document counts set-up mistakes, and names each that was blamed on the server', () => {
  expect(published).toContain('| clinic | 3 | 1 |')
  expect(published).toContain('- `clinic/path.long`: non-conformant: clinic.item.one')
})

test('the document names each variant with its reason, and each false alarm with its seed', () => {
  expect(published).toContain('| clinic | 1 | 7 | 1 |')
  expect(published).toContain('| `wire.odd` | clinic | nobody minds |')
  expect(published).toContain('`clinic/wire.odd`, seed 6:\n\n- fail clinic.item.one: too odd')
})

test('the document shows each fault with what it breaks, what fell and how that counts', () => {
  expect(published).toContain('| `fault-of-C1` | C1 | item.one | caught |')
  expect(published).toContain('| `clinic/fault-of-C2` | C2 |  | escaped |')
})

test('the document names dead checks, and each fact without a fault with its reason', () => {
  expect(published).toContain('- `clinic.item.two`\n')
  for (const { fact, reason } of exemptions) {
    expect(published).toContain(` ${fact}: it ${reason}.\n`)
  }
})
