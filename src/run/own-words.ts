import type { Contract } from '../model/contract.ts'
import type { Target } from './target.ts'

/** Words of our own messages that a secret may have in it, or be. */
export const vocabulary: readonly string[] = `
absent accepted account actual address again also always another answer answers array asked before
begins behavior belongs bearer body cannot carry case cases certificate changed character characters
closed complete connection content contradicted contract counterexample credential decides deviation
different documented each empty encoding error every exactly exchange exercised expected expired
failed format from given headers holds host http https instance instances integer invalid items
length limit list listed listing loses many match member message missing more nested network nobody
nothing null number object observed once only pages path pattern personal pointer present purpose
query rate reading reason redirects refused refuses repeat request requests reset response retried
right same schema seconds secret seed server settled shows something status string tells text than
that time timeout token tokens trouble type undone unknown unreachable unverified valid value values
vacuous waiting what which with within without wrong
`
  .trim()
  .split(/\s+/)

/**
 * Words that stand in a report because we say them, and would whatever the secrets are: those of the
 * contract, of our own messages, and the names of variables.
 */
export function ownWords(
  contract: Contract,
  credentials: Target['credentials'],
): ReadonlySet<string> {
  const words = new Set(vocabulary)
  for (const { env } of credentials.values()) words.add(env)
  for (const { env } of contract.credentials) words.add(env)
  const open: unknown[] = [contract]
  const seen = new Set<unknown>()
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    // No word of a language is longer, and none has more digits than a status.
    if (typeof value === 'string')
      for (const [word] of value.matchAll(/[a-z]{3,24}|(?<!\d)\d{3}(?!\d)/gi)) words.add(word)
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    open.push(...partsOf(value))
  }
  return words
}

function partsOf(value: object): unknown[] {
  if (value instanceof Map) return [...value].flat().filter((part) => part !== undefined)
  return Object.entries(value)
    .flat()
    .filter((part: unknown) => part !== undefined && part !== null)
}
