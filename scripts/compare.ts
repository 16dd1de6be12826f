/**
 * Prints what changed from one report.json to another.
 *
 *     npm run compare -- earlier/report.json later/report.json [--markdown] [--fail-on=new]
 */
import { lookOf } from '../reporters/terminal.ts'
import { compareFiles } from '../src/run/compare-files.ts'
import { UsageError } from '../src/run/problem.ts'
import { packageRoot } from '../src/run/root.ts'

try {
  const place = {
    root: packageRoot(),
    // npm changes to the package's folder; the user's paths begin where the command was typed.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    look: lookOf(process.stdout, process.env),
  }
  const { text, code } = compareFiles(process.argv.slice(2), place)
  process.stdout.write(text)
  process.exitCode = code
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`error: ${error.message}\n`)
  process.exitCode = 2
}
