/**
 * How long a run takes and how much memory it needs with 1, 20 and 200 targets, each a reference server
 * of its own.
 *
 *     npm run bench -- targets [most]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFleet } from '../scripts/fleet.ts'
import { runVitest } from '../scripts/vitest-process.ts'

interface Measured {
  seconds: number
  /** NaN where the system does not say. */
  peakMb: number
}

async function measure(size: number): Promise<Measured> {
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
    return { seconds: durationMs / 1000, peakMb: (peakBytes ?? NaN) / 2 ** 20 }
  } finally {
    await fleet.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Measures and prints a line for each size of fleet, up to the largest. */
export async function targets(most: number): Promise<void> {
  const sizes = [...new Set([1, 20, 200].filter((size) => size < most).concat(most))]
  let first: Measured | null = null
  for (const size of sizes) {
    const { seconds, peakMb } = await measure(size)
    first ??= { seconds, peakMb }
    const each = (whole: number, one: number): string => ((whole - one) / (size - 1)).toFixed(2)
    const more =
      size === 1
        ? ''
        : `, each more ${each(seconds, first.seconds)} s and ${each(peakMb, first.peakMb)} MB`
    const targets = `${size} ${size === 1 ? 'target' : 'targets'}`
    process.stdout.write(
      `  ${targets.padEnd(12)} ${seconds.toFixed(1)} s, at most ${peakMb.toFixed(0)} MB${more}\n`,
    )
  }
}
