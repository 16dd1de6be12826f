import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RunRecord } from '../../src/model/history.ts'
import type { Report } from '../../src/model/report.ts'
import { breakingMust, deadOrigin, withChangedWachat, withMock } from './servers.ts'
import {
  expectValidReport,
  filesIn,
  reportOf,
  runCommand,
  verdictsOf,
  withFolder,
} from './support.ts'
import type { Finished } from './support.ts'

type Run = (...args: readonly string[]) => Promise<Finished>

const shards = [1, 2, 3]

const deviations = [
  { behavior: 'wachat.item.integration', reason: 'promised for spring' },
  { behavior: 'wachat.envelope.success', reason: 'was wrong once' },
]

/** Twelve targets of every verdict, two servers in turns and one that is not there. */
function entries(good: string, broken: string, empty: string, dead: string) {
  const evolution = (baseUrl: string) => ({ provider: 'evolution', baseUrl })
  const wachat = (baseUrl: string) => ({ provider: 'wachat', baseUrl })
  const targets = [
    evolution(good),
    wachat(broken),
    { ...wachat(broken), knownDeviations: 'known.yaml' },
    evolution(dead),
    { ...evolution(good), credentials: { account: 'NOBODY_SET_THIS' } },
    wachat(empty),
  ]
  return [...targets, ...targets].map((target, index) => ({ ...target, name: `t${index + 1}` }))
}

/** Lends a function that runs the command over the same targets each time. */
async function withTargets<T>(use: (run: Run, folder: string) => Promise<T>): Promise<T> {
  const dead = await deadOrigin()
  const withAll = (env: Record<string, string>, targets: ReturnType<typeof entries>) =>
    withFolder(
      {
        'targets.yaml': JSON.stringify({ targets }),
        'known.yaml': JSON.stringify({ deviations }),
      },
      (folder) => {
        const common = [`--targets=${folder}/targets.yaml`, '--report=html,markdown,junit']
        // A merge asks no server, and needs no credential.
        const envOf = (args: readonly string[]) =>
          args.some((arg) => arg.startsWith('--merge-reports')) ? {} : env
        return use((...args) => runCommand([...common, ...args], { env: envOf(args) }), folder)
      },
    )
  return withMock('evolution', (good) =>
    withChangedWachat(breakingMust, (broken) =>
      withMock(
        'wachat',
        (empty) =>
          withAll(
            { ...good.credentials, ...broken.credentials, ...empty.credentials },
            entries(good.baseUrl, broken.baseUrl, empty.baseUrl, dead),
          ),
        { instances: 0 },
      ),
    ),
  )
}

interface All {
  whole: Finished
  parts: Finished[]
  merged: Finished
  /** What shards and merge left in the history. */
  records: ReadonlyMap<string, string>
  /** Merged without the last shard's blob. */
  incomplete: Finished
}

/** One run of all, its shards, and what merging the shards' blobs gives. */
function runAll(): Promise<All> {
  return withTargets(async (run, folder) => {
    const shard = (index: number): Promise<Finished> => {
      const blob = `--outputFile=${folder}/blobs/${index}.json`
      return run(`--shard=${index}/3`, '--reporter=blob', blob, '--seed=7', history)
    }
    const history = `--history=${folder}/history`
    const [whole, ...parts] = await Promise.all([
      run('--seed=7', `${history}-of-whole`),
      ...shards.map(shard),
    ])
    const merged = await run(`--merge-reports=${folder}/blobs`, history)
    const records = await filesIn(join(folder, 'history'))
    await rm(join(folder, 'blobs', '3.json'))
    const incomplete = await run(`--merge-reports=${folder}/blobs`)
    return { whole, parts, merged, records, incomplete }
  })
}

/** A report or a summary without what is another in every run: times, and folders. */
function withoutTimes(text: string): string {
  return text
    .replace(/"timing":\{.*?\}\]\}/g, '"timing":{}')
    .replace(/"startedAt": ?"[^"]+"/g, '"startedAt": ""')
    .replace(/"(durationMs|waitedMs)": ?[\d.]+/g, '"$1": 0')
    .replace(/\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, '(moment)')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '(moment)')
    .replace(/\b\d+\.\d s\b/g, '(seconds)')
    .replace(/\btime="[\d.]+"/g, 'time=""')
    .replace(/^.*(?=: report\.json)/m, '(folder)')
    .replace(/\S+(?=\/report\.html#)/g, '(folder)')
    .replace(/"(report-dir|history)": "[^"]+"/g, '"$1": "(folder)"')
}

describe('twelve targets in three shards', () => {
  let all: All
  beforeAll(async () => {
    all = await runAll()
  }, 120_000)

  test('are split by target, never within one, and none is left out', () => {
    const names = all.parts.map((part) => Object.keys(verdictsOf(part)))
    expect(names.map(({ length }) => length)).toEqual([4, 4, 4])
    expect(names.flat().sort()).toEqual(Object.keys(verdictsOf(all.whole)).sort())
    for (const target of all.parts.flatMap((part) => reportOf(part).targets)) {
      const whole = reportOf(all.whole).targets.find(({ name }) => name === target.name)
      expect(target.counts).toEqual(whole?.counts)
    }
  })

  test('have every verdict, of which a merge could lose one', () => {
    expect(new Set(Object.values(verdictsOf(all.whole)))).toEqual(
      new Set(['conformant', 'incomplete', 'known-deviations', 'non-conformant', 'error']),
    )
    expect(reportOf(all.whole).targets.flatMap(({ stale }) => stale)).toHaveLength(2)
  })

  test('leave one record in the history, of all targets', () => {
    const records = [...all.records.values()].map((text) => JSON.parse(text) as RunRecord)
    expect(records.map(({ targets }) => targets.length)).toEqual([12])
    expect(records[0]?.startedAt).toBe(reportOf(all.merged).startedAt)
    for (const part of all.parts) expect(part.output).toContain('a shard leaves no record')
  })

  test('merge into the report.json of one run', () => {
    const { whole, merged } = all
    const [expected = '', actual = ''] = [whole, merged].map(({ files }) =>
      withoutTimes(files.get('report.json') ?? ''),
    )
    expect(JSON.parse(actual)).toEqual(JSON.parse(expected))
    expect(reportOf(merged).seed).toBe(7)
    expectValidReport(merged)
  })

  test('merge into the moment at which the first of them started', () => {
    const starts = all.parts.map((part) => reportOf(part).startedAt).sort()
    expect(reportOf(all.merged).startedAt).toBe(starts[0])
  })

  test('merge into the summary of one run', () => {
    expect(withoutTimes(all.merged.stdout)).toBe(withoutTimes(all.whole.stdout))
    expect(all.whole.stdout).toContain('12 targets, ')
  })

  test.for(['report.html', 'report.md', 'junit.xml'])('merge into the %s of one run', (file) => {
    const [whole, merged] = [all.whole, all.merged].map(({ files }) => files.get(file))
    expect(whole).toContain('t12')
    expect(withoutTimes(merged ?? '')).toBe(withoutTimes(whole ?? ''))
  })

  test('are errors where the blob of their shard is missing', () => {
    const lost = reportOf(all.parts[2] ?? all.whole).targets.map(({ name }) => name)
    const { targets } = reportOf(all.incomplete)
    expect(targets).toHaveLength(12)
    for (const target of targets.filter(({ name }) => lost.includes(name))) {
      expect(target).toMatchObject({
        verdict: 'error',
        reason: expect.stringContaining('none of the blobs') as unknown,
        counts: expect.objectContaining({ pass: 0 }) as unknown,
      })
    }
    const kept = (report: Report) => report.targets.filter(({ name }) => !lost.includes(name))
    expect(kept(reportOf(all.incomplete))).toEqual(kept(reportOf(all.merged)))
    expectValidReport(all.incomplete)
  })

  test('merge into the exit code of one run', () => {
    expect([all.whole.code, all.merged.code]).toEqual([1, 1])
  })
})
