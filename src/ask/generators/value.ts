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
  /** The first part stands at the end once more. */
  repeats?: boolean
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

/** The texts that a drawn value puts into a request. */
export function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [value]
  if (!('kind' in value)) return value
  return value.kind === 'credential' ? [value.credential.secret] : []
}

/** The value, where it is of that kind; null for any other. */
export function ofKind<K extends 'layout' | 'forged' | 'credential'>(
  value: Value | undefined,
  kind: K,
): Extract<Value, { kind: K }> | null {
  const isTagged = typeof value === 'object' && 'kind' in value
  return isTagged && value.kind === kind ? (value as Extract<Value, { kind: K }>) : null
}
