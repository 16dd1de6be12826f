import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { parse } from 'yaml'
import { root } from '../command/support.ts'

export interface Step {
  name?: string
  uses?: string
  run?: string
  if?: string
  with?: Record<string, unknown>
  env?: Record<string, string>
  'continue-on-error'?: boolean
}

export interface Job {
  needs?: string | string[]
  if?: string
  permissions?: Record<string, string>
  strategy?: { 'fail-fast': boolean; matrix: { shard: number[] } }
  steps: Step[]
}

export interface Workflow<Name extends string = string> {
  on: { schedule: { cron: string }[]; workflow_dispatch: null }
  permissions: Record<string, string>
  jobs: Record<Name, Job>
}

export function readWorkflow<Name extends string>(text: string): Workflow<Name> {
  return parse(text) as Workflow<Name>
}

export interface JobResult {
  /** Of the first step that failed without being allowed to; 0 where none did. */
  code: number
  output: string
  summary: string
}

/**
 * As much of a runner as a workflow needs that has shell lines and artifacts: each job has the
 * package in a new folder, with the dependencies that `npm ci` would install.
 */
export class Runner {
  readonly #folder: string
  readonly #files: Readonly<Record<string, string>>
  readonly #secrets: Readonly<Record<string, string>>
  readonly #env: Readonly<Record<string, string>>

  /** @param env variables that a runner sets, beside those of every step here */
  constructor(
    folder: string,
    files: Readonly<Record<string, string>>,
    secrets: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ) {
    this.#folder = folder
    this.#files = files
    this.#secrets = secrets
    this.#env = env
  }

  /** A file of an artifact that was uploaded. */
  artifact(name: string, file: string): Promise<string> {
    return readFile(join(this.#folder, 'artifacts', name, file), 'utf8')
  }

  /** Runs the steps of a job, of one shard where it has a matrix. */
  async run({ steps, strategy }: Job, shard = 0): Promise<JobResult> {
    const workspace = await this.#checkout()
    const summary = join(this.#folder, 'summary.md')
    await writeFile(summary, '')
    const expressions: Record<string, string> = {
      'matrix.shard': String(shard),
      'strategy.job-total': String(strategy?.matrix.shard.length ?? 1),
    }
    for (const [name, value] of Object.entries(this.#secrets))
      expressions[`secrets.${name}`] = value
    const result = { code: 0, output: '' }
    for (const step of steps) {
      if (result.code !== 0 && step.if !== '${{ !cancelled() }}') continue
      const { code, output } = await this.#step(filled(step, expressions), workspace, summary)
      result.output += output
      if (!step['continue-on-error']) result.code ||= code
    }
    return { ...result, summary: await readFile(summary, 'utf8') }
  }

  async #checkout(): Promise<string> {
    // The same path for each job, as on a real runner.
    const workspace = join(this.#folder, 'workspace')
    await rm(workspace, { recursive: true, force: true })
    await checkout(workspace)
    for (const [name, text] of Object.entries(this.#files))
      await writeFile(join(workspace, name), text)
    return workspace
  }

  async #step(step: Step, workspace: string, summary: string): Promise<Ended> {
    if (step.run === 'npm ci') {
      await symlink(join(root, 'node_modules'), join(workspace, 'node_modules'), 'dir')
      return { code: 0, output: '' }
    }
    if (step.run !== undefined)
      return shell(step.run, workspace, {
        ...this.#env,
        ...step.env,
        GITHUB_STEP_SUMMARY: summary,
      })
    await this.#artifacts(step, workspace)
    return { code: 0, output: '' }
  }

  async #artifacts({ uses = '', with: options = {} }: Step, workspace: string): Promise<void> {
    const artifacts = join(this.#folder, 'artifacts')
    const path = join(workspace, String(options.path))
    if (uses.startsWith('actions/upload-artifact@')) {
      // The action leaves out what is hidden, unless it is asked for.
      if (basename(path).startsWith('.') && options['include-hidden-files'] !== true)
        throw new Error(`${path} is hidden, and would not be uploaded`)
      await cp(path, join(artifacts, String(options.name)), { recursive: true })
    }
    if (uses.startsWith('actions/download-artifact@')) {
      await mkdir(path, { recursive: true })
      const start = String(options.pattern ?? options.name).replace('*', '')
      const names = (await readdir(artifacts)).filter((name) => name.startsWith(start))
      for (const name of names) await cp(join(artifacts, name), path, { recursive: true })
    }
  }
}

/** Copies the repository, as it is without what was installed and made in it. */
export async function checkout(folder: string): Promise<void> {
  await cp(root, folder, { recursive: true, filter: isPublished })
}

export interface Ended {
  code: number
  output: string
}

/** As GitHub runs a line: with a shell that stops at the first error. */
export async function shell(
  line: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', line], {
    cwd,
    env: { PATH, HOME, CI: 'true', GITHUB_ACTIONS: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code: code ?? -1, output }
}

/** The step with the values of its expressions; an expression that nothing is known of is an error. */
export function filled(step: Step, values: Readonly<Record<string, string>>): Step {
  const { if: _, ...rest } = step
  const text = JSON.stringify(rest).replace(/\$\{\{ (.*?) \}\}/g, (_whole, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`the workflow asks for ${name}`)
    return JSON.stringify(value).slice(1, -1)
  })
  return JSON.parse(text) as Step
}

const left = new Set(['.git', 'blobs', 'conformance-report', 'node_modules', 'test'])

function isPublished(path: string): boolean {
  return !left.has(relative(root, path).split(sep)[0] ?? '')
}
