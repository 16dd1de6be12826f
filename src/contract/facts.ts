import type { Level } from '../model/contract.ts'
import type { ContractProblem } from './error.ts'
import { suggestion } from './nearest.ts'
import type { RawContract } from './raw.ts'
import type { Source } from './source.ts'

/** A documented fact of the catalogue `contracts/facts.yaml`. */
export interface Fact {
  id: string
  basis: 'stated' | 'shown' | 'inferred' | 'open'
  /** `none`: not observable on this endpoint. */
  level: Level | 'none'
  /** Lines of the documentation page. */
  at: string
  fact: string
  untestable?: string
}

/**
 * Checks that a contract covers every fact of its provider at the fact's level, and nothing else.
 * Without a catalogue only the contract itself is compared: one fact, one level.
 */
export function coverageProblems(
  contract: RawContract,
  source: Source,
  facts: readonly Fact[] | null,
): ContractProblem[] {
  const levels = new Map<string, Level>()
  const problems: ContractProblem[] = []
  for (const [index, { id, level, covers }] of contract.behaviors.entries()) {
    for (const [position, fact] of covers.entries()) {
      const place = source.placeOf(['behaviors', index, 'covers', position])
      const message = coverProblem(fact, level, facts, levels.get(fact))
      if (message) problems.push({ place, message: `${id}: ${message}` })
      levels.set(fact, levels.get(fact) ?? level)
    }
  }
  const missing = (facts ?? []).filter((fact) => fact.level !== 'none' && !levels.has(fact.id))
  const place = source.placeOf(['behaviors'], 'key')
  return [
    ...problems,
    ...missing.map((fact) => ({
      place,
      message: `no behavior covers ${fact.id} (${fact.level}): ${fact.fact}`,
    })),
  ]
}

function coverProblem(
  id: string,
  level: Level,
  facts: readonly Fact[] | null,
  earlier: Level | undefined,
): string | null {
  if (!facts) {
    return earlier === undefined || earlier === level
      ? null
      : `${id} is covered at level ${earlier} above, and at level ${level} here`
  }
  const fact = facts.find((known) => known.id === id)
  const ids = facts.map((known) => known.id)
  if (!fact) return `the catalogue has no fact ${id}${suggestion(id, ids)}`
  if (fact.level === 'none') return `${id} cannot be observed: ${fact.untestable ?? fact.fact}`
  return fact.level === level
    ? null
    : `${id} is a fact of level ${fact.level}, the behavior says ${level}`
}
