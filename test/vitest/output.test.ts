import { expect, test } from 'vitest'
import { outputOf } from '../../src/vitest/output.ts'
import type { OutputConfig } from '../../src/vitest/output.ts'

type Case = [string, OutputConfig, 'stdout' | 'stderr', boolean]

const session = {}
const cases: Case[] = [
  ['nobody else', { reporters: [session] }, 'stdout', false],
  ['verbose', { reporters: [['verbose', {}], session] }, 'stdout', true],
  ['junit', { reporters: [['junit', {}], session] }, 'stderr', false],
  ['junit to a file', { reporters: [['junit', {}]], outputFile: 'a.xml' }, 'stdout', false],
  [
    'junit to a file of its own',
    { reporters: [['junit', { outputFile: 'a.xml' }]] },
    'stdout',
    false,
  ],
  [
    'json, where only junit has a file',
    {
      reporters: [
        ['json', {}],
        ['junit', {}],
      ],
      outputFile: { junit: 'a.xml' },
    },
    'stderr',
    false,
  ],
  ['tap, which knows no file', { reporters: [['tap', {}]], outputFile: 'a.tap' }, 'stderr', false],
  ['blob', { reporters: [['blob', {}], session] }, 'stdout', false],
]

test.each(cases)('with %s, people read where no document is', (_, config, summaryTo, isShared) => {
  expect(outputOf(config, 4)).toMatchObject({ summaryTo, isShared })
})

test.each([
  ['junit', {}, 'stdout'],
  ['json', { stdout: true }, 'stderr'],
  ['tap', {}, 'stderr'],
] as const)('from Vitest 5 on, %s with %j leaves %s to people', (name, options, summaryTo) => {
  expect(outputOf({ reporters: [[name, options], session] }, 5).summaryTo).toBe(summaryTo)
})

test('what a blob is written of is a part of a report', () => {
  expect(outputOf({ reporters: [['blob', {}], session] }).isPart).toBe(true)
  expect(outputOf({ reporters: [['junit', {}], session] }).isPart).toBe(false)
})
