import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../../src/model/report.ts'
import { replayEvolution } from './replay.ts'
import type { Account, Replay } from './replay.ts'

/** What a user sees of a run. */
export interface Checked {
  exitCode: number | null
  output: string
  report: Report
  /** All files of the report folder. */
  written: string
}

/**
 * Runs the command against a replay of the recorded server, and waits for its end.
 * @param provider the contract to judge it by
 */
export async function checkReplay(account: Account, provider = 'evolution'): Promise<Checked> {
  const replay = await replayEvolution(account)
  const reportDir = await mkdtemp(join(tmpdir(), 'evolution-in-the-wild-'))
  try {
    const run = await runCommand(replay, provider, reportDir)
    const text = await readFile(join(reportDir, 'report.json'), 'utf8').catch(() => {
      throw new Error(`the command wrote no report:\n${run.output}`)
    })
    return { ...run, report: JSON.parse(text) as Report, written: await textOf(reportDir) }
  } finally {
    await replay.close()
    await rm(reportDir, { recursive: true })
  }
}

async function textOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = files.map((file) => readFile(join(file.parentPath, file.name), 'utf8'))
  return (await Promise.all(texts)).join('\n')
}

/** Runs the command as a user does, beside this process, which has to go on serving. */
function runCommand(
  replay: Replay,
  provider: string,
  reportDir: string,
): Promise<Pick<Checked, 'exitCode' | 'output'>> {
  const flags = [
    `--base-url=${replay.baseUrl}`,
    `--provider=${provider}`,
    `--report-dir=${reportDir}`,
  ]
  const child = spawn('npx', ['vitest', ...flags], {
    cwd: new URL('../..', import.meta.url),
    env: { ...ownEnvironment(), ...replay.credentials },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const collect = (chunk: Buffer): void => void (text += chunk.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ exitCode: code, output: text }))
  })
}

/** Without what Vitest tells its own workers, and without flags and credentials of a user. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|CONFORMANCE_|EVOLUTION_|NODE_ENV$|TEST$)/.test(name),
  )
  return Object.fromEntries(own)
}
