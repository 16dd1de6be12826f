/** One instance as a listing shows it. */
export interface Instance {
  /** Tells instances apart: the documented id, else all fields together; null where there is neither. */
  identity: string | null
  /** Position in the array. */
  index: number
  /** The contract's fields as text; null where absent, null, or no text or number. */
  values: ReadonlyMap<string, string | null>
  item: unknown
}

/** A credential as the user gave it. */
export interface GivenCredential {
  role: string
  secret: string
  /** The variable that held it. */
  env: string
}

/** A credential that is expected to be accepted. */
export interface KnownCredential {
  role: string
  secret: string
  /** Given by the user, or documented to work; otherwise a refusal proves nothing. */
  trusted: boolean
  genuine: true
  /** For a curl line: `$NAME`, or words. */
  shown: string
}

/** What generators and relations know of the account under test. */
export interface Account {
  instances: readonly Instance[]
  /** By role: what was given first, then what the listing shows. */
  credentials: ReadonlyMap<string, readonly KnownCredential[]>
}
