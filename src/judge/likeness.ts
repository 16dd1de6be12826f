import type { Contract, PassiveBehavior } from '../model/contract.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Recording } from '../recording/recording.ts'
import { Timeline } from './instances/timeline.ts'
import { judgePassive } from './passive.ts'
import { listOf } from './snapshots.ts'

/** The contracts of other providers, read only where an answer may be one of theirs. */
export type OtherContracts = () => readonly Contract[]

/** So many musts at least must an answer keep, and break none, to be called one of another provider. */
const fewestHeld = 5

/** Longer bodies, in bytes, are not held against every contract: each takes as long as the first. */
const longestBody = 1_000_000

/**
 * The provider whose contract an answer fits without a flaw, in words; null where there is none.
 * An answer that lists no instance fits too many, and is called that of none.
 * @param first the listing of the whole account, which its own contract finds wrong
 */
export function likenessWords(
  contract: Contract,
  first: Exchange,
  recording: Recording,
  others: OtherContracts,
): string | null {
  const { outcome } = first
  if (outcome.kind !== 'response' || outcome.response.length > longestBody) return null
  const [best] = others()
    .filter(({ sha256 }) => sha256 !== contract.sha256)
    .map((other) => ({ provider: other.provider, held: mustsHeld(other, first, recording) }))
    .filter(({ held }) => held >= fewestHeld)
    .toSorted((one, other) => other.held - one.held)
  return best ? `this answers like ${best.provider}: --provider=${best.provider}` : null
}

/** How many musts of a contract an answer keeps, by itself; 0 where it breaks one or lists nothing. */
function mustsHeld(contract: Contract, first: Exchange, recording: Recording): number {
  const list = listOf(first, contract)
  if (!list || list.length === 0) return 0
  const timeline = new Timeline()
  timeline.add(list)
  const alone = { ...recording, exchanges: [first] }
  const context = { contract, timeline, recording: alone, baseline: first.id }
  let held = 0
  for (const behavior of contract.behaviors.filter(isPassiveMust)) {
    const { cases, brokenCases } = judgePassive(behavior, context)
    if (brokenCases > 0) return 0
    if (cases > 0) held++
  }
  return held
}

function isPassiveMust(behavior: Contract['behaviors'][number]): behavior is PassiveBehavior {
  return behavior.kind === 'passive' && behavior.level === 'must'
}
