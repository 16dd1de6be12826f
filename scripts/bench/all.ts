/**
 * Everything in one run, written to docs/performance.md. Takes some minutes, on a machine that has
 * nothing else to do.
 *
 *     npm run bench -- all [rounds] [most targets]
 */
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { packageRoot } from '../../src/files/package-root.ts'
import { measureLatency } from './latency.ts'
import { performancePage } from './performance-page.ts'
import type { Figures } from './performance-goals.ts'
import { measureRequests } from './requests.ts'
import { measureTargets } from './targets.ts'
import { measureWallTime } from './wall-time.ts'

const latencyMs = 150

/** Generated cases of a behavior, as in a run without flags. */
const runs = 10

function step(what: string): void {
  process.stdout.write(`${what} …\n`)
}

async function measureAll(rounds: number, targets: number): Promise<Figures> {
  const machine = {
    cores: cpus().length,
    memoryGb: totalmem() / 2 ** 30,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  }
  const date = new Date().toISOString().slice(0, 10)
  const command = `npm run bench -- all ${rounds} ${targets}`
  step('wall time')
  const wallTime = measureWallTime(rounds)
  step('latency')
  const latency = await measureLatency(latencyMs)
  step('requests')
  const requests = await measureRequests(runs)
  step('targets')
  const fleets = await measureTargets(targets)
  return { date, machine, command, rounds, wallTime, latencyMs, latency, requests, fleets }
}

/** Measures all, and writes the page. */
export async function all(rounds: number, targets: number): Promise<void> {
  const figures = await measureAll(rounds, targets)
  const file = join(packageRoot(), 'docs', 'performance.md')
  const style = await resolveConfig(file)
  writeFileSync(file, await format(performancePage(figures), { ...style, parser: 'markdown' }))
  process.stdout.write(`written: ${file}\n`)
}
