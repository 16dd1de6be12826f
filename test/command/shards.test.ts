import { beforeAll, describe, expect, test } from 'vitest'
import { breakingMust, withChangedWachat, withMock } from './servers.ts'
import { expectValidReport, reportOf, runCommand, verdictsOf, withFolder } from './support.ts'
import type { Finished } from './support.ts'

type Run = (...args: readonly string[]) => Promise<Finished>

/** Lends a function that runs the command over the same three targets each time. */
function withTargets<T>(use: (run: Run, folder: string) => Promise<T>): Promise<T> {
  return withMock('evolution', (good) =>
    withChangedWachat(breakingMust, (broken) => {
      const targets = [
        { name: 'a', provider: 'evolution', baseUrl: good.baseUrl },
        { name: 'b', provider: 'wachat', baseUrl: broken.baseUrl },
        { name: 'c', provider: 'evolution', baseUrl: good.baseUrl },
      ]
      const env = { ...good.credentials, ...broken.credentials }
      return withFolder({ 'targets.yaml': JSON.stringify({ targets }) }, (folder) =>
        use(
          (...args) =>
            runCommand([`--targets=${folder}/targets.yaml`, '--seed=7', ...args], { env }),
          folder,
        ),
      )
    }),
  )
}

function withoutTimes(finished: Finished) {
  return reportOf(finished).targets.map((target) => ({
    ...target,
    requests: { ...target.requests, waitedMs: 0 },
  }))
}

/** One run of all, its two shards, and what merging the shards' blobs gives. */
function runAll(): Promise<{ whole: Finished; shards: Finished[]; merged: Finished }> {
  return withTargets(async (run, folder) => {
    const shard = (index: number): Promise<Finished> =>
      run(`--shard=${index}/2`, '--reporter=blob', `--outputFile=${folder}/blobs/${index}.json`)
    const [whole, ...shards] = await Promise.all([run(), shard(1), shard(2)])
    return { whole, shards, merged: await run(`--merge-reports=${folder}/blobs`) }
  })
}

describe('shards', () => {
  let all: Awaited<ReturnType<typeof runAll>>
  beforeAll(async () => {
    all = await runAll()
  }, 60_000)

  test('a run is split by target, never within one, and nothing is left out', () => {
    const { shards } = all
    const names = shards.map((shard) => Object.keys(verdictsOf(shard)))
    expect(names.map(({ length }) => length).sort()).toEqual([1, 2])
    expect(names.flat().sort()).toEqual(['a', 'b', 'c'])
    for (const { counts } of shards.flatMap((shard) => reportOf(shard).targets))
      expect(counts.unverified).toBeLessThanOrEqual(1)
  })

  test('merged blobs give the report of one run', () => {
    const { whole, merged } = all
    expect(withoutTimes(merged)).toEqual(withoutTimes(whole))
    expect(reportOf(merged).seed).toBe(7)
    expectValidReport(merged)
  })

  test('merged blobs give the exit code of one run', () => {
    expect([all.whole.code, all.merged.code]).toEqual([1, 1])
  })
})
