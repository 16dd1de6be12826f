import { expect, test } from 'vitest'
import { readArguments } from '../../src/flags/arguments.ts'

const options = {
  only: { type: 'string', short: 't' },
  json: { type: 'boolean' },
} as const

test.for([
  [['--only', 'x', 'file'], { only: 'x' }, ['file']],
  [['--only=x', '--json'], { only: 'x', json: true }, []],
  [['-t', 'x'], { only: 'x' }, []],
  [['--', '--json'], {}, ['--json']],
] as const)('%j are read', ([args, values, positionals]) => {
  const read = readArguments(args, options)
  expect({ ...read.values }).toEqual(values)
  expect(read.positionals).toEqual(positionals)
})

test.for([
  [['--onyl=x'], 'there is no flag --onyl (did you mean "only"?); the flags are --only, --json'],
  [['--token=geheim'], 'there is no flag --token; the flags are --only, --json'],
  [['-x'], 'there is no flag -x; the flags are --only, --json'],
  [['--only'], /^Option '-t, --only <value>' argument missing; the flags are --only, --json$/],
  [['--json=yes'], /^Option '--json' does not take an argument; the flags are --only, --json$/],
] as const)('%j are refused', ([args, message]) => {
  expect(() => readArguments(args, options)).toThrow(message)
})
