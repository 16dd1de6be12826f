import { lookOf } from '../../reporters/terminal.ts'
import { compareFiles } from '../report/compare/compare-files.ts'
import type { ProgramPlace } from '../flags/arguments.ts'

const usage = (
  program: string,
): string => `Usage: ${program} <earlier report.json> <later report.json> [--markdown] [--fail-on=new]

Says what changed from one report to another: what is newly broken, holding or unverified.

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
    process.stdout.write(usage(program))
    return 0
  }
  const { text, code } = compareFiles(args, { cwd, look: lookOf(process.stdout, env) })
  process.stdout.write(text)
  return code
}
