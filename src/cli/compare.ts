import { resolve } from 'node:path'
import { comparisonLines } from '../../reporters/console-comparison.ts'
import { markdownComparison } from '../../reporters/markdown-comparison.ts'
import { lookOf } from '../../reporters/terminal.ts'
import type { Look } from '../../reporters/terminal.ts'
import { readArguments } from '../flags/arguments.ts'
import type { ProgramPlace } from '../flags/arguments.ts'
import { UsageError } from '../model/problem.ts'
import { compareReports } from '../report/compare/compare.ts'
import { readEarlierReport } from '../report/compare/earlier-report.ts'
import type { PastReport } from '../report/compare/earlier-report.ts'

const form = '<earlier report.json> <later report.json> [--markdown] [--fail-on=new]'

const help = `Says what changed from one report to another: what is newly broken, holding or unverified.

  --markdown     as Markdown
  --fail-on=new  exit code 1 where something is newly broken
  --help         this text
`

/**
 * The command that compares two reports.
 * @throws UsageError
 */
export function compare(args: readonly string[], { cwd, env, program }: ProgramPlace): number {
  if (args.includes('--help')) {
    process.stdout.write(`Usage: ${program} ${form}\n\n${help}`)
    return 0
  }
  const { text, code } = compareFiles(args, { cwd, look: lookOf(process.stdout, env) })
  process.stdout.write(text)
  return code
}

/**
 * Compares two files as the arguments say.
 * @returns what to print, and the exit code: 1 where `--fail-on=new` and something is newly broken
 * @throws UsageError when an argument is wrong or a file cannot be read
 */
export function compareFiles(
  args: readonly string[],
  { cwd, look }: { cwd: string; look: Look },
): { text: string; code: 0 | 1 } {
  const { values, positionals } = readArguments(args, {
    markdown: { type: 'boolean' },
    'fail-on': { type: 'string' },
  })
  const [before, after, ...more] = positionals
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError(`two files are compared, not ${positionals.length}; write compare ${form}`)
  const failOn = values['fail-on']
  if (failOn !== undefined && failOn !== 'new')
    throw new UsageError(`--fail-on: expected new, not "${failOn}"; write compare ${form}`)
  const read = (file: string): PastReport => readEarlierReport(resolve(cwd, file))
  const comparison = compareReports(read(before), read(after))
  const text = values.markdown
    ? markdownComparison(comparison).join('\n\n')
    : comparisonLines(comparison, look).join('\n')
  return { text: `${text}\n`, code: failOn && comparison.newlyBroken.length > 0 ? 1 : 0 }
}
