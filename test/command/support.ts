import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import pLimit from 'p-limit'
import { expect } from 'vitest'
import { nodeOptions } from '../../scripts/vitest-process.ts'
import type { BehaviorReport, Report, TargetReport } from '../../src/model/report.ts'
import { runProgram } from '../support/program.ts'

/** Folder of the package, where a user types the command. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The ways into a run that are processes. */
export const scripts = {
  vitest: join(root, 'node_modules', 'vitest', 'vitest.mjs'),
  program: join(root, 'scripts', 'bundle', 'bin.js'),
} as const

export interface Finished {
  code: number | null
  /** Without colors. */
  stdout: string
  /** Without colors. */
  stderr: string
  /** Both streams. */
  output: string
  /** report.json, or null where none was written. */
  report: Report | null
  /** Every file of the report folder, by its path in there. */
  files: ReadonlyMap<string, string>
}

export interface CommandOptions {
  env?: Readonly<Record<string, string>>
  cwd?: string
  /** Vitest, unless the program is meant. */
  way?: keyof typeof scripts
  /** Takes the process, to send it a signal. */
  onStart?: (child: ChildProcess) => void
}

/** Children run side by side; more than there are cores would only wait for each other. */
const limit = pLimit(2)

/**
 * Runs `npx vitest` as a user types it, with a report folder of its own unless the arguments name one.
 * The environment is that of a fresh shell: no variable of this project, of Vitest or of npm.
 */
export function runCommand(
  args: readonly string[],
  { env = {}, cwd = root, way = 'vitest', onStart = () => undefined }: CommandOptions = {},
): Promise<Finished> {
  return limit(() => withReport(args, (all) => spawnCommand(all, { env, cwd, way, onStart })))
}

/**
 * Checks as the program does, but in this process, in a twentieth of the time. For whatever does not
 * depend on the way into a run: options, refusals, verdicts, exit codes, reports. One at a time, because
 * the streams are the process's own.
 */
export function runCheck(
  args: readonly string[],
  { env = {}, cwd = root }: Pick<CommandOptions, 'env' | 'cwd'> = {},
): Promise<Finished> {
  return withReport(args, async (all) => shown(await runProgram('check', all, cwd, env)))
}

/** Adds the report, and the folder that it is in where the arguments name none. */
function withReport(
  args: readonly string[],
  run: (args: readonly string[]) => Promise<Ended>,
): Promise<Finished> {
  return withFolder({}, async (folder) => {
    const dir = join(folder, 'report')
    const hasOwn = args.some((arg) => arg.startsWith('--report-dir'))
    const ended = await run(hasOwn ? args : [...args, `--report-dir=${dir}`])
    const files = await filesIn(dir)
    const json = files.get('report.json')
    return { ...ended, files, report: json === undefined ? null : (JSON.parse(json) as Report) }
  })
}

type Ended = Pick<Finished, 'code' | 'stdout' | 'stderr' | 'output'>

/** What a reader sees of it: no colors. */
function shown({ code, ...streams }: Pick<Finished, 'code' | 'stdout' | 'stderr'>): Ended {
  const stdout = stripVTControlCharacters(streams.stdout)
  const stderr = stripVTControlCharacters(streams.stderr)
  return { code, stdout, stderr, output: stdout + stderr }
}

async function spawnCommand(
  args: readonly string[],
  { env, cwd, way, onStart }: Required<CommandOptions>,
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env
  // As npx does, which takes half a second of its own; test/flags goes through npx itself.
  const child = spawn(process.execPath, [scripts[way], ...args], {
    cwd,
    env: { PATH, HOME, NODE_OPTIONS: nodeOptions(root), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, with whatever Vitest starts.
    detached: true,
  })
  onStart(child)
  const watchdog = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), 150_000)
  const chunks = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => (chunks[name] += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(watchdog)
  return shown({ code, ...chunks })
}

/** Every file in the folder and below, by its path in there; none where there is no folder. */
export async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const
      }),
    ),
  )
}

/** Lends a subfolder of the package with these files in it. */
export async function withSubfolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const ignored = join(root, 'conformance-report')
  await mkdir(ignored, { recursive: true })
  return withFolder(files, use, ignored)
}

/** Lends a new folder, outside of the package, with these files in it. */
export async function withFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
  parent = tmpdir(),
): Promise<T> {
  const folder = await mkdtemp(join(parent, 'conformance-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), text)
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The report, which must be there; the output says why it is not. */
export function reportOf({ report, output }: Finished): Report {
  if (!report) throw new Error(`no report.json was written; the command said:\n${output}`)
  return report
}

/** Checks report.json against its published schema. */
export function expectValidReport({ report }: Finished): void {
  validate(report)
  expect(validate.errors ?? []).toEqual([])
}

const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allErrors: true,
})
addFormats.default(ajv)
const validate = ajv.compile(
  JSON.parse(await readFile(join(root, 'reporters/report.schema.json'), 'utf8')) as object,
)

/** The report's target of that name, or its only one. */
export function targetOf(finished: Finished, name?: string): TargetReport {
  const { targets } = reportOf(finished)
  const found = targets.filter((target) => name === undefined || target.name === name)
  const [target] = found
  if (!target || found.length > 1) {
    const names = targets.map((one) => one.name).join(', ')
    throw new Error(`expected one target ${name ?? ''}, got [${names}]:\n${finished.output}`)
  }
  return target
}

/** Name and verdict of each target. */
export function verdictsOf(finished: Finished): Record<string, string> {
  return Object.fromEntries(reportOf(finished).targets.map(({ name, verdict }) => [name, verdict]))
}

/** Ids of the behaviors that have one of the verdicts. */
export function idsOf(
  { behaviors }: TargetReport,
  ...verdicts: readonly BehaviorReport['verdict'][]
): string[] {
  return behaviors.flatMap(({ id, verdict }) => (verdicts.includes(verdict) ? [id] : []))
}

/** Lines that a stack trace is made of. */
export const stackLine = /^\s*(at .*:\d+:\d+\)?|❯ .*:\d+:\d+)$/m

/** Nothing could be judged: code 2, and a single line that matches; no stack trace beside it. */
export function expectRefusal({ code, output }: Finished, line: RegExp): void {
  expect(output).toMatch(line)
  expect(output.split('\n').filter((one) => line.test(one))).toHaveLength(1)
  expect(output).not.toMatch(stackLine)
  expect(code, output).toBe(2)
}

/** report.json says the same: an error with its reason, and nothing that passed. */
export function expectErrorReport(finished: Finished, reason: RegExp): void {
  const { targets } = reportOf(finished)
  expect(targets).not.toHaveLength(0)
  for (const target of targets) {
    expect(target).toMatchObject({
      verdict: 'error',
      reason: expect.stringMatching(reason) as unknown,
    })
    expect(idsOf(target, 'pass', 'warn', 'observed')).toEqual([])
  }
}
