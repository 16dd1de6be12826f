import type { Hindrance } from '../recording/exchange.ts'

/**
 * The most that a body may hold, whichever way it takes. A body beyond a limit is no answer: it is
 * not judged, and nothing recurses into it or is allocated for it. `docs/live.md` has the same table.
 */
export const bodyLimits = {
  /** Bytes, without its content-encoding. Ten thousand instances take about 12 million. */
  bytes: 16 * 1024 * 1024,
  /** Content-encodings on top of each other. */
  encodings: 1,
  /** Arrays and objects within each other. */
  depth: 64,
  /** Values, arrays and objects included: 20,000 instances of 65 members. */
  values: 1_300_000,
  /** Different member names, wherever they stand. */
  names: 50_000,
  /** Elements of the array that the contract calls the listing. */
  instances: 20_000,
} as const

/**
 * The most that all different bodies of a run may hold together. An account of ten thousand instances
 * that changes with every request is read eight times: 100 MB, and 5 million values.
 */
export const runLimits = {
  bytes: 8 * bodyLimits.bytes,
  values: 6_000_000,
  names: 200_000,
} as const

export type BodyLimit = keyof typeof bodyLimits
export type RunLimit = keyof typeof runLimits

const bodyReasons: Readonly<Record<BodyLimit, string>> = {
  bytes: `the body is larger than ${bodyLimits.bytes} bytes`,
  encodings: 'the body has more than one content-encoding',
  depth: `the body is nested deeper than ${bodyLimits.depth} levels`,
  values: `the body holds more than ${bodyLimits.values} values`,
  names: `the body holds more than ${bodyLimits.names} different member names`,
  instances: `the body lists more than ${bodyLimits.instances} instances`,
}

const runReasons: Readonly<Record<RunLimit, string>> = {
  bytes: `all bodies together hold more than ${runLimits.bytes} bytes`,
  values: `all bodies together hold more than ${runLimits.values} values`,
  names: `all bodies together hold more than ${runLimits.names} different member names`,
}

/** A body that holds more than is judged; the message is the reason, without a word of the server. */
export class OverLimit extends Error {
  override readonly name = 'OverLimit'
  /** `too-large`: it costs time to read such a body, so a run does not read many of them. */
  readonly hindrance: Extract<Hindrance, 'too-large' | 'over-limit'>

  private constructor(reason: string, hindrance: OverLimit['hindrance']) {
    super(reason)
    this.hindrance = hindrance
  }

  static ofBody(limit: BodyLimit): OverLimit {
    return new OverLimit(bodyReasons[limit], limit === 'bytes' ? 'too-large' : 'over-limit')
  }

  static ofRun(limit: RunLimit): OverLimit {
    return new OverLimit(runReasons[limit], 'too-large')
  }
}
