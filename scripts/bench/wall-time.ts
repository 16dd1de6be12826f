/**
 * How long the default run takes beside an empty Vitest run with as many projects and files.
 * Both are measured in turns in one go, because only their ratio means anything on another machine.
 *
 *     npm run bench -- wall-time [rounds]
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mockedProviders } from '../../mock/index.ts'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { median } from './median.ts'

const root = packageRoot()

interface Project {
  name: string
  files: readonly string[]
}

/** The projects and files of the default run. */
function projectsOfDefaultRun(): Project[] {
  const contracts = new Contracts(root)
  return mockedProviders().map((name) => ({
    name,
    files: [...new Set(contracts.load(name).behaviors.map(({ family }) => family))],
  }))
}

/** A folder with the same projects and files, each with one test that does nothing. */
function emptyTwin(projects: readonly Project[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'empty-vitest-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  mkdirSync(join(folder, 'suites'))
  for (const file of new Set(projects.flatMap(({ files }) => files))) {
    writeFileSync(
      join(folder, 'suites', `${file}.test.ts`),
      "import { test } from 'vitest'\ntest('nothing', () => {})\n",
    )
  }
  const inline = projects.map(({ name, files }) => ({
    test: {
      name,
      include: files.map((file) => `suites/${file}.test.ts`),
      isolate: false,
      pool: 'threads',
      fileParallelism: false,
    },
  }))
  const config = { test: { watch: false, pool: 'threads', projects: inline } }
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)}\n`)
  return folder
}

function seconds(cwd: string, env: Readonly<Record<string, string>>): number {
  const started = performance.now()
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const { status, stderr } = spawnSync(process.execPath, [vitest], {
    cwd,
    env: { ...process.env, CI: 'true', ...env },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`exit code ${status} in ${cwd}\n${stderr}`)
  return (performance.now() - started) / 1000
}

export interface WallTime {
  projects: number
  files: number
  /** Medians in seconds. */
  empty: number
  ours: number
}

/** Runs both in turns, so many rounds. */
export function measureWallTime(rounds: number): WallTime {
  const projects = projectsOfDefaultRun()
  const twin = emptyTwin(projects)
  const reports = mkdtempSync(join(tmpdir(), 'reports-'))
  try {
    const times = Array.from({ length: rounds }, () => ({
      empty: seconds(twin, {}),
      ours: seconds(root, { CONFORMANCE_REPORT_DIR: reports }),
    }))
    return {
      projects: projects.length,
      files: projects.reduce((sum, project) => sum + project.files.length, 0),
      empty: median(times.map((time) => time.empty)),
      ours: median(times.map((time) => time.ours)),
    }
  } finally {
    rmSync(twin, { recursive: true, force: true })
    rmSync(reports, { recursive: true, force: true })
  }
}

/** Measures and prints the ratio of the medians. */
export function wallTime(rounds: number): void {
  const { projects, files, empty, ours } = measureWallTime(rounds)
  process.stdout.write(
    `${projects} projects, ${files} files, median of ${rounds} rounds:\n` +
      `  empty Vitest run  ${empty.toFixed(2)} s\n  npx vitest        ${ours.toFixed(2)} s\n` +
      `  ratio             ${(ours / empty).toFixed(2)}\n`,
  )
}
