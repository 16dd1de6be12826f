import type { Exchange, WireRequest } from '../recording/exchange.ts'
import type { Wire } from '../wire/wire.ts'
import { keyOf } from './cases.ts'

/** Sends equal requests once, unless a behavior is about repeating. */
export class Asks {
  readonly #wire: Wire
  readonly #answers = new Map<string, Promise<Exchange>>()

  constructor(wire: Wire) {
    this.#wire = wire
  }

  /** The answer to the request; sent only if no equal one was. */
  ask(request: WireRequest): Promise<Exchange> {
    const key = keyOf(request)
    const known = this.#answers.get(key) ?? this.#wire.send(request)
    this.#answers.set(key, known)
    return known
  }

  /** Whether an equal request was sent before. */
  has(request: WireRequest): boolean {
    return this.#answers.has(keyOf(request))
  }

  /** The answers to the request and to `times - 1` repetitions of it. */
  repeat(request: WireRequest, times: number): Promise<Exchange[]> {
    const again = Array.from({ length: times - 1 }, () => this.#wire.send(request))
    return Promise.all([this.ask(request), ...again])
  }
}
