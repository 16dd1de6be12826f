import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { renderConsole } from '../../reporters/console.ts'
import { hasColor, lookOf } from '../../reporters/terminal.ts'
import type { Report } from '../../src/model/report.ts'
import { comparison } from './change-fixture.ts'
import { fullReport, noContext, reportOf, targetReport } from './fixture.ts'

const pipe = { write: () => undefined }
const terminal = { ...pipe, isTTY: true, columns: 60 }

function shown(report: Report, columns?: number): string {
  const stream = columns === undefined ? pipe : { ...pipe, columns }
  const look = lookOf(stream, {})
  return renderConsole(report, {
    look,
    dir: 'reports',
    files: ['report.json'],
    comparison: null,
    factsOf: noContext.factsOf,
  })
}

/** So many targets, of which every 20th is the broken one and one is in error. */
function fleet(size: number): Report {
  const broken = fullReport.targets[1]
  const targets = Array.from({ length: size }, (_, index) => {
    const name = `sandbox-${String(index).padStart(3, '0')}`
    if (index === 7)
      return targetReport({ name, verdict: 'error', reason: 'HTTP 401 for the credential' })
    return broken && index % 20 === 0 ? { ...broken, name } : targetReport({ name })
  })
  return reportOf(...targets)
}

test('console: few targets are told one by one, as the golden file has it', async () => {
  await expect(shown(fullReport)).toMatchFileSnapshot('golden/console.txt')
})

test('console: many targets are told together, as the golden file has it', async () => {
  await expect(shown(fleet(200))).toMatchFileSnapshot('golden/console-fleet.txt')
})

test('console: of many targets, one without trouble is only counted', () => {
  const text = shown(fleet(200))
  expect(text).toContain('200 targets: 10 non-conformant, 1 error, 189 conformant')
  expect(text).not.toContain('sandbox-001')
})

test('console: what is broken on many targets is told once, with their names', () => {
  const text = shown(fleet(200))
  expect(text.match(/fail ryzeapi\.filter\.single-unknown-name/g)).toHaveLength(1)
  const [, on = ''] = /single-unknown-name[^]*?\n {4}on {7}([^]*?)\n {4}\w/.exec(text) ?? []
  expect(on.split(/,\s+/)).toHaveLength(10)
})

test('console: what is for copying is on one line, however narrow the terminal is', () => {
  const [, broken] = fullReport.targets
  const behaviors = broken?.behaviors.filter(({ id }) => id.endsWith('single-unknown-name')) ?? []
  const text = shown(reportOf(targetReport({ verdict: 'non-conformant', behaviors })), 40)
  expect(text).toContain(
    `    again    curl -i -H "token: $RYZEAPI_TOKEN_ACCOUNT" 'https://sandbox.example/api/instance/list?instanceName=zq7'\n`,
  )
})

test('console: a sentence of ours is broken between words at the width of the terminal', () => {
  const reason = 'needs an account that has at least two instances, of which one is connected'
  const behaviors = [
    {
      ...(targetReport({}).behaviors[0] as { id: string; level: 'must'; title: string }),
      covers: [],
      cases: 0,
      exchanges: [],
      digest: 'cd'.repeat(32),
      verdict: 'unverified' as const,
      reason,
    },
  ]
  const lines = shown(reportOf(targetReport({ behaviors })), 50).split('\n')
  const at = lines.findIndex((line) => line.includes('unverified needs'))
  expect(lines.slice(at, at + 3)).toEqual([
    '  unverified needs an account that has at least',
    '    two instances, of which one is connected',
    '    ryzeapi.list.operation',
  ])
})

test('console: no line begins with a workflow command, wherever it is broken', () => {
  for (const columns of [40, 41, 47, 60, 80, 120])
    expect(shown(fullReport, columns)).not.toMatch(/^\s*::/m)
})

test.each([
  ['a terminal', terminal, {}, true],
  ['a pipe', pipe, {}, false],
  ['a terminal with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
  ['a terminal with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
  ['a terminal that is dumb', terminal, { TERM: 'dumb' }, false],
  ['a pipe with FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
  ['a terminal with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
  ['a pipe with FORCE_COLOR and NO_COLOR', pipe, { FORCE_COLOR: '3', NO_COLOR: '1' }, true],
])('console: color on %s', (_, stream, env, color) => {
  expect(hasColor(stream, env)).toBe(color)
})

test('console: color changes nothing of the text', () => {
  const options = {
    dir: 'reports',
    files: ['report.json'],
    comparison: null,
    factsOf: noContext.factsOf,
  }
  const [colored, plain] = [{ FORCE_COLOR: '1' }, {}].map((env) =>
    renderConsole(fullReport, { ...options, look: lookOf(pipe, env) }),
  )
  expect(colored).toContain('\u001b[31m')
  expect(stripVTControlCharacters(colored ?? '')).toBe(plain)
})

test('console: what changed is told once for all targets, as the golden file has it', async () => {
  const { factsOf } = noContext
  const options = { dir: 'reports', files: ['report.json'], look: lookOf(pipe, {}), factsOf }
  const text = renderConsole(reportOf(targetReport({})), { ...options, comparison })
  expect(text).not.toMatch(/^\s*::/m)
  await expect(text).toMatchFileSnapshot('golden/console-comparison.txt')
})
