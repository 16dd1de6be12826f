/** Who a request was sent as. `secret` is the value itself and never leaves the process. */
export interface SentAs {
  /** The role whose header was used; null when no credential was sent. */
  role: string | null
  secret: string | null
  /** The credential must be accepted. */
  trusted: boolean
  /** Not made up: an answer that accepts it is a right one. */
  genuine: boolean
  /** For a curl line: what stands for the value (`$NAME`, or words for a wrong one). */
  shown: string | null
}

/** One request of the operation. */
export interface WireRequest {
  as: SentAs
  query: readonly (readonly [name: string, value: string])[]
  headers: Readonly<Record<string, string>>
  /** What of the query was drawn, and from which fields of the listing; absent: nothing. */
  drawn?: readonly Drawn[]
}

/** A value of a query that was drawn from what instances hold. */
export interface Drawn {
  value: string
  fields: readonly string[]
}

/** A complete answer. */
export interface WireResponse {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Bytes of the whole body, decoded. */
  length: number
  /** The body as JSON, or why it is none. */
  body: { ok: true; value: unknown } | { ok: false; reason: string }
}

/** What kept a request from its answer; `withheld`: it was not sent, the server being past hope. */
export type Hindrance = 'timeout' | 'refused' | 'lost' | 'too-large' | 'withheld' | 'other'

/** A request with its answer, or with the reason why there is none. */
export interface Exchange {
  /** `e1`, `e2`, … in the order of sending. */
  id: string
  request: WireRequest
  /** Milliseconds on the clock of the wire. */
  sentAt: number
  durationMs: number
  outcome:
    | { kind: 'response'; response: WireResponse }
    | { kind: 'no-answer'; cause: Hindrance; reason: string }
    | { kind: 'not-sent'; reason: string }
}
