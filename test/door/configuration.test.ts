import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { withConfiguration } from '../../door/configuration.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

test.each([
  [['run'], ['run', '--configLoader=runner']],
  [
    ['--', 'envelope'],
    ['--configLoader=runner', '--', 'envelope'],
  ],
  [['--config=mine.ts'], ['--config=mine.ts']],
  [
    ['-c', 'mine.ts'],
    ['-c', 'mine.ts'],
  ],
  [['--configLoader=bundle'], ['--configLoader=bundle']],
  [['init'], ['init']],
])('%j runs the configuration as it stands, unless another is asked for', (args, expected) => {
  expect(withConfiguration(args, root)).toEqual(expected)
})

test('in a folder of the project, it is the configuration of the project', () => {
  const file = join(root, 'vitest.config.ts')
  expect(withConfiguration([], join(root, 'test', 'door'))).toEqual([
    '--configLoader=runner',
    `--config=${file}`,
  ])
})

test('outside of the project, no configuration is named', () => {
  expect(withConfiguration([], dirname(root))).toEqual(['--configLoader=runner'])
})
