import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { FaultSummary } from '../../mock/index.ts'
import type { Fact } from '../../src/contract/facts.ts'

const file = new URL('../../contracts/facts.yaml', import.meta.url)

const catalogue = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly Fact[]>>

/** Ids of the facts of a provider that a server has to hold to. */
export function bindingFacts(provider: string): readonly string[] {
  const facts = catalogue[provider] ?? []
  return facts.filter(({ level }) => level === 'must' || level === 'should').map(({ id }) => id)
}

export const faultNamed = (faults: readonly FaultSummary[], id: string): FaultSummary => {
  const found = faults.find((fault) => fault.id === id)
  if (!found) throw new Error(`no fault ${id}`)
  return found
}
