import type { Behavior } from '../model/contract.ts'

/**
 * What an account must have so that the behavior can be exercised: what the contract says, and what
 * a relation needs to tell a right server from one that leaves nothing out (checks/relation.ts).
 */
export function needsOf(behavior: Behavior): string | null {
  const needs = [behavior.needs, impliedBy(behavior)].filter((one) => one !== null)
  return needs.length === 0 ? null : needs.join('; ')
}

function impliedBy(behavior: Behavior): string | null {
  const relations =
    behavior.kind === 'active' ? behavior.expect.map(({ items }) => items?.kind) : []
  if (relations.includes('own')) return 'an instance besides the one that the credential belongs to'
  return relations.includes('where') ? 'an instance that the filter must leave out' : null
}
