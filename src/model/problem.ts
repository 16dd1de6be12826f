import type { TargetReport } from './report.ts'
import type { Words } from './words.ts'

/** A user's mistake, or targets that cannot be asked: one line that says what to do, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** The targets that the run was about, as far as that is known. */
  readonly targets: readonly TargetReport[]

  constructor(message: string, targets: readonly TargetReport[] = []) {
    super(message)
    this.targets = targets
  }
}

/** Why a target cannot be judged at all, and how its behaviors are to be reported. */
export interface TargetProblem {
  reason: Words
  /** `error`: no answer to judge; `unverified`: an answer, but none that behaviors can be judged on. */
  verdict: 'error' | 'unverified'
}
