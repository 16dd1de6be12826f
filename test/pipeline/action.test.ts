import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startMock } from '../../mock/index.ts'
import type { MockOptions } from '../../mock/index.ts'
import { root, withFolder } from '../command/support.ts'
import { filled, shell } from '../examples/runner.ts'
import type { Step } from '../examples/runner.ts'
import { action } from './files.ts'

interface Job {
  code: number
  output: string
  summary: string
  outputs: string
  /** How npm was called, by folder. */
  npm: string
  /** report.json of the artifact, where one was uploaded. */
  artifact: string | null
}

/** Runs the steps of the action as a runner does, in a repository that is not ours. */
function job(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<Job> {
  return withFolder({}, async (folder) => {
    const workspace = join(folder, 'workspace')
    await mkdir(workspace)
    const files = await runnerFiles(folder, env)
    const result = { code: 0, output: '', artifact: null as string | null }
    for (const step of action.runs.steps) {
      if (result.code !== 0 && !step.if?.includes('always()')) continue
      const { code, output } = await run(withInputs(step, inputs), workspace, files)
      result.output += output
      result.code ||= code
      if (step.uses?.startsWith('actions/upload-artifact@'))
        result.artifact = await uploaded(withInputs(step, inputs), workspace, folder)
    }
    const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
    return {
      ...result,
      summary: await text('summary'),
      outputs: await text('outputs'),
      npm: await text('npm'),
    }
  })
}

/** The variables of a runner, with an npm that only notes how it was called. */
async function runnerFiles(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  for (const name of ['summary', 'outputs', 'npm']) await writeFile(join(folder, name), '')
  await mkdir(join(folder, 'bin'))
  const npm = join(folder, 'bin', 'npm')
  await writeFile(npm, `#!/bin/sh\necho "$PWD: $*" >>'${join(folder, 'npm')}'\n`)
  await chmod(npm, 0o755)
  return {
    ...env,
    PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
    GITHUB_ACTION_PATH: root,
    GITHUB_WORKSPACE: join(folder, 'workspace'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_OUTPUT: join(folder, 'outputs'),
  }
}

function withInputs(step: Step, inputs: Readonly<Record<string, string>>): Step {
  const values = Object.entries(action.inputs).map(([name, { default: preset }]) => [
    `inputs.${name}`,
    inputs[name] ?? preset,
  ])
  return filled(step, Object.fromEntries(values) as Record<string, string>)
}

function run(step: Step, workspace: string, files: Record<string, string>) {
  if (step.run === undefined) return { code: 0, output: '' }
  return shell(step.run, workspace, { ...files, ...step.env })
}

async function uploaded({ with: options = {} }: Step, workspace: string, folder: string) {
  const artifact = join(folder, 'artifacts', String(options.name))
  await cp(join(workspace, String(options.path)), artifact, { recursive: true })
  return readFile(join(artifact, 'report.json'), 'utf8')
}

async function checked(
  options: MockOptions,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Job> {
  const mock = await startMock('ryzeapi', options)
  const given = { 'base-url': mock.baseUrl, provider: 'ryzeapi', ...inputs }
  try {
    return await job(given, mock.credentials)
  } finally {
    await mock.close()
  }
}

describe('the steps of the action', () => {
  test('a right server passes; summary and artifact say so', async () => {
    const { code, output, summary, outputs, artifact, npm } = await checked({})
    expect(code, output).toBe(0)
    expect(outputs).toContain('exit-code=0\n')
    expect(summary).toContain('conformant')
    expect(artifact).toContain('"conformant"')
    expect(npm).toMatch(new RegExp(`^${root.replace(/\/$/, '')}/?: ci .*--ignore-scripts`))
  })

  test('a wrong server fails the step, is annotated, and its report is uploaded', async () => {
    const { code, output, summary, outputs, artifact } = await checked(
      { fault: 'filter.prefix' },
      { 'report-dir': 'reports', report: 'markdown,junit', seed: '1', runs: '3' },
    )
    expect(code).toBe(1)
    expect(outputs).toContain('exit-code=1\n')
    expect(output).toMatch(/^::error .*ryzeapi\.filter\.single-unknown-name/m)
    expect(summary).toContain('ryzeapi.filter.single-unknown-name')
    expect(artifact).toContain('"non-conformant"')
  })

  test('an input that is wrong ends with code 2 and one line', async () => {
    const { code, output, outputs } = await job({ provider: 'zq7' }, {})
    expect(code).toBe(2)
    expect(output).toContain('error: no provider "zq7"')
    expect(outputs).toContain('exit-code=2\n')
  })

  test('an input is a value, and no part of a command', async () => {
    const { output } = await job({ provider: '$(echo hurt)"; echo hurt; "' }, {})
    expect(output).not.toMatch(/^hurt$/m)
    expect(output).toContain('error: ')
  })
})
