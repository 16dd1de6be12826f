/**
 * Writes docs/contracts/<provider>.md for every contract.
 *
 *     npm run docs
 *
 * Ends with 2 and what is wrong where a contract is none.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { contractPages } from './page.ts'
import { ContractError } from '../../src/contract/error.ts'
import { UsageError } from '../../src/model/problem.ts'
import { packageRoot } from '../../src/files/package-root.ts'

try {
  const root = packageRoot()
  for (const [path, text] of contractPages(root)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    process.stdout.write(`${path}\n`)
  }
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ContractError)) throw error
  process.stderr.write(`error: ${error.message}\n`)
  process.exitCode = 2
}
