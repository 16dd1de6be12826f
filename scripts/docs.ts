/**
 * Writes docs/contracts/<provider>.md for every contract, or says which pages are stale.
 *
 *     npm run docs [-- --check]
 *
 * Ends with 2 and one line where that cannot be done, with --check with 1 where a page is stale.
 */
import { ContractError } from '../src/contract/error.ts'
import { docs } from '../src/describe/docs.ts'
import { UsageError } from '../src/run/problem.ts'
import { packageRoot } from '../src/run/root.ts'

try {
  const { text, exitCode } = docs(process.argv.slice(2), { root: packageRoot() })
  process.stdout.write(text)
  process.exitCode = exitCode
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ContractError)) throw error
  process.stderr.write(`error: ${error.message}\n`)
  process.exitCode = 2
}
