import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { extendHistory, makeHistoryFolder, shownRuns } from '../../src/report/history.ts'
import { UsageError } from '../../src/model/problem.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { notRunReason } from '../../src/report/whole-report.ts'
import { fullReport, hostile, reportOf, targetReport } from '../reporters/fixture.ts'

const root = packageRoot()
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function extend(report: Report, unrecorded: string | null = null) {
  return extendHistory(report, folder, unrecorded)
}

function onDay(day: number, report = reportOf(targetReport({}))): Report {
  return { ...report, startedAt: new Date(Date.UTC(2026, 0, day, 2)).toISOString() }
}

function recordIn(name: string | undefined): string {
  return readFileSync(join(folder, name ?? ''), 'utf8')
}

test('a run leaves a record of verdicts, in a file whose name tells when it began', () => {
  extend(fullReport)
  const [name = ''] = readdirSync(folder)
  expect(name).toMatch(/^run-20261120T100000000Z-[0-9a-f]{8}\.json$/)
  expect(JSON.parse(recordIn(name))).toMatchObject({
    schemaVersion: 1,
    startedAt: fullReport.startedAt,
    seed: 42,
    targets: [
      { name: 'a-sandbox', provider: 'ryzeapi', verdict: 'conformant' },
      {
        verdict: 'non-conformant',
        behaviors: {
          'ryzeapi.list.operation': 'pass',
          'ryzeapi.filter.single-unknown-name': 'fail',
          'ryzeapi.access.missing-token': 'known',
          'ryzeapi.item.complete': 'warn',
          'ryzeapi.open.order': 'observed',
          'ryzeapi.scope.two-accounts': 'unverified',
          'ryzeapi.errors.unreachable': 'error',
        },
      },
      {},
      {},
      {},
    ],
  })
})

test('no text of a server is in a record', () => {
  const targets = fullReport.targets.map((target, index) => ({ ...target, name: `t${index}` }))
  extend({ ...fullReport, targets })
  const [name] = readdirSync(folder)
  expect(recordIn(name)).not.toMatch(/alert|octocat|owned|sandbox\.example|zq7/)
  expect(hostile).toContain('octocat')
})

test('a record is as the published schema says', () => {
  extend(fullReport)
  const [name] = readdirSync(folder)
  const ajv = new Ajv2020({ strict: true })
  addFormats.default(ajv)
  const schema = readFileSync(join(root, 'reporters/history.schema.json'), 'utf8')
  const validate = ajv.compile(JSON.parse(schema) as object)
  validate(JSON.parse(recordIn(name)))
  expect(validate.errors).toBeNull()
})

test('a run is told with those before it, the oldest first', () => {
  for (const day of [3, 1, 2]) extend(onDay(day))
  const { runs, notes } = extend(onDay(4))
  expect(runs.map(({ startedAt }) => startedAt.slice(0, 10))).toEqual([
    '2026-01-01',
    '2026-01-02',
    '2026-01-03',
    '2026-01-04',
  ])
  expect(notes).toEqual([])
})

test('a run that began later is none of its predecessors', () => {
  extend(onDay(9))
  expect(extend(onDay(4)).runs).toHaveLength(1)
})

test('only the last runs are told, and all records are kept', () => {
  for (let day = 1; day <= shownRuns + 5; day++) extend(onDay(day))
  const { runs } = extend(onDay(shownRuns + 6))
  expect(runs).toHaveLength(shownRuns)
  expect(runs.at(-1)?.startedAt.slice(0, 10)).toBe('2026-02-05')
  expect(readdirSync(folder)).toHaveLength(shownRuns + 6)
})

test('the same run told twice, as when blobs are merged again, leaves one record', () => {
  extend(onDay(1))
  expect(extend(onDay(1)).runs).toHaveLength(1)
  expect(readdirSync(folder)).toHaveLength(1)
})

test('two runs that began in the same millisecond leave a record each', () => {
  extend(onDay(1))
  extend(onDay(1, reportOf(targetReport({ name: 'another' }))))
  expect(readdirSync(folder)).toHaveLength(2)
})

test('a run that is to leave no record leaves none and says why', () => {
  const { runs, notes } = extend(onDay(1), 'a shard leaves no record')
  expect(readdirSync(folder)).toEqual([])
  expect(runs).toHaveLength(1)
  expect(notes).toEqual(['--history: a shard leaves no record'])
})

test('a behavior that was not run is not in the record, nor is a target without any', () => {
  const unrun = { verdict: 'unverified', reason: notRunReason } as const
  const [pass] = targetReport({}).behaviors
  const behaviors = pass ? [pass, { ...pass, ...unrun, id: 'ryzeapi.filter.unrun' }] : []
  const nothing = targetReport({ name: 'nothing', behaviors: behaviors.slice(1) })
  extend(onDay(1, reportOf(targetReport({ behaviors }), nothing)))
  const [name] = readdirSync(folder)
  expect(JSON.parse(recordIn(name))).toMatchObject({
    targets: [{ name: 'sandbox', behaviors: { 'ryzeapi.list.operation': 'pass' } }],
  })
  expect(recordIn(name)).not.toContain('unrun')
})

test('a run that judged nothing leaves no record', () => {
  const { runs, notes } = extend(onDay(1, reportOf()))
  expect(runs).toEqual([])
  expect(readdirSync(folder)).toEqual([])
  expect(notes).toEqual(['--history: nothing was judged, no record'])
})

test('what is no record is skipped, with one line that names the first, and stays', () => {
  extend(onDay(1))
  const [good = ''] = readdirSync(folder)
  writeFileSync(join(folder, good.replace('20260101', '20260102')), recordIn(good).slice(0, 50))
  writeFileSync(join(folder, good.replace('20260101', '20260103')), '{"schemaVersion":2}')
  writeFileSync(join(folder, 'notes\u001b[31m.txt'), 'not ours')
  mkdirSync(join(folder, good.replace('20260101', '20260104')))
  writeFileSync(join(folder, '.gitkeep'), '')
  const { runs, notes } = extend(onDay(5))
  expect(runs).toHaveLength(2)
  expect(notes).toEqual([
    `--history: skipped files that are not records of a run in ${folder}: notes\\u001b[31m.txt and 3 more`,
  ])
  expect(readdirSync(folder)).toHaveLength(7)
})

test('a folder that is gone when the run ends costs the record, and not the report', () => {
  rmSync(folder, { recursive: true })
  const { runs, problems } = extend(onDay(1))
  mkdirSync(folder)
  expect(runs).toHaveLength(1)
  expect(problems).toEqual([`the record in ${folder} (ENOENT)`])
})

test('a path that can be no folder is refused before anything is asked', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => {
    makeHistoryFolder(join(folder, 'file'))
  }).toThrow(UsageError)
})
