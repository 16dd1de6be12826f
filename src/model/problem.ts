import type { Words } from './words.ts'

/** A user's mistake, or targets that cannot be asked: one line that says what to do, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Why a target cannot be judged at all, and how its behaviors are to be reported. */
export interface TargetProblem {
  reason: Words
  /** `error`: no answer to judge; `unverified`: an answer, but none that behaviors can be judged on. */
  verdict: 'error' | 'unverified'
}
