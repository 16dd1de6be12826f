import type { ActiveBehavior } from '../model/contract.ts'
import type { Exchange, WireRequest } from '../recording/exchange.ts'
import type { Ask } from '../recording/recording.ts'
import { keyOf } from './cases.ts'
import type { Case } from './cases.ts'
import { disturbances, repetitionsOf } from './repetitions.ts'
import type { Disturbance, Planned } from './repetitions.ts'
import { Turns } from './reading-turns.ts'

/** A case with the answers to its request, in the order of sending. */
export interface AnsweredCase {
  case: Case
  exchanges: readonly Exchange[]
}

/** The behavior that a request is for, as far as a plan needs it. */
interface Asking extends Pick<ActiveBehavior, 'id' | 'level'> {
  request: Pick<ActiveBehavior['request'], 'repeat'>
  expect: readonly Pick<ActiveBehavior['expect'][number], 'status'>[]
}

/**
 * The requests of all cases, equal ones once, by what they may leave behind. After those of each
 * kind the account is read again; last, some of them are sent once more.
 */
export class Plan {
  readonly #reading: Planned
  readonly #planned = new Map<string, Planned>()
  readonly #answers: Map<string, Exchange>
  /** Answers after the first, by the key of their request. */
  readonly #again = new Map<string, Exchange[]>()

  /**
   * @param reading lists the whole account, and was answered
   * @param answers by the key of their request; what has one is not asked for first
   */
  constructor(reading: WireRequest, answers: Map<string, Exchange>) {
    this.#answers = answers
    this.#reading = this.#plannedFor(reading, 'none')
  }

  #plannedFor(request: WireRequest, disturbance: Disturbance): Planned {
    const key = keyOf(request)
    const known = this.#planned.get(key)
    if (known) return known
    const planned = { request, cases: [], disturbance, status: '', binds: false, times: 0 }
    this.#planned.set(key, planned)
    return planned
  }

  add(asking: Asking, one: Case, disturbance: Disturbance): void {
    const { id, level, expect, request } = asking
    const planned = this.#plannedFor(one.request, disturbance)
    planned.cases.push({ behavior: id, path: String(one.index) })
    planned.status ||= String(expect[0]?.status ?? '')
    planned.binds ||= level !== 'observe'
    planned.times = Math.max(planned.times, request.repeat - 1)
  }

  /**
   * What to ask, one question after the other.
   * @param seed decides what is asked again
   */
  questions(seed: number): Ask[][] {
    const stages = this.#stages()
    const last = stages.at(-1) ?? []
    last.push(...repetitionsOf(stages.flat(), seed))
    const turns = new Turns()
    let begin: Planned[] = []
    const questions = stages.map((stage, index) => {
      const asks = [...begin, ...stage]
      const later = stage === last ? 0 : turns.heldBack(asks.length, stage.length - 1)
      begin = [...this.#recurring(index + 1), ...asks.splice(asks.length - later)]
      turns.pass(asks.length)
      return asks
    })
    return [...questions, [...begin, ...this.#owed(stages.length, turns)]]
  }

  /** First requests that have no answer yet, by what they may leave behind. */
  #stages(): Planned[][] {
    const open = [...this.#planned].flatMap(([key, one]) => (this.#answers.has(key) ? [] : [one]))
    const [harmless = [], ...others] = disturbances.map((kind) =>
      open.filter(({ disturbance }) => disturbance === kind),
    )
    const [first = [], ...rest] = others.filter(({ length }) => length > 0)
    return [[...harmless, ...first], ...rest].filter(({ length }) => length > 0)
  }

  /** What is asked again after so many stages: the account, and what is to be repeated as often. */
  #recurring(stages: number): Planned[] {
    const others = [...this.#planned.values()].filter(
      (one) => one !== this.#reading && one.times >= stages,
    )
    return [this.#reading, ...others]
  }

  /** What so many stages had no room for: repetitions, and readings that meet what none met. */
  #owed(stages: number, turns: Turns): Planned[] {
    const owed = [...this.#planned.values()].flatMap((one) =>
      Array.from({ length: Math.max(0, one.times - stages) }, () => one),
    )
    const missed = stages === 0 ? 0 : turns.missed()
    return [...owed, ...Array.from({ length: missed }, () => this.#reading)]
  }

  /** @param exchanges one for each of the asks */
  answered(asks: readonly Ask[], exchanges: readonly Exchange[]): void {
    for (const [index, { request }] of asks.entries()) {
      const exchange = exchanges[index]
      if (!exchange) continue
      const key = keyOf(request)
      if (this.#answers.has(key)) this.#again.set(key, [...(this.#again.get(key) ?? []), exchange])
      else this.#answers.set(key, exchange)
    }
  }

  /** The case with its answers; a repetition that nobody asked for may be missing. */
  answeredCase({ request: { repeat } }: Asking, one: Case): AnsweredCase {
    const key = keyOf(one.request)
    const first = this.#answers.get(key)
    const all = [...(first ? [first] : []), ...(this.#again.get(key) ?? [])]
    const exchanges = all.filter(
      ({ outcome }, index) => index < repeat || outcome.kind !== 'not-sent',
    )
    return { case: one, exchanges }
  }
}
