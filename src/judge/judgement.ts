import type { Words } from '../model/words.ts'
import type { Exchange } from '../recording/exchange.ts'

/** One way in which an answer contradicts what is documented. */
export interface Mismatch {
  expected: Words
  actual: Words
  /** JSON pointer into the body, or null. */
  pointer: string | null
}

/** What one case shows. */
export type Judgement =
  | { kind: 'held' }
  /** Nothing contradicts, but neither would a server that does not do it at all. */
  | { kind: 'vacuous'; needs: string }
  /** What contradicts proves nothing, for the account, or who asked, was not what it was taken for. */
  | { kind: 'dropped'; needs: string }
  /** `steps`: what it takes to see it, in the order of sending; the last answer is the wrong one. */
  | { kind: 'broken'; mismatches: readonly Mismatch[]; steps?: readonly Exchange[] }
  | { kind: 'no-answer'; reason: string }
  | { kind: 'not-sent'; reason: string }

export const held: Judgement = { kind: 'held' }

/** Broken where there are mismatches, held where there are none. */
export function judged(mismatches: readonly Mismatch[]): Judgement {
  return mismatches.length === 0 ? held : { kind: 'broken', mismatches }
}
