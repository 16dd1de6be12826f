import { expect, test } from 'vitest'
import { performancePage } from '../../scripts/bench/performance-page.ts'
import type { Figures } from '../../scripts/bench/performance-goals.ts'

const figures: Figures = {
  date: '2026-01-31',
  machine: { cores: 2, memoryGb: 8, node: '24.0.0', platform: 'linux x64' },
  command: 'npm run bench -- all',
  rounds: 3,
  wallTime: { projects: 4, files: 25, empty: 1, ours: 1.6 },
  latencyMs: 150,
  latency: [{ provider: 'clinic', sent: 30, trips: 12, ms: 1800, sequential: 31 }],
  requests: [
    { provider: 'clinic', sent: 30, behaviors: 20, asking: [{ id: 'clinic.a', answers: 7 }] },
  ],
  fleets: [
    { targets: 1, seconds: 1, peakBytes: 100 * 2 ** 20 },
    { targets: 20, seconds: 3, peakBytes: 150 * 2 ** 20 },
    { targets: 200, seconds: 21, peakBytes: 600 * 2 ** 20 },
  ],
}

const rowOf = (page: string, what: string): string | undefined =>
  page.split('\n').find((line) => line.startsWith(`| ${what} |`))

test.each([
  ['Default run, beside an empty Vitest run', '1.60 | ≤ 1.5 | **not reached**'],
  ['Round trips of a run', '12.00 | ≤ 20 | reached'],
  ['Memory of each target more, in MB', '2.51 | ≤ 5 | reached'],
  ['Ten times as many targets, times as long for each more', '9.50 | ≤ 12.5 | reached'],
])('%s is told by its worst figure, beside the goal', (what, told) => {
  expect(rowOf(performancePage(figures), what)).toBe(`| ${what} | ${told} |`)
})

test('where a figure was not measured, nothing is said to be reached', () => {
  const page = performancePage({ ...figures, fleets: figures.fleets.slice(0, 1) })
  expect(rowOf(page, 'Memory of each target more, in MB')).toContain('| not measured | ≤ 5 |  |')
})

test('the machine and the day are told', () => {
  expect(performancePage(figures)).toContain(
    'Measured on 2026-01-31, all in one run: 2 cores, 8 GB of memory, Node 24.0.0, linux x64.',
  )
})
