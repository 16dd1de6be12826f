import type { JsonSchema } from './json.ts'
import type { Relation } from './relation.ts'
import type { Words } from './words.ts'

/** How binding a behavior is. Only a broken `must` breaks a target. */
export type Level = 'must' | 'should' | 'observe'

/** The suites, one file each in `suites/`. */
export type Family = 'envelope' | 'items' | 'scope' | 'filters' | 'errors' | 'limits' | 'openness'

/** Where a credential is sent, and where its value comes from. */
export interface Credential {
  role: string
  /** Lower-case header name. */
  header: string
  /** Put before the value, with a space between: `Bearer`. */
  scheme: string | null
  /** Environment variable that holds the value. */
  env: string
  /** Where instances show a value that works as this credential; null where they do not. */
  discover: Discovery | null
  /**
   * True where the documentation does not say that the discovered value works as a credential: a
   * refusal then proves nothing.
   */
  inferred: boolean
}

/** Where, inside an item, a credential is found. */
export interface Discovery {
  pointer: string
  /** Only items of this shape show one that works; null: all do. */
  when: Shape | null
}

/** A value of an item that requests and relations may use. */
export interface Field {
  name: string
  pointer: string
  /** Takes the first group of the match instead of the whole value. */
  take: RegExp | null
  /** Items of another shape have no such value; null: all may have one. */
  when: Shape | null
  /** A documented value; null where the contract gives none. */
  example: string | null
  /** Values that match are of no use in a request (a comma in a comma-separated filter). */
  unless: RegExp | null
  /** The value changes in the life of an instance: another one contradicts nothing. */
  moves: boolean
}

/** Where the items are in a body, and what tells them apart. */
export interface Listing {
  items: string
  id: string
  /** The server draws the id: an instance that was deleted never comes back under it. */
  drawnId: boolean
  /** What the request must say so that the whole account is listed. */
  query: readonly (readonly [name: string, value: string])[]
  fields: ReadonlyMap<string, Field>
  /** What people call an instance by; null: its number in the listing. */
  label: Label | null
}

/** The member of an instance that people call it by. */
export interface Label {
  pointer: string
  /** It is somebody's name: reports call the instance by its number. */
  personal: boolean
}

/** A part of a base URL that lets somebody in. */
export type SecretPart = 'path-segment' | 'host-label'

/** Validates a value; `null` means that the shape says nothing of this value (nothing to judge). */
export interface Shape {
  schema: JsonSchema
  /** Whether the value fits; far faster than to list mismatches where there are many. */
  readonly fits: (value: unknown) => boolean
  /** The first mismatches of the value with the shape, in words; empty where it fits. */
  mismatches(value: unknown): ShapeMismatch[]
  /** Whether there are values that the shape does not apply to. */
  optional: boolean
  /** Whether the shape applies to the value at all (an optional member that is absent does not). */
  applies(value: unknown): boolean
}

/** One way in which a value does not fit a shape. */
export interface ShapeMismatch {
  pointer: string
  expected: Words
  actual: Words
}

/** Text with `{variable}` in it, or variables joined by a layout. */
export type Template =
  | { kind: 'text'; text: string }
  | { kind: 'join'; variables: readonly string[]; layout: string | null; by: string }

/** Who asks: a role, no credential at all, a credential drawn by a generator, or a role with a value of its own. */
export type Sender =
  | { kind: 'role'; role: string }
  | { kind: 'anonymous' }
  | { kind: 'credential'; variable: string }
  | { kind: 'forged'; role: string; variable: string }

/** Names and values; a name that stands repeatedly has a pair for each time. */
export type Query = readonly (readonly [name: string, value: Template])[]

export interface RequestSpec {
  as: Sender
  /** They take turns, one a case; at least one. */
  queries: readonly Query[]
  /** With null in place of the value: one that every request has, and this one has not. */
  headers: readonly (readonly [name: string, value: string | null])[]
  /** How often the same request is sent; 1 unless the behavior is about repeating. */
  repeat: number
}

/** What RFC 8259 demands of a text (`valid`), or advises. */
export type JsonText = 'valid' | 'unique-names' | 'exact-numbers'

/** What an answer must be. Every part that is given must hold. */
export interface Expectation {
  status: readonly string[] | null
  contentType: string | null
  json: JsonText | null
  /** Whether the answer must be a listing, or must not be one; null where either is right. */
  listing: boolean | null
  body: Shape | null
  item: Shape | null
  items: Relation | null
}

/** A part of a generator's description, as the contract gives it. */
export interface Generator {
  kind: string
  argument: unknown
  options: Readonly<Record<string, unknown>>
}

/** Which of the answers that the run sees anyway are judged. */
export type Scope = 'every-response' | 'every-success' | 'every-listing' | 'every-item' | 'baseline'

interface BehaviorBase {
  /** `<provider>.<family part>.<name>`, stable. */
  id: string
  family: Family
  level: Level
  covers: readonly string[]
  title: string
  /** What an account needs so that the behavior can be exercised, in words. */
  needs: string | null
  /** Flag without which the behavior is not exercised. */
  optIn: '--burst' | null
  /** SHA-256 of what it is judged by, hexadecimal (`src/contract/behavior-digest.ts`). */
  digest: string
}

/** Judged on answers to requests that other behaviors make; costs no request of its own. */
export interface PassiveBehavior extends BehaviorBase {
  kind: 'passive'
  on: Scope
  when: { status: readonly string[] | null; shape: Shape | null }
  /** One of these must hold. */
  expect: readonly Expectation[]
}

/** Makes requests of its own, one a generated case. */
export interface ActiveBehavior extends BehaviorBase {
  kind: 'active'
  forAll: ReadonlyMap<string, Generator>
  request: RequestSpec
  /** So many cases with the usual ten runs; more `--runs` raise it in proportion, fewer cap it. */
  runs: number | null
  /** One of these must hold for each case. */
  expect: readonly Expectation[]
  /** The answers of all cases together must list every instance of the baseline exactly once. */
  together: boolean
  /** For an observation: the first alternative that holds is what is reported. */
  alternatives: readonly { words: string; expect: Expectation }[]
}

/** Goes past the documented rate limit. */
export interface BurstBehavior extends BehaviorBase {
  kind: 'burst'
  as: string
}

export type Behavior = PassiveBehavior | ActiveBehavior | BurstBehavior

/** So many requests in any `seconds`; `per`: what they are counted for. */
export interface RateLimit {
  requests: number
  seconds: number
  per: 'account' | 'credential'
}

/** A provider's documented promises, checked and compiled. */
export interface Contract {
  provider: string
  title: string
  revision: string
  docs: string
  servers: readonly string[]
  operation: { method: 'GET'; path: string }
  /** In the order of the contract; the first one lists the whole account. */
  credentials: readonly Credential[]
  rateLimit: RateLimit | null
  listing: Listing
  /** Names of members whose values must never be shown. */
  secrets: readonly string[]
  /** Names of members, or pointers into an instance, that hold somebody's personal data. */
  personal: readonly string[]
  /** Parts of a base URL that are masked as credentials are, where no documented server has them. */
  secretIn: readonly SecretPart[]
  /** What `#/schemas/<name>` refers to. */
  schemas: ReadonlyMap<string, JsonSchema>
  behaviors: readonly Behavior[]
  /** SHA-256 of the file, hexadecimal. */
  sha256: string
}
