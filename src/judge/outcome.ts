import type { Words } from '../model/words.ts'
import type { Exchange } from '../recording/exchange.ts'
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
  /** Where the exchange alone does not show it: all that it takes, in order; the exchange is the last. */
  steps?: readonly Exchange[]
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
