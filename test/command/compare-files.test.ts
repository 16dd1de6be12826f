import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lookOf } from '../../reporters/terminal.ts'
import { compareFiles } from '../../src/cli/compare.ts'
import { withFolder } from './support.ts'
import { reportOf, targetReport } from '../reporters/fixture.ts'

const holding = reportOf(targetReport({}))
const broken = reportOf(
  targetReport({
    verdict: 'non-conformant',
    behaviors: [
      {
        ...{ id: 'ryzeapi.list.operation', level: 'must', title: 'The rule', covers: ['R1'] },
        ...{ cases: 1, exchanges: [], digest: 'cd'.repeat(32) },
        verdict: 'fail',
        reason: 'expected 1, got 2',
        failures: [
          {
            ...{ expected: '1', actual: '2', pointer: null, request: 'GET /', curl: 'curl -i' },
            ...{ exchange: 'e1', excerpt: null, counterexample: null, seed: 1, path: null },
          },
        ],
      },
    ],
  }),
)
const files = {
  'holding.json': JSON.stringify(holding),
  'broken.json': JSON.stringify(broken),
  'other.json': '{"schemaVersion":1}',
  'text.txt': 'no report',
}

function compare(...args: readonly string[]): Promise<{ text: string; code: number }> {
  return withFolder(files, (cwd) => {
    const look = lookOf({ write: () => undefined }, {})
    return Promise.resolve(compareFiles(args, { cwd, look }))
  })
}

test('what changed from one file to the other is printed', async () => {
  const { text, code } = await compare('holding.json', 'broken.json')
  expect(text).toContain(
    '  newly broken ryzeapi.list.operation  sandbox\n    pass → fail: expected 1, got 2\n',
  )
  expect(code).toBe(0)
})

test('--markdown prints Markdown', async () => {
  const { text } = await compare('--markdown', 'holding.json', 'broken.json')
  expect(text).toContain(
    '- **newly broken** `ryzeapi.list.operation` on `sandbox`: `pass` → `fail: expected 1, got 2`\n',
  )
})

test.each([
  ['something is newly broken', 'holding.json', 'broken.json', 1],
  ['the same is broken', 'broken.json', 'broken.json', 0],
  ['it holds again', 'broken.json', 'holding.json', 0],
])('--fail-on=new where %s', async (_, before, after, code) => {
  expect(await compare(before, after, '--fail-on=new')).toMatchObject({ code })
})

test.each([
  [['holding.json'], /two files are compared, not 1; write compare/],
  [['holding.json', 'none.json'], /cannot read \S+none\.json \(ENOENT\)$/],
  [['text.txt', 'holding.json'], /cannot read \S+text\.txt \(it is not JSON\)$/],
  [['other.json', 'holding.json'], /other\.json is not a report\.json of this version/],
  [['holding.json', 'broken.json', '--fail-on=any'], /--fail-on: expected new, not "any"/],
  [
    ['holding.json', 'broken.json', '--html'],
    /^there is no flag --html; the flags are --markdown, --fail-on$/,
  ],
])('%j is refused in one line', async (args, message) => {
  await expect(compare(...args)).rejects.toThrow(message)
})

test('the words of an earlier report do nothing to a terminal', async () => {
  const hostile = '\u001b[31m\n::error::owned'
  const text = await withFolder(files, async (cwd) => {
    const reason = `${hostile} was it`
    const target = targetReport({ name: hostile, verdict: 'error', reason, behaviors: [] })
    await writeFile(join(cwd, 'hostile.json'), JSON.stringify(reportOf(target)))
    const look = lookOf({ write: () => undefined }, {})
    return compareFiles(['hostile.json', 'holding.json'], { cwd, look }).text
  })
  expect(text).toContain('was it → not there')
  expect(text).not.toContain('\u001b')
  expect(text).not.toMatch(/^\s*::/m)
})

test('a report of version 1 is read as one of today, whichever side it is on', async () => {
  const { interrupted: _, options: _options, replayed: _replayed, ...rest } = holding
  const targets = rest.targets.map(({ notExercised: _left, ...target }) => ({
    ...target,
    behaviors: target.behaviors.map(({ digest: _digest, ...behavior }) => behavior),
  }))
  const suite = { name: rest.suite.name, version: rest.suite.version }
  const old = JSON.stringify({ ...rest, schemaVersion: 1, suite, targets })
  const look = lookOf({ write: () => undefined }, {})
  await withFolder({ ...files, 'old.json': old }, (cwd) => {
    const compared = (...args: string[]): string => compareFiles(args, { cwd, look }).text
    expect(compared('old.json', 'broken.json')).toContain('newly broken ryzeapi.list.operation')
    expect(compared('broken.json', 'old.json')).toContain('newly holding ryzeapi.list.operation')
    return Promise.resolve()
  })
})
