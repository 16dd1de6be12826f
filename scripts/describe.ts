/**
 * Contracts in plain words.
 *
 *     npm run behaviors [-- [<provider>|<contract.yaml>] [<text>] [--level=<level>] [--json]]
 *     npm run explain -- <behavior> [<contract.yaml>]
 *     npm run docs [-- --check]
 *
 * Ends with 2 and one line where that cannot be done, `docs --check` with 1 where a page is stale.
 */
import { ContractError } from '../src/contract/error.ts'
import { readArguments } from '../src/describe/arguments.ts'
import { explain } from '../src/describe/explain.ts'
import { list } from '../src/describe/list.ts'
import { stalePages, writePages } from '../src/describe/pages.ts'
import { UsageError } from '../src/run/problem.ts'
import { packageRoot } from '../src/run/root.ts'

// npm runs scripts in the folder of the package, wherever it was called.
const place = { root: packageRoot(), cwd: process.env.INIT_CWD ?? process.cwd() }

/** Writes the pages, or says which are stale. */
function docs(args: readonly string[]): string {
  const { values, positionals } = readArguments(args, { check: { type: 'boolean' } })
  if (positionals.length > 0) throw new UsageError(`docs takes no "${positionals[0] ?? ''}"`)
  if (!values.check) return `${writePages(place.root).join('\n')}\n`
  const stale = stalePages(place.root)
  if (stale.length === 0) return ''
  process.exitCode = 1
  return `${stale.map((path) => `stale: ${path}\n`).join('')}"npm run docs" writes what the contracts say; a page of no contract is to be deleted.\n`
}

const commands: Readonly<Record<string, (args: readonly string[]) => string>> = {
  behaviors: (args) => list(args, place),
  explain: (args) => explain(args, place),
  docs,
}

try {
  const [name = '', ...args] = process.argv.slice(2)
  process.stdout.write(commands[name]?.(args) ?? '')
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ContractError)) throw error
  process.stderr.write(`error: ${error.message}\n`)
  process.exitCode = 2
}
