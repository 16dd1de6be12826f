import type { ActiveBehavior } from '../model/contract.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { CaseId } from '../recording/recording.ts'
import { keyOf } from './cases.ts'
import type { Case } from './cases.ts'

/** A case with the answers to its request, in the order of sending. */
export interface AnsweredCase {
  case: Case
  exchanges: readonly Exchange[]
}

/** A case, and the places of what repeats its request among the asks. */
interface PlannedCase {
  case: Case
  repetitions: readonly number[]
}

/** The requests of all cases: equal ones once, but where a behavior is about repeating. */
export class Plan {
  readonly asks: { request: Case['request']; cases: CaseId[] }[] = []
  readonly #places = new Map<string, number>()
  readonly #answers: Map<string, Exchange>
  #all: readonly Exchange[] = []

  /** @param answers by the key of their request; what has one is not asked for */
  constructor(answers: Map<string, Exchange>) {
    this.#answers = answers
  }

  add({ id, request: { repeat } }: ActiveBehavior, cases: readonly Case[]): PlannedCase[] {
    return cases.map((one) => {
      const { request, index } = one
      const caseId = { behavior: id, path: String(index) }
      const repetitions = Array.from(
        { length: repeat - 1 },
        () => this.asks.push({ request, cases: [caseId] }) - 1,
      )
      const key = keyOf(request)
      const place = this.#places.get(key)
      if (place !== undefined) this.asks[place]?.cases.push(caseId)
      else if (!this.#answers.has(key))
        this.#places.set(key, this.asks.push({ request, cases: [caseId] }) - 1)
      return { case: one, repetitions }
    })
  }

  /** @param all one for each ask */
  answered(all: readonly Exchange[]): void {
    this.#all = all
    for (const [key, place] of this.#places) {
      const exchange = all[place]
      if (exchange) this.#answers.set(key, exchange)
    }
  }

  answeredCase({ case: one, repetitions }: PlannedCase): AnsweredCase {
    const first = this.#answers.get(keyOf(one.request))
    const others = repetitions.flatMap((place) => this.#all[place] ?? [])
    return { case: one, exchanges: [...(first ? [first] : []), ...others] }
  }
}
