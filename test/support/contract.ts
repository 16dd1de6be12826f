import { checkContract } from '../../src/contract/check-contract.ts'
import type { LoadContext } from '../../src/contract/check-contract.ts'
import { compileContract } from '../../src/contract/compile.ts'
import type { Contract } from '../../src/model/contract.ts'

/**
 * Checks and compiles a contract.
 * @throws ContractError with everything that is wrong
 */
export function parseContract(file: string, text: string, context: LoadContext): Contract {
  return compileContract(checkContract(file, text, context), text)
}
