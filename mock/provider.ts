/** A request as a handler sees it: parsed, and with nothing left of the socket it came from. */
export interface MockRequest {
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** When it arrived, in ms since the Unix epoch. */
  readonly at: number
}

export interface MockResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /**
   * An object is served as JSON, text and bytes as they are, null as no body at all. The same object
   * is serialised once, so it must not change after it was returned.
   */
  readonly body: object | string | Uint8Array | null
  /** Default: at once, plain, with its length. */
  readonly delivery?: Delivery
}

/** How the bytes of an answer reach the client. None of it changes what the answer says. */
export interface Delivery {
  readonly encoding?: 'gzip' | 'br' | 'deflate'
  /** In several chunks, without a Content-Length. */
  readonly chunked?: boolean
  /** Spaces that JSON is indented by. */
  readonly indent?: number
  /** Everything beyond ASCII, and the slash, as escapes. */
  readonly escaped?: boolean
  /** Ends the connection after the answer. */
  readonly closes?: boolean
  /** Milliseconds until the answer. */
  readonly afterMs?: number
  /** Resets the connection in place of an answer. */
  readonly resets?: boolean
}

export type Handler<Account> = (request: MockRequest, account: Account) => MockResponse

/** Credentials by the name of the environment variable that carries each. */
export type Credentials = Readonly<Record<string, string>>

export interface RateLimit {
  /** How many requests one window lets through. */
  readonly requests: number
  readonly windowMs: number
  /** What shares a window: requests of the same key do. */
  readonly key: (request: MockRequest) => string
  /** The body of the 429. */
  readonly refusal: MockResponse['body']
}

/**
 * A reference provider as data and pure functions. Whatever wants to alter one (a fault, an odd
 * but correct variant) takes a provider and returns another.
 */
export interface Provider<Account> {
  readonly name: string
  readonly basePath: string
  readonly path: string
  /** The authentication header in curl's form, the credential's environment variable in place. */
  readonly authHeader: string
  /** The same seed and size give the same account. Without a size: the showcase. */
  readonly account: (seed: number, size?: number) => Account
  readonly credentials: (account: Account) => Credentials
  readonly handle: Handler<Account>
  readonly rateLimit?: RateLimit
}
