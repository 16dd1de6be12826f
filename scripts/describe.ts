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
import { docs } from '../src/describe/docs.ts'
import type { CommandResult } from '../src/describe/docs.ts'
import { explain } from '../src/describe/explain.ts'
import { list } from '../src/describe/list.ts'
import { UsageError } from '../src/run/problem.ts'
import { packageRoot } from '../src/run/root.ts'

// npm runs scripts in the folder of the package, wherever it was called.
const place = { root: packageRoot(), cwd: process.env.INIT_CWD ?? process.cwd() }

function run([command, ...args]: readonly string[]): CommandResult {
  switch (command) {
    case 'behaviors':
      return { text: list(args, place), exitCode: 0 }
    case 'explain':
      return { text: explain(args, place), exitCode: 0 }
    case 'docs':
      return docs(args, place)
    default:
      throw new UsageError('which command: behaviors, explain or docs?')
  }
}

try {
  const { text, exitCode } = run(process.argv.slice(2))
  process.stdout.write(text)
  process.exitCode = exitCode
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ContractError)) throw error
  process.stderr.write(`error: ${error.message}\n`)
  process.exitCode = 2
}
