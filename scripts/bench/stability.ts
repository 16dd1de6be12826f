/**
 * Whether the default command gives the same verdicts each time: it runs again and again, each run with
 * another seed, and the verdicts of all behaviors are compared. Exit code 1 where two runs differ.
 *
 *     npm run bench -- stability [runs]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../../src/model/report.ts'
import { runVitest } from '../vitest-process.ts'
import { tally, verdictLines } from './tally.ts'

async function runOnce(dir: string): Promise<{ seed: number; lines: string[] }> {
  rmSync(dir, { recursive: true, force: true })
  const { code, stderr } = await runVitest({ CONFORMANCE_REPORT_DIR: dir })
  try {
    const report = JSON.parse(readFileSync(join(dir, 'report.json'), 'utf8')) as Report
    return { seed: report.seed, lines: verdictLines(report, code) }
  } catch (cause) {
    throw new Error(`exit code ${code} without a report\n${stderr}`, { cause })
  }
}

/** Runs the default command so many times, and prints how often each set of verdicts came out. */
export async function stability(runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stability-'))
  const sets = []
  try {
    for (let run = 0; run < runs; run++) sets.push(await runOnce(join(folder, 'report')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const { text, isStable } = tally(sets)
  process.stdout.write(text)
  if (!isStable) process.exitCode = 1
}
