import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ProgressBoard } from '../../reporters/progress-board.ts'
import { openProgress } from '../../reporters/progress.ts'
import type { ProgressOptions } from '../../reporters/progress.ts'
import type { Progress } from '../../src/model/progress.ts'

const started: Progress = { target: 'eu', done: 0, total: 80, requests: 1, waitsMs: null }
const halfway: Progress = { ...started, done: 45, requests: 63 }
const minute = 60_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A run whose progress is shown, and what is written of it. */
function watched(
  stream: { isTTY?: boolean; columns?: number },
  options: Partial<ProgressOptions> = {},
) {
  const written: string[] = []
  const show = openProgress({
    stream: { ...stream, write: (text: string) => written.push(text) },
    env: {},
    targets: 2,
    isShared: false,
    ...options,
  })
  return { show, written }
}

const terminal = { isTTY: true, columns: 80 }

/** What a terminal shows in its line after all that was written. */
function lineOf(written: readonly string[]): string {
  return written.join('').split('\u001b[2K').at(-1) ?? ''
}

test('a terminal shows targets, the first target, its behaviors and all requests', () => {
  const { show, written } = watched(terminal)
  show.heard(started)
  show.judged('eu')
  show.heard({ ...halfway, target: 'us' })
  vi.advanceTimersByTime(1000)
  expect(lineOf(written)).toBe('1/2 targets  us  45/80 behaviors  64 requests')
  show.end()
})

test('the time until which nothing goes is told as on a clock', () => {
  const board = new ProgressBoard(1)
  const now = new Date(2026, 10, 21, 14, 2, 52).getTime()
  board.heard({ ...halfway, waitsMs: 30_000 }, now)
  expect(board.text()).toBe(
    'eu  45/80 behaviors  63 requests  waiting for the limit until 14:03:22',
  )
})

test('nothing is left of the line at the end', () => {
  const { show, written } = watched(terminal)
  show.heard(started)
  vi.advanceTimersByTime(1000)
  expect(lineOf(written)).not.toBe('')
  show.end()
  expect(lineOf(written)).toBe('')
  expect(written.join('')).not.toContain('\n')
})

test('after the end, nothing more is written', () => {
  const { show, written } = watched(terminal)
  show.heard(started)
  show.end()
  vi.advanceTimersByTime(10 * minute)
  expect(written).toEqual([])
})

test('the line is never as wide as the terminal, whatever a target is called', () => {
  const { show, written } = watched({ isTTY: true, columns: 40 })
  show.heard({ ...halfway, target: '日本'.repeat(30) })
  vi.advanceTimersByTime(1000)
  expect(lineOf(written)).toMatch(/^0\/2 targets {2}(日本)+日?…$/)
  show.end()
})

test('what a target is called does nothing to the terminal', () => {
  const { show, written } = watched(terminal)
  show.heard({ ...halfway, target: '\u001b]0;owned\u0007\n::error::owned' })
  vi.advanceTimersByTime(1000)
  expect(lineOf(written)).not.toMatch(/[\u001b\u0007\n]/) // eslint-disable-line no-control-regex
  show.end()
})

test.each([
  ['a pipe', {}, {}],
  ['a terminal that is dumb', terminal, { env: { TERM: 'dumb' } }],
  ['a terminal of a CI machine', terminal, { env: { CI: 'true' } }],
  ['a terminal that a reporter writes to', terminal, { isShared: true }],
])('%s gets a plain line each half minute, and no other', (_, stream, options) => {
  const { show, written } = watched(stream, options)
  for (let second = 0; second < 65; second++) {
    show.heard({ ...halfway, requests: second })
    vi.advanceTimersByTime(1000)
  }
  show.end()
  expect(written).toEqual([
    '0/2 targets  eu  45/80 behaviors  29 requests\n',
    '0/2 targets  eu  45/80 behaviors  59 requests\n',
  ])
})

test('a short run writes nothing to a pipe', () => {
  const { show, written } = watched({})
  show.heard(halfway)
  vi.advanceTimersByTime(29_000)
  show.end()
  vi.advanceTimersByTime(10 * minute)
  expect(written).toEqual([])
})
