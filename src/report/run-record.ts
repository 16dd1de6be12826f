import { createHash } from 'node:crypto'
import { recordVersion } from '../model/history.ts'
import type { RecordedVerdict, RunRecord, TargetRecord } from '../model/history.ts'
import type { BehaviorReport, Report, TargetReport } from '../model/report.ts'
import { notRunReason } from './verdicts.ts'

/** What a run leaves for its successors; null where it judged nothing. */
export function recordOf({ startedAt, seed, targets }: Report): RunRecord | null {
  const records = targets.flatMap((target) => targetRecord(target) ?? [])
  return records.length === 0
    ? null
    : { schemaVersion: recordVersion, startedAt, seed, targets: records }
}

/**
 * The name of a record's file. Names sort as the runs began; equal records have equal names, so that
 * merging the same blobs twice leaves one file, and no two runs take each other's.
 */
export function recordFile(record: RunRecord): string {
  const start = new Date(record.startedAt).toISOString().replace(/[-:.]/g, '')
  const hash = createHash('sha256').update(JSON.stringify(record)).digest('hex')
  return `run-${start}-${hash.slice(0, 8)}.json`
}

/** Whether a file may be a record, by its name. */
export function isRecordFile(name: string): boolean {
  return /^run-\d{8}T\d{9}Z-[0-9a-f]{8}\.json$/.test(name)
}

/** The verdict as it counts. */
export function recordedVerdict(behavior: Pick<BehaviorReport, 'verdict'>): RecordedVerdict {
  return 'known' in behavior ? 'known' : behavior.verdict
}

/** Null for a target of which nothing was run. */
function targetRecord({ name, provider, verdict, behaviors }: TargetReport): TargetRecord | null {
  const run = behaviors.filter((one) => !('reason' in one) || one.reason !== notRunReason)
  if (run.length === 0 && verdict !== 'error') return null
  return {
    name,
    provider,
    verdict,
    behaviors: Object.fromEntries(run.map((one) => [one.id, recordedVerdict(one)])),
  }
}
