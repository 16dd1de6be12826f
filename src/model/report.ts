import type { Level } from './contract.ts'

/** Bumped when a reader of report.json would have to change. */
export const schemaVersion = 2

export type Verdict = 'pass' | 'fail' | 'warn' | 'observed' | 'unverified' | 'error'

export type TargetVerdict =
  'conformant' | 'incomplete' | 'known-deviations' | 'non-conformant' | 'error'

/** Lines of a JSON body, of which some are what a failure is about. */
export interface Excerpt {
  lines: readonly string[]
  /** First marked line and the one after the last, counted from 0; equal where none is marked. */
  marked: readonly [from: number, to: number]
}

/** A request of a failure. Redacted. */
export interface Step {
  /** Method and path with query, relative to the base URL. */
  request: string
  /** A shell line that repeats the request; credentials are shell variables. */
  curl: string
  /** Id of the exchange. */
  exchange: string
}

/** One contradiction, with all that is needed to see it again; the step is the one that shows it. Redacted. */
export interface Failure extends Step {
  expected: string
  actual: string
  /** JSON pointer into the body, or null where the body is not what is wrong. */
  pointer: string | null
  /** Where one request does not show it: all that it takes, in their order; that one is the last. */
  steps?: readonly Step[]
  /** The part of the answer around the pointer; null where the answer was not JSON. */
  excerpt: Excerpt | null
  /** The shrunk values of the generated case, or null where nothing was generated. */
  counterexample: Record<string, unknown> | null
  seed: number
  /** Case number and the way of shrinking, separated by colons. */
  path: string | null
}

interface BehaviorReportBase {
  id: string
  level: Level
  title: string
  covers: readonly string[]
  /** How many answers or items were judged. */
  cases: number
  /** Ids of the exchanges that it was judged on, in the order of sending. */
  exchanges: readonly string[]
  /** SHA-256 of what it was judged by, hexadecimal: equal where the promise is the same. */
  digest: string
}

export type BehaviorReport = BehaviorReportBase &
  (
    | { verdict: 'pass' }
    | {
        verdict: 'fail' | 'warn'
        reason: string
        failures: readonly Failure[]
        known?: KnownNote
        /** The report that this one was compared with was made by a contract without this very promise. */
        newInContract?: true
        /** Id of the behavior that fell for the same cause, and says most about it. */
        cause?: string
      }
    | { verdict: 'observed'; reason: string }
    | { verdict: 'unverified'; reason: string; optIn?: string }
    | { verdict: 'error'; reason: string }
  )

/** Why a failure does not count, from the file of known deviations. */
export interface KnownNote {
  reason: string
  link: string | null
}

export type Counts = Record<Verdict, number>

export interface RequestCounts {
  sent: number
  /** Sent past the rate limit on purpose; not part of `sent`. */
  burst: number
  retried: number
  /** Milliseconds in which requests waited for the rate limit, however many at a time. */
  waitedMs: number
}

export type Header = readonly [name: string, value: string]

/** A request with its answer, or with the reason why there is none. Redacted. */
export interface ShownExchange {
  /** `e1`, `e2`, … in the order of sending. */
  id: string
  /** ISO 8601, UTC. */
  startedAt: string
  durationMs: number
  request: {
    method: 'GET'
    url: string
    /** The query's parts, decoded. */
    query: readonly Header[]
    /** A credential's value is the name of its shell variable. */
    headers: readonly Header[]
  }
  outcome:
    | { kind: 'response'; status: number; headers: readonly Header[]; body: ShownBody }
    | { kind: 'no-answer'; reason: string }
}

export interface ShownBody {
  /** The body as JSON, with what must not be shown told by its kind; empty where it is not JSON. */
  text: string
  /** Length of the whole body as it was read, in bytes. */
  length: number
  /** Whether no member and no element is left out. */
  whole: boolean
  /** Why it is not JSON; null where it is. */
  unreadable: string | null
}

/** Behaviors that a run leaves out unless a flag asks for them. */
export interface NotExercised {
  optIn: string
  /** Their ids. */
  behaviors: readonly string[]
}

export interface TargetReport {
  name: string
  provider: string
  baseUrl: string
  /** Null in both where the contract could not be read. */
  contract: { revision: string | null; sha256: string | null }
  verdict: TargetVerdict
  /** Why the target could not be judged, or what makes the verdict; null where there is nothing to say. */
  reason: string | null
  counts: Counts
  requests: RequestCounts
  behaviors: readonly BehaviorReport[]
  /** Known deviations that no longer deviate: ids whose entries should be removed. */
  stale: readonly string[]
  /** What nobody asked for, by the flag that would have. */
  notExercised: readonly NotExercised[]
  /** What failures cite, in the order of sending; every exchange where a format shows them all. */
  exchanges: readonly ShownExchange[]
}

/** A signal that ends a run. */
export type Interrupt = 'SIGINT' | 'SIGTERM'

/** What a run was asked for. Redacted. */
export interface ReportOptions {
  /** By the name of its flag. */
  readonly [flag: string]:
    string | number | boolean | null | readonly string[] | CredentialVariables
  credentials: CredentialVariables
}

/** The variables that held credentials, by target and role; never their values. */
export type CredentialVariables = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface Report {
  schemaVersion: typeof schemaVersion
  /** `node`: the version of the process. */
  suite: { name: string; version: string; node: string }
  /** ISO 8601, UTC. */
  startedAt: string
  durationMs: number
  seed: number
  /** The signal that ended the run before it was over. */
  interrupted: Interrupt | null
  options: ReportOptions
  /** The recording that was judged in place of a server. */
  replayed: { file: string; sha256: string } | null
  targets: readonly TargetReport[]
}
