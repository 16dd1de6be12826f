import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCommandRun } from '../../src/run/command-run.ts'
import { root } from '../command/support.ts'
import { entries, variables, workflow } from './nightly.ts'

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
