import { ContractError } from './error.ts'
import type { ContractProblem } from './error.ts'
import { coverageProblems } from './facts.ts'
import type { Fact } from './facts.ts'
import type { RawContract } from './raw.ts'
import { referenceProblems } from './reference-problems.ts'
import { schemaProblems } from './schema/schema-problems.ts'
import { parseSource } from './source.ts'
import type { Source } from './source.ts'
import { textProblems, unescapeBraces } from './text-problems.ts'

/** What a contract is checked against beside itself. */
export interface LoadContext {
  /** Lists what does not fit contracts/contract.schema.json. */
  checkStructure(source: Source): ContractProblem[]
  /** The provider's facts, or null where there is no catalogue of them. */
  factsOf(provider: string): readonly Fact[] | null
}

/**
 * Reads a contract: from here on it is typed and checked, and no later code looks at the YAML.
 * @param file shown in errors
 * @throws ContractError with everything that is wrong
 */
export function checkContract(file: string, text: string, context: LoadContext): RawContract {
  const source = parseSource(file, text)
  refuse(file, context.checkStructure(source))
  // The one cast: the structure was just checked.
  const raw = source.value as RawContract
  refuse(file, [
    ...referenceProblems(raw, source),
    ...schemaProblems(raw, source),
    ...textProblems(raw, source),
    ...coverageProblems(raw, source, context.factsOf(raw.provider)),
  ])
  return unescapeBraces(raw)
}

function refuse(file: string, problems: readonly ContractProblem[]): void {
  if (problems.length > 0) throw new ContractError(file, problems)
}
