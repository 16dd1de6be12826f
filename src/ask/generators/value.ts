import type { KnownCredential } from '../../model/account.ts'

/** How the parts of a joined query value are laid out. */
export interface Layout {
  kind: 'layout'
  /** Or sort keys of the parts: parts are put in the order of their keys. */
  order: 'listed' | 'reversed' | 'interleaved' | readonly number[]
  /** Put between the parts, in turn. */
  gaps: readonly string[]
  before: string
  after: string
}

/** A value that is not the credential it looks like. */
export interface ForgedCredential {
  kind: 'forged'
  secret: string
  /** How it differs from the right one, in words. */
  shown: string
}

/** A credential drawn by a generator. */
export interface DrawnCredential {
  kind: 'credential'
  credential: KnownCredential
}

/** What a variable of `for-all` can be. */
export type Value = string | readonly string[] | Layout | ForgedCredential | DrawnCredential

/** The variables of one case. */
export type Values = Readonly<Record<string, Value>>
