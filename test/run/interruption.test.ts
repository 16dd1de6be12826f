import { afterEach, expect, test, vi } from 'vitest'
import { Interruption } from '../../src/run/interruption.ts'

const interruption = { current: new Interruption() }

afterEach(() => interruption.current.ignore())

const ended = new Error('the process has ended')

/** What a process does that hears signals, some ms after each other. */
function hears(...signals: readonly (readonly ['SIGINT' | 'SIGTERM', number])[]) {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw ended
  })
  const now = vi.spyOn(performance, 'now')
  interruption.current = new Interruption()
  interruption.current.listen()
  for (const [signal, at] of signals) {
    now.mockReturnValue(at)
    try {
      process.emit(signal, signal)
    } catch (error) {
      expect(error).toBe(ended)
    }
  }
  const codes = exit.mock.calls.map(([code]) => code)
  vi.restoreAllMocks()
  const { kind, code, signal } = interruption.current
  return { kind, code, isAborted: signal.aborted, exits: codes }
}

test.each([
  ['nothing', [], { kind: null, code: null, isAborted: false, exits: [] }],
  ['Ctrl-C', [['SIGINT', 0]], { kind: 'SIGINT', code: 130, isAborted: true, exits: [] }],
  ['SIGTERM', [['SIGTERM', 0]], { kind: 'SIGTERM', code: 143, isAborted: true, exits: [] }],
  [
    'one Ctrl-C twice, as npm passes it on',
    [
      ['SIGINT', 0],
      ['SIGINT', 5],
    ],
    { kind: 'SIGINT', code: 130, isAborted: true, exits: [] },
  ],
  [
    'a second Ctrl-C',
    [
      ['SIGINT', 0],
      ['SIGINT', 1000],
    ],
    { kind: 'SIGINT', code: 130, isAborted: true, exits: [130] },
  ],
  [
    'SIGTERM after Ctrl-C',
    [
      ['SIGINT', 0],
      ['SIGTERM', 1],
    ],
    { kind: 'SIGINT', code: 130, isAborted: true, exits: [143] },
  ],
] as const)('%s', (_, signals, expected) => {
  expect(hears(...signals)).toEqual(expected)
})

test('who listens alone has taken the place of all others', () => {
  const other = vi.fn()
  const others = process.listeners('SIGTERM')
  process.on('SIGTERM', other)
  interruption.current = new Interruption()
  interruption.current.listenAlone()
  process.emit('SIGTERM', 'SIGTERM')
  expect(interruption.current.kind).toBe('SIGTERM')
  expect(other).not.toHaveBeenCalled()
  for (const one of others) process.on('SIGTERM', one)
})
