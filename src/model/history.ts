import type { TargetVerdict, Verdict } from './report.ts'

/** Bumped when a reader of the records would have to change. */
export const recordVersion = 1

/** A verdict as it counts: what is listed as a known deviation is no failure. */
export type RecordedVerdict = Verdict | 'known'

/** What a run leaves in the history folder; its schema is reporters/history.schema.json. */
export interface RunRecord {
  schemaVersion: typeof recordVersion
  /** ISO 8601, UTC. */
  startedAt: string
  seed: number
  targets: readonly TargetRecord[]
}

export interface TargetRecord {
  name: string
  provider: string
  verdict: TargetVerdict
  /** By id; a behavior that was not run is not there. */
  behaviors: Readonly<Record<string, RecordedVerdict>>
}
