import { join } from 'node:path'
import type { Report } from '../src/model/report.ts'
import type { Comparison } from '../src/report/compare/compare.ts'
import type { ReportContext } from './context.ts'
import { comparisonLines } from './console-comparison.ts'
import { fleetLines } from './console-fleet.ts'
import { targetLines } from './console-target.ts'
import { mapTexts, visible } from './escape.ts'
import { interruptedWords } from './headline.ts'
import { wrapped } from './terminal.ts'
import type { Look } from './terminal.ts'
import { plural } from './words.ts'

export interface ConsoleOptions {
  look: Look
  /** Folder of the reports, and their names. */
  dir: string
  files: readonly string[]
  /** With an earlier report; null where there is none. */
  comparison: Comparison | null
  factsOf: ReportContext['factsOf']
}

/** With more targets than this, one that is in order is not worth a line. */
const mostOneByOne = 12

/** The summary that a person reads in ten seconds. Nothing in it acts on a terminal but its colors. */
export function renderConsole(
  given: Report,
  { look, dir, files, comparison, factsOf }: ConsoleOptions,
): string {
  const report = inertReport(given)
  const { targets, seed, durationMs, interrupted } = report
  const page = files.includes('report.html') ? join(dir, 'report.html') : null
  const total = targets.reduce((sum, { requests }) => sum + requests.sent + requests.burst, 0)
  const facts = `${plural(targets.length, 'target')}, ${plural(total, 'request')}, ${(durationMs / 1000).toFixed(1)} s, seed ${seed}`
  return [
    '',
    ...(targets.length > mostOneByOne
      ? fleetLines(report, look)
      : targets.flatMap((target) => targetLines(target, look, { factsOf, page }))),
    ...(comparison ? [...comparisonLines(comparison, look), ''] : []),
    ...(interrupted ? [look.paint('red', interruptedWords(interrupted))] : []),
    look.paint('dim', facts),
    ...wrapped(look.paint('dim', `${dir}: ${files.join(', ')}`), look, 2, ''),
    '',
  ].join('\n')
}

/** Exchanges are not shown, and may hold far more text than all the rest. */
function inertReport(report: Report): Report {
  const targets = report.targets.map((target) => ({ ...target, exchanges: [] }))
  return mapTexts({ ...report, targets }, inert) as Report
}

/** Text that does nothing: no terminal acts on it, and no CI machine where a line begins with it. */
function inert(text: string): string {
  return visible(text).replace(/^(\s*:)(?=:)/, '$1 ')
}
