/**
 * How long a run takes and how much memory it needs with 1, 20 and 200 targets, each a reference server
 * of its own.
 *
 *     npm run bench -- targets [most]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFleet } from '../fleet.ts'
import { runVitest } from '../vitest-process.ts'
import { shownMemory } from './memory.ts'

export interface MeasuredFleet {
  targets: number
  seconds: number
  /** Null where the system does not say. */
  peakBytes: number | null
}

async function measure(size: number): Promise<MeasuredFleet> {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
  const fleet = await startFleet(size)
  try {
    const file = join(folder, 'targets.yaml')
    writeFileSync(file, JSON.stringify({ targets: fleet.targets }))
    const { code, stderr, durationMs, peakBytes } = await runVitest({
      ...fleet.env,
      CONFORMANCE_TARGETS: file,
      CONFORMANCE_REPORT_DIR: join(folder, 'report'),
    })
    if (code !== 0) throw new Error(`exit code ${code} with ${size} targets\n${stderr}`)
    return { targets: size, seconds: durationMs / 1000, peakBytes }
  } finally {
    await fleet.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Measures 1, 20 and 200 targets, as far as that is not more than the most, and the most. */
export async function measureTargets(most: number): Promise<MeasuredFleet[]> {
  const sizes = [...new Set([1, 20, 200].filter((size) => size < most).concat(most))]
  const found: MeasuredFleet[] = []
  for (const size of sizes) found.push(await measure(size))
  return found
}

/** What each target more costs that the second fleet has; NaN for what is not known. */
export function eachMore(one: MeasuredFleet, other: MeasuredFleet) {
  const more = other.targets - one.targets
  return {
    seconds: (other.seconds - one.seconds) / more,
    mb: (mebibytes(other) - mebibytes(one)) / more,
  }
}

function mebibytes({ peakBytes }: MeasuredFleet): number {
  return (peakBytes ?? NaN) / 2 ** 20
}

/** Measures and prints a line for each size of fleet, up to the largest. */
export async function targets(most: number): Promise<void> {
  const fleets = await measureTargets(most)
  for (const fleet of fleets) {
    const { targets: size, seconds, peakBytes } = fleet
    const [first] = fleets
    const each = first && fleet !== first ? eachMore(first, fleet) : null
    const more = each ? `, each more ${each.seconds.toFixed(2)} s and ${each.mb.toFixed(2)} MB` : ''
    const counted = `${size} ${size === 1 ? 'target' : 'targets'}`
    process.stdout.write(
      `  ${counted.padEnd(12)} ${seconds.toFixed(1)} s, at most ${shownMemory(peakBytes)}${more}\n`,
    )
  }
}
