import { beforeAll, describe, expect, test } from 'vitest'
import { startMock } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import type { Report } from '../../src/model/report.ts'
import { breakingMust, withChangedWachat } from '../command/servers.ts'
import { withFolder } from '../command/support.ts'
import { deviationsText, entries, variables, workflow } from './nightly.ts'
import { Runner } from './runner.ts'
import type { JobResult } from './runner.ts'

interface Night {
  checks: JobResult[]
  report: JobResult
  /** report.json as it was uploaded. */
  json: Report
  html: string
}

/** Runs the workflow over mocks in the place of the example's servers. */
function night(mocks: readonly RunningMock[]): Promise<Night> {
  const targets = entries.map((entry, index) => ({ ...entry, baseUrl: mocks[index]?.baseUrl }))
  const secrets = variables.map((name, index) => {
    const [value = ''] = Object.values(mocks[index]?.credentials ?? {})
    return [name, value]
  })
  const files = {
    'targets.yaml': JSON.stringify({ targets }),
    'deviations.yaml': deviationsText,
  }
  return withFolder({}, async (folder) => {
    const runner = new Runner(folder, files, Object.fromEntries(secrets) as Record<string, string>)
    const { check, report } = workflow.jobs
    const checks: JobResult[] = []
    for (const shard of check.strategy?.matrix.shard ?? [])
      checks.push(await runner.run(check, shard))
    return {
      checks,
      report: await runner.run(report),
      json: JSON.parse(await runner.artifact('conformance-report', 'report.json')) as Report,
      html: await runner.artifact('conformance-report', 'report.html'),
    }
  })
}

/** The servers of the example: the first deviates as its file says, all others are right. */
async function withServers<T>(use: (mocks: RunningMock[]) => Promise<T>): Promise<T> {
  const mocks = await Promise.all(
    entries.map(({ provider }, index) =>
      startMock(provider, index === 0 ? { fault: 'auth.missing-has-other-words' } : {}),
    ),
  )
  try {
    return await use(mocks)
  } finally {
    await Promise.all(mocks.map((mock) => mock.close()))
  }
}

describe('a night in which nothing new is broken', () => {
  let done: Night
  beforeAll(async () => {
    done = await withServers(night)
  }, 300_000)

  test('ends well, and has judged every target', () => {
    expect(done.report.code, done.report.output).toBe(0)
    expect(done.checks.map(({ code }) => code)).toEqual([0, 0])
    expect(done.json.targets.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['evolution-staging', 'conformant'],
      ['ryzeapi-eu', 'known-deviations'],
      ['ryzeapi-us', 'conformant'],
      ['wachat-staging', 'conformant'],
    ])
  })

  test('shows the summary, and uploads the page', () => {
    const headline = '4 targets: 1 known-deviations, 3 conformant'
    expect(done.report.summary.split(headline)).toHaveLength(2)
    for (const { name } of entries) expect(done.html).toContain(name)
  })
})

describe('a night in which a server is broken', () => {
  let done: Night
  beforeAll(async () => {
    done = await withServers((mocks) =>
      withChangedWachat(breakingMust, (broken) =>
        night(mocks.map((mock) => (mock.provider === 'wachat' ? broken : mock))),
      ),
    )
  }, 300_000)

  test('fails with exit code 1 at the end, not in a shard', () => {
    expect(done.checks.map(({ code }) => code)).toEqual([0, 0])
    expect(done.report.code).toBe(1)
  })

  test('shows the summary, annotates what is broken and uploads the report all the same', () => {
    expect(done.report.summary).toContain('wachat.item.integration')
    expect(done.report.output).toMatch(
      /^::error file=contracts\/wachat\.yaml,line=\d+,title=wachat\.item\.integration on wachat-staging::/m,
    )
    expect(done.json.targets.map(({ verdict }) => verdict)).toContain('non-conformant')
  })
})
