/**
 * Writes docs/contracts/<provider>.md for every contract.
 *
 *     npm run docs
 *
 * Ends with 2 and what is wrong where a contract is none.
 */
import { ContractError } from '../src/contract/error.ts'
import { writePages } from '../src/authoring/pages/pages.ts'
import { UsageError } from '../src/model/problem.ts'
import { packageRoot } from '../src/files/package-root.ts'

try {
  process.stdout.write(`${writePages(packageRoot()).join('\n')}\n`)
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ContractError)) throw error
  process.stderr.write(`error: ${error.message}\n`)
  process.exitCode = 2
}
