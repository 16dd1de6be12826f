import { expect, test } from 'vitest'
import { systemClock } from '../../src/wire/limiter.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { Settings } from '../../src/model/target.ts'
import { serveHostile, whens } from '../support/hostile-server.ts'
import type { When } from '../support/hostile-server.ts'
import { oversized } from '../support/hostilities.ts'
import type { Hostility, OverLimit } from '../support/hostilities.ts'

export const everyWhen = Object.keys(whens) as When[]

/** A row for each of them at each of the moments. */
export function eachOf<T>(table: Readonly<Record<string, T>>, times: readonly When[] = everyWhen) {
  return Object.entries(table).flatMap(([name, what]) =>
    times.map((when) => [name, when, what] as const),
  )
}

/** Judges a server that does the bad thing at these moments. */
export async function reportOn(hostility: Hostility, when: When, changed: Partial<Settings> = {}) {
  const server = await serveHostile(hostility, when)
  return checkTarget(server.target(changed), { clock: systemClock })
}

/** What was said of behaviors that have no verdict of their own. */
export const errors = ({ behaviors }: TargetReport): string[] =>
  behaviors.flatMap((line) => (line.verdict === 'error' ? [line.reason] : []))

/** What was called broken. */
export const broke = ({ behaviors }: TargetReport) =>
  behaviors.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')

/** Answers that are more than can be read, at these moments. */
export function testOversized(times: readonly When[]): void {
  test.for(eachOf(oversized, times))(
    '%s %s breaks the run off, and is no failure',
    async ([, when, what]) => {
      const report = await reportOn(what, when, { timeoutMs: 30_000 })
      expect([report.verdict, broke(report)]).toEqual(['error', []])
      expect(report.reason).toContain('the body is larger than')
      expect(report.requests.sent).toBeLessThan(20)
    },
  )
}

/** Answers that hold more than is judged, at these moments. */
export function testOverLimit(all: OverLimit, times: readonly When[]): void {
  test.for(eachOf(all, times))(
    '%s %s is an error with its reason, and breaks nothing off',
    async ([, when, { answer, says }]) => {
      const report = await reportOn(answer, when, { timeoutMs: 30_000 })
      expect([report.verdict, broke(report)]).toEqual(['error', []])
      expect(errors(report).every((reason) => reason.endsWith(says))).toBe(true)
      expect(report.reason).toMatch(when === 'to everybody' ? /^GET / : /^\d+ behaviors? without/)
      expect(report.reason).toContain(says)
      if (when === 'every second time') expect(report.counts.pass).toBeGreaterThan(20)
    },
  )
}
