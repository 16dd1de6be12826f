import type { Provider } from '../provider.ts'

/** One way of being wrong: a provider that breaks the named facts and does all else as documented. */
export interface Fault<Account> {
  /** Unique within its provider: what is wrong, `<part>.<how>`. */
  readonly id: string
  readonly provider: string
  /** Facts of the catalogue (`contracts/facts.yaml`) that no longer hold. */
  readonly breaks: readonly string[]
  /** To be called once for each server, as a fault may count requests. */
  readonly apply: (provider: Provider<Account>) => Provider<Account>
}

/** A binding fact that has no fault, because no server could break it where a GET would show it. */
export interface Exemption {
  readonly provider: string
  readonly fact: string
  readonly reason: string
}
