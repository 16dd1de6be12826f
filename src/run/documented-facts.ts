import type { Fact } from '../contract/facts.ts'
import type { Contracts } from './contracts.ts'

/** What a provider's documentation says, and where. */
export interface DocumentedFact {
  text: string
  level: Fact['level']
  /** Lines of the page, such as `28,33-45`; empty where the page says nothing of it. */
  lines: string
  /** Address of the page. */
  link: string
}

/**
 * The facts of a provider whose contract comes with the package, by id. Empty for any other
 * provider, and for one whose facts nobody catalogued: ids are unique within a provider only.
 * @param contracts those of the run, so that what it has read is not read again
 */
export function documentedFacts(
  contracts: Contracts,
  provider: string,
): ReadonlyMap<string, DocumentedFact> {
  if (!contracts.providers.includes(provider)) return new Map()
  const { contract, facts } = contracts.read(provider)
  return new Map(
    facts().map(({ id, fact, level, at }) => [
      id,
      { text: fact, level, lines: at, link: contract.docs },
    ]),
  )
}
