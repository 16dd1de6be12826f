import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { withConfiguration } from '../../src/flags/take-flags.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

test.each([[['--config=mine.ts']], [['-c', 'mine.ts']], [['init']]])(
  '%j stays as it is in a folder of the project',
  (args) => {
    expect(withConfiguration(args, join(root, 'test', 'flags'))).toEqual(args)
  },
)

test('where the configuration is, Vitest finds it', () => {
  expect(withConfiguration(['run'], root)).toEqual(['run'])
})

test('in a folder of the project, it is the configuration of the project', () => {
  const file = join(root, 'vitest.config.ts')
  expect(withConfiguration(['--', 'envelope'], join(root, 'test', 'flags'))).toEqual([
    `--config=${file}`,
    '--',
    'envelope',
  ])
})

test('outside of the project, no configuration is named', () => {
  expect(withConfiguration([], dirname(root))).toEqual([])
})
