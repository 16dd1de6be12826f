import type { MockResponse, Provider } from '../provider.ts'
import type { Random } from '../random.ts'

/**
 * One way of being odd and right: a server that does all that is documented and looks unlike the
 * reference. Nothing may be called broken on it.
 */
export interface Variant<Account> {
  /** Unique within its provider: what is odd, `<part>.<how>`. */
  readonly id: string
  readonly provider: string
  /** Why it is right. */
  readonly because: string
  /** So large that judging it takes seconds. */
  readonly slow?: boolean
  /** To be called once for each server. What is left to chance, `random` decides. */
  readonly apply: (provider: Provider<Account>, random: Random) => Provider<Account>
}

/** What the variants that all providers share have to know of one of them. */
export interface Ways<Instance> {
  readonly provider: string
  readonly nameOf: (instance: Instance) => string
  readonly rename: (instance: Instance, name: string) => Instance
  /** The instance in another legal state, where one is known that fits it. */
  readonly restate: (instance: Instance, turn: number) => Instance
  /** What tells instances apart. */
  readonly idOf: (instance: Instance) => string | number
  /** What a request beyond some limit is answered. */
  readonly limited: MockResponse
}
