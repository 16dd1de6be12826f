import type { Progress } from '../model/progress.ts'
import type { Ask, CaseId } from '../recording/recording.ts'
import type { Target } from '../model/target.ts'

/** Tells how far a target is, each time that this changes. */
export class ProgressTeller {
  readonly #tell: (progress: Progress) => void
  #progress: Progress
  /** Answers that each behavior waits for; null before they are asked for. */
  #open: Map<string, number> | null = null

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

  /** The requests of all behaviors are about to be sent; one without any has all its answers. */
  asking(asks: readonly Ask[]): void {
    const behaviors = asks.flatMap(({ cases }) => cases.map(({ behavior }) => behavior))
    if (behaviors.length === 0 || this.#open !== null) return
    this.#open = new Map()
    for (const id of behaviors) this.#open.set(id, (this.#open.get(id) ?? 0) + 1)
    this.#change({ done: this.#progress.total - this.#open.size })
  }

  /** One of the requests of each case was answered. */
  answered(cases: readonly CaseId[]): void {
    for (const { behavior } of cases) {
      const left = (this.#open?.get(behavior) ?? 0) - 1
      this.#open?.set(behavior, left)
      if (left === 0) this.#change({ done: this.#progress.done + 1 })
    }
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
