import { resolve } from 'node:path'
import { comparisonLines } from '../../../reporters/console-comparison.ts'
import { markdownComparison } from '../../../reporters/markdown-comparison.ts'
import type { Look } from '../../../reporters/terminal.ts'
import { readArguments } from '../../flags/arguments.ts'
import { compareReports } from './compare.ts'
import { readEarlierReport } from './earlier-report.ts'
import { UsageError } from '../../model/problem.ts'

const usage = 'compare <earlier report.json> <later report.json> [--markdown] [--fail-on=new]'

/**
 * Compares two files as the arguments say.
 * @returns what to print, and the exit code: 1 where `--fail-on=new` and something is newly broken
 * @throws UsageError when an argument is wrong or a file cannot be read
 */
export function compareFiles(
  args: readonly string[],
  { cwd, look }: { cwd: string; look: Look },
): { text: string; code: 0 | 1 } {
  const { before, after, isMarkdown, failsOnNew } = parsed(args)
  const comparison = compareReports(
    readEarlierReport(resolve(cwd, before)),
    readEarlierReport(resolve(cwd, after)),
  )
  const text = isMarkdown
    ? markdownComparison(comparison).join('\n\n')
    : comparisonLines(comparison, look).join('\n')
  const isFailing = failsOnNew && comparison.newlyBroken.length > 0
  return { text: `${text}\n`, code: isFailing ? 1 : 0 }
}

function parsed(args: readonly string[]) {
  const { values, positionals } = readArguments(args, {
    markdown: { type: 'boolean' },
    'fail-on': { type: 'string' },
  })
  const [before, after, ...more] = positionals
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError(`two files are compared, not ${positionals.length}; write ${usage}`)
  const { 'fail-on': failOn, markdown: isMarkdown = false } = values
  if (failOn !== undefined && failOn !== 'new')
    throw new UsageError(`--fail-on: expected new, not "${failOn}"; write ${usage}`)
  return { before, after, isMarkdown, failsOnNew: failOn === 'new' }
}
