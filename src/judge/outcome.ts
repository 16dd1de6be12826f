import type { Behavior } from '../model/contract.ts'
import type { Words } from '../model/words.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { JudgeContext } from './judge-context.ts'
import type { Mismatch } from './judgement.ts'

/** What the answers to a run show of one behavior. */
export type BehaviorOutcome =
  | { kind: 'held'; cases: number }
  | { kind: 'broken'; cases: number; brokenCases: number; findings: readonly Finding[] }
  | { kind: 'observed'; cases: number; words: string }
  | { kind: 'unverified'; reason: Words; optIn?: string }
  | { kind: 'error'; cases: number; reason: Words }

/** One contradiction as it was found; nothing of it may be shown as it is. */
export interface Finding {
  expected: Words
  actual: Words
  pointer: string | null
  exchange: Exchange
  /** The values of the generated case; null where nothing was generated. */
  counterexample: Readonly<Record<string, CaseValue>> | null
  seed: number
  /** Case number and the way of shrinking, separated by colons. */
  path: string | null
}

/** A value of a generated case: drawn from fields of the account, or in words of ours. */
export type CaseValue =
  | { kind: 'drawn'; value: string | readonly string[]; fields: readonly string[] }
  | { kind: 'own'; value: unknown }

/** The generated case that a failure was found with. */
export type Generated = Pick<Finding, 'counterexample' | 'path'>

/** Nothing was generated for it. */
export const ungenerated: Generated = { counterexample: null, path: null }

/** What an answer contradicts. */
export function findingOf(
  { expected, actual, pointer }: Mismatch,
  exchange: Exchange,
  seed: number,
  generated = ungenerated,
): Finding {
  return { expected, actual, pointer, exchange, seed, ...generated }
}

/** Why a behavior stays unverified: a flag that was not given, or what the account has not. */
export function lacking(
  behavior: Behavior,
  needs: string | null,
  { recording, account }: Pick<JudgeContext, 'recording' | 'account'>,
): BehaviorOutcome {
  const { optIn } = behavior
  if (optIn && !recording.settings.burst) {
    return {
      kind: 'unverified',
      reason: `needs ${optIn}: it goes past the documented rate limit on purpose`,
      optIn,
    }
  }
  const { length } = account.instances
  const [, count] = /^(\d+) instances?$/.exec(needs ?? '') ?? []
  if (behavior.needs && (needs === null || length > 1 || count === undefined)) {
    return { kind: 'unverified', reason: `needs ${behavior.needs}` }
  }
  return { kind: 'unverified', reason: `needs ${needs ?? '1 instance'}${butHas(count, length)}` }
}

/** What the account has instead; it may have enough, and show nothing with them. */
function butHas(count: string | undefined, length: number): string {
  if (count === undefined) return ''
  if (length < Number(count)) return `, the account has ${length === 0 ? 'none' : length}`
  const which =
    count === '1' ? 'that holds still' : 'that hold still and differ in what is asked for'
  return ` ${which}; the account has ${length}`
}
