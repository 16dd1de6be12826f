import { expect, test } from 'vitest'
import { systemClock } from '../../src/wire/limiter.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import type { Settings } from '../../src/model/target.ts'
import { serveHostile, whens } from '../support/hostile-server.ts'
import type { When } from '../support/hostile-server.ts'
import {
  broken,
  hanging,
  harmless,
  overLimit,
  oversized,
  pages,
  unreadable,
} from '../support/hostilities.ts'
import type { Hostility } from '../support/hostilities.ts'
import { alarms } from './support.ts'

export const everyWhen = Object.keys(whens) as When[]

/** Judges a server that does the bad thing at these moments. */
export async function reportOn(hostility: Hostility, when: When, changed: Partial<Settings> = {}) {
  const server = await serveHostile(hostility, when)
  return checkTarget(server.target({ rate: 1000, ...changed }), { clock: systemClock })
}

/** What was said of behaviors that have no verdict of their own. */
export const errors = ({ behaviors }: TargetReport): string[] =>
  behaviors.flatMap((line) => (line.verdict === 'error' ? [line.reason] : []))

/** What was called broken. */
export const broke = ({ behaviors }: TargetReport) =>
  behaviors.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')

/** Which of the moments the n-th answer of a table is tried at. */
type Choice = (times: readonly When[], index: number) => readonly When[]

/** One moment for each, another one for the next. */
export const inTurn: Choice = (times, index) => times.filter((_, at) => at === index % times.length)

export const allOthers: Choice = (times, index) =>
  times.filter((_, at) => at !== index % times.length)

/** Judges servers with every bad or odd answer, at the moments that are chosen for each. */
export function testAnswers(choose: Choice): void {
  const rowsOf = <T>(table: Readonly<Record<string, T>>, times: readonly When[] = everyWhen) =>
    Object.entries(table).flatMap(([name, what], index) =>
      choose(times, index).map((when) => [name, when, what] as const),
    )

  test.for(rowsOf(hanging))('%s %s breaks the run off, and is no failure', expectHanging)
  test.for(rowsOf(oversized))('%s %s breaks the run off, and is no failure', expectTooLarge)
  test.for(rowsOf(overLimit))(
    '%s %s is an error with its reason, and breaks nothing off',
    expectOverLimit,
  )
  const soon = everyWhen.filter((when) => when !== 'every second time')
  test.for(rowsOf(broken, soon))('%s %s is an error with a reason, and no failure', expectBroken)
  test.for(rowsOf(unreadable))('%s %s is a failure that says so', expectUnreadable)
  test.for(rowsOf(pages, ['once the account was read']))(
    '%s %s is something else that answers, and no failure',
    expectForeign,
  )
  test.for(rowsOf(harmless))('%s %s is right', expectHarmless)
}

type Row<T> = readonly [name: string, when: When, what: T]

type Told = (typeof overLimit)[string]

async function expectHanging([, when, what]: Row<Hostility>): Promise<void> {
  const report = await reportOn(what, when)
  expect([report.verdict, broke(report)]).toEqual(['error', []])
  expect(errors(report).join()).toContain('no complete answer within 400 ms')
  expect(report.reason).toMatch(when === 'to everybody' ? /^no answer/ : /^the run was broken off/)
}

async function expectTooLarge([, when, what]: Row<Hostility>): Promise<void> {
  const report = await reportOn(what, when, { timeoutMs: 30_000 })
  expect([report.verdict, broke(report)]).toEqual(['error', []])
  expect(report.reason).toContain('the body is larger than')
  expect(report.requests.sent).toBeLessThan(20)
}

async function expectOverLimit([, when, { answer, says }]: Row<Told>): Promise<void> {
  const report = await reportOn(answer, when, { timeoutMs: 30_000 })
  expect([report.verdict, broke(report)]).toEqual(['error', []])
  expect(errors(report).every((reason) => reason.endsWith(says))).toBe(true)
  expect(report.reason).toMatch(when === 'to everybody' ? /^GET / : /^\d+ behaviors? without/)
  expect(report.reason).toContain(says)
  if (when === 'every second time') expect(report.counts.pass).toBeGreaterThan(20)
}

async function expectBroken([, when, what]: Row<Hostility>): Promise<void> {
  const report = await reportOn(what, when, { timeoutMs: 5000 })
  expect([report.verdict, broke(report)]).toEqual(['error', []])
  expect(errors(report).join()).toMatch(/closed|reset|too large|Content-Length|not HTTP/)
}

async function expectUnreadable([, when, { answer, says }]: Row<Told>): Promise<void> {
  const report = await reportOn(answer, when, { timeoutMs: 5000 })
  expect([report.verdict, errors(report)]).toEqual(['non-conformant', []])
  const reasons = broke(report).map((line) => ('reason' in line ? line.reason : ''))
  expect(reasons.join()).toContain(says)
}

async function expectForeign([, when, what]: Row<Hostility>): Promise<void> {
  const report = await reportOn(what, when, { timeoutMs: 5000 })
  expect([report.verdict, broke(report)]).toEqual(['error', []])
  expect(errors(report).join()).toContain('something else than the API answers: an HTML page')
}

async function expectHarmless([, when, what]: Row<Hostility>): Promise<void> {
  const report = await reportOn(what, when, { timeoutMs: 5000 })
  expect([report.verdict, alarms(report)]).toEqual(['conformant', []])
  expect({}).not.toHaveProperty('instances')
}
