import type { Progress } from '../model/progress.ts'
import type { Target } from '../model/target.ts'

/** Tells how far a target is, each time that this changes. */
export class ProgressTeller {
  readonly #tell: (progress: Progress) => void
  #progress: Progress

  constructor(
    { name, contract }: Pick<Target, 'name' | 'contract'>,
    tell: (progress: Progress) => void = () => undefined,
  ) {
    const total = contract.behaviors.filter(({ kind }) => kind === 'active').length
    this.#tell = tell
    this.#progress = { target: name, done: 0, total, requests: 0, waitsMs: null }
  }

  /** A request was sent. */
  sent(): void {
    this.#change({ requests: this.#progress.requests + 1, waitsMs: null })
  }

  /** A behavior has all its answers. */
  exercised(): void {
    this.#change({ done: this.#progress.done + 1 })
  }

  /** Nothing more goes for so many milliseconds. */
  waiting(waitsMs: number): void {
    this.#change({ waitsMs })
  }

  #change(changed: Partial<Progress>): void {
    this.#progress = { ...this.#progress, ...changed }
    this.#tell(this.#progress)
  }
}
