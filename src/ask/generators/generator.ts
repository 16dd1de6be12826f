import type fc from 'fast-check'
import type { Account } from '../../model/account.ts'
import type { Contract } from '../../model/contract.ts'
import type { Value } from './value.ts'

/** What a generator draws from. */
export interface Source {
  contract: Contract
  account: Account
  /** Number of the case, from 0: kinds of values take turns, so that few cases cover all kinds. */
  index: number
  /** Number of the case, within a choice too, where `index` counts the turns of what is chosen. */
  caseIndex: number
  /** How many cases there usually are: the next seed goes on where the cases of this one end. */
  usual: number
  /** Of the run and the behavior; for choices that must not depend on the case. */
  seed: number
}

/** A generator at work, or what the account lacks for it. */
export type Drawn =
  | {
      ok: true
      arbitrary: fc.Arbitrary<Value>
      /** How many different values there are; Infinity where there is no end to them. */
      size: number
      /** All of them are asked for, whatever `--runs` says. */
      exhaustive?: boolean
    }
  | Lack

/** What an account has not, in words. */
export interface Lack {
  ok: false
  needs: string
}

/** What the account does not offer. */
export function lacking(needs: string): Lack {
  return { ok: false, needs }
}
