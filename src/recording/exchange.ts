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
  /** Beside those of every request; null: not sent, although every other request has it. */
  headers: Readonly<Record<string, string | null>>
  /** What of the query was drawn, and from which fields of the listing; absent: nothing. */
  drawn?: readonly Drawn[]
}

/** A value of a query that was drawn from what instances hold. */
export interface Drawn {
  value: string
  fields: readonly string[]
}

/** Where a text stops being JSON. */
export interface BodyBreak {
  /** Bytes before the one that no JSON has there; all of them, where the text is cut off. */
  at: number
  kind:
    | 'end'
    | 'end-in-string'
    | 'end-in-array'
    | 'end-in-object'
    | 'extra'
    | 'control-character'
    | 'escape'
    | 'no-utf-8'
    | 'trailing-comma'
    | 'single-quote'
    | 'comment'
    | 'infinite'
    | 'word'
    | 'number'
    | 'bare-name'
    | 'no-name'
    | 'no-colon'
    | 'no-comma'
    | 'no-value'
}

/** What the bytes of a body say of it before they are parsed; up to the break, where there is one. */
export interface BodyFacts {
  /** Without the content-encoding. */
  bytes: number
  /** It begins with a byte order mark. */
  byteOrderMark: boolean
  /** Arrays and objects within each other. */
  depth: number
  /** Values, arrays and objects included. */
  values: number
  /** Different names of members, wherever they stand. */
  names: number
  /** Offset of the first name that its object had before, or null. */
  repeatedName: number | null
  /** Offset of the first number past 2^53, or null. */
  largeNumber: number | null
  break: BodyBreak | null
}

/** A complete answer. */
export interface WireResponse {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Bytes of the whole body, decoded. */
  length: number
  /** The body as JSON, or why it is none: told by its kind and length, never by its text. */
  body: { ok: true; value: unknown } | { ok: false; reason: string; isPage?: boolean }
  /** Null where the body could not even be decoded. */
  facts: BodyFacts | null
}

/**
 * What kept a request from its answer; `over-limit`: the answer holds more than is judged;
 * `withheld`: it was not sent, the server being past hope; `not-up`: the server did not begin to answer in the
 * time that it was given.
 */
export type Hindrance =
  | 'timeout'
  | 'refused'
  | 'unresolved'
  | 'lost'
  | 'tls'
  | 'proxy'
  | 'not-up'
  | 'too-large'
  | 'over-limit'
  | 'withheld'
  | 'other'

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
