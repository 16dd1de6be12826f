import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { startMock } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import type { Report } from '../../src/model/report.ts'
import { openCommandRun } from '../../src/run/command-run.ts'
import { root, withFolder } from '../command/support.ts'
import { breakingMust, withChangedWachat } from '../command/servers.ts'
import { readWorkflow, Runner } from './runner.ts'
import type { JobResult } from './runner.ts'

const example = (name: string): Promise<string> => readFile(join(root, 'examples', name), 'utf8')
const workflow = readWorkflow(await example('github-actions/nightly.yml'))
const targetsText = await example('targets.yaml')
const deviationsText = await example('deviations.yaml')

interface Entry {
  name: string
  provider: string
  baseUrl: string
  credentials: { account: string }
}

const { targets: entries } = parse(targetsText) as { targets: Entry[] }
const variables = entries.map(({ credentials }) => credentials.account)

describe('the example of targets', () => {
  test('is one that the suite takes, with its known deviations', () => {
    const run = withCredentials((env) =>
      openCommandRun({ cwd: join(root, 'examples'), env, asksServers: true }),
    )
    expect(run.targets.map(({ name }) => name)).toEqual(entries.map(({ name }) => name))
    expect(run.targets.map(({ problem }) => problem)).toEqual(entries.map(() => null))
    expect(run.targets.map(({ deviations }) => deviations.length)).toEqual([2, 0, 0, 0])
  })
})

/** The environment of a run over the example, with a value for each credential. */
function withCredentials<T>(use: (env: Record<string, string>) => T): T {
  const credentials = Object.fromEntries(variables.map((name) => [name, 'a-value']))
  return use({
    ...credentials,
    CONFORMANCE_TARGETS: 'targets.yaml',
    CONFORMANCE_REPORT_DIR: join(root, 'conformance-report'),
  })
}

describe('the example of a nightly workflow', () => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)

  test('runs every night and by hand, and may read and nothing else', () => {
    expect(workflow.on.schedule).toHaveLength(1)
    expect(workflow.on).toHaveProperty('workflow_dispatch')
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(Object.values(workflow.jobs).filter((job) => 'permissions' in job)).toEqual([])
  })

  test('names the major version of each action', () => {
    const used = steps.flatMap(({ uses }) => uses ?? [])
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toEqual([])
  })

  test('takes each credential from a secret, only where servers are asked', () => {
    const withEnv = steps.filter(({ env }) => env !== undefined)
    expect(withEnv.map(({ env }) => env)).toEqual([
      Object.fromEntries(variables.map((name) => [name, `\${{ secrets.${name} }}`])),
    ])
    expect(withEnv[0]?.run).toContain('--shard')
  })

  test('reports all shards even where one failed', () => {
    expect(workflow.jobs.check.strategy?.['fail-fast']).toBe(false)
    expect(workflow.jobs.report).toMatchObject({ needs: 'check', if: '${{ !cancelled() }}' })
  })
})

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
  }, 120_000)

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
  }, 120_000)

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
