import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ValidateFunction } from 'ajv'
import { makeFolder, problemsWriting, writeWhole } from '../files/write-file.ts'
import { readUserFile } from '../files/read-file.ts'
import { recordVersion } from '../model/history.ts'
import type { RunRecord, TargetRecord } from '../model/history.ts'
import { UsageError } from '../model/problem.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { clipped, printable } from './disclosure/printable.ts'
import { isNotRun } from './whole-report.ts'
import { publishedSchema } from './published-schema.ts'

/** Runs that a trend shows, this one included. */
export const shownRuns = 30

/** The runs up to this one, and what to say of the folder. */
export interface History {
  /** The oldest first; the run of the report, where it judged anything, is the last. */
  runs: readonly RunRecord[]
  /** Lines for the console. */
  notes: readonly string[]
  /** The record, with the reason in brackets, where it could not be written. */
  problems: readonly string[]
}

/**
 * Makes the history folder.
 * @throws UsageError when that cannot be
 */
export function makeHistoryFolder(folder: string): void {
  const problems = problemsWriting(folder, () => {
    makeFolder(folder)
  })
  if (problems.length > 0) throw new UsageError(`--history: cannot write to ${problems.join()}`)
}

/**
 * Adds a run to the history folder, and reads the runs before it. Never throws for what is in the
 * folder, and takes nothing out of it.
 * @param unrecorded why this run leaves no record; null where it does
 */
export function extendHistory(report: Report, folder: string, unrecorded: string | null): History {
  const record = recordOf(report)
  const { runs, notes } = readRuns(folder, record === null ? null : recordFile(record))
  const reason = record === null ? 'nothing was judged, no record' : unrecorded
  const all = record === null ? runs : [...runs, record]
  if (record === null || reason !== null)
    return { runs: all, notes: [...notes, `--history: ${reason}`], problems: [] }
  const problems = problemsWriting(`the record in ${folder}`, () => {
    writeWhole(join(folder, recordFile(record)), `${JSON.stringify(record)}\n`)
  })
  return { runs: all, notes, problems }
}

/** What a run leaves for its successors; null where it judged nothing. */
export function recordOf({ startedAt, seed, targets }: Report): RunRecord | null {
  const records = targets.flatMap((target) => targetRecord(target) ?? [])
  return records.length === 0
    ? null
    : { schemaVersion: recordVersion, startedAt, seed, targets: records }
}

/** Null for a target of which nothing was run. */
function targetRecord({ name, provider, verdict, behaviors }: TargetReport): TargetRecord | null {
  const run = behaviors.filter((one) => !isNotRun(one))
  if (run.length === 0 && verdict !== 'error') return null
  const verdicts = run.map((one) => [one.id, 'known' in one ? 'known' : one.verdict] as const)
  return { name, provider, verdict, behaviors: Object.fromEntries(verdicts) }
}

/**
 * The name of a record's file. Names sort as the runs began; equal records have equal names, so that
 * merging the same blobs twice leaves one file, and no two runs take each other's.
 */
function recordFile(record: RunRecord): string {
  const start = new Date(record.startedAt).toISOString().replace(/[-:.]/g, '')
  const hash = createHash('sha256').update(JSON.stringify(record)).digest('hex')
  return `run-${start}-${hash.slice(0, 8)}.json`
}

/** Whether a file may be a record, by its name. */
function isRecordFile(name: string): boolean {
  return /^run-\d{8}T\d{9}Z-[0-9a-f]{8}\.json$/.test(name)
}

/**
 * The runs before another, the oldest first; only as many files are opened as are shown.
 * @param until the file of the run whose predecessors are read; null: all are read
 */
function readRuns(folder: string, until: string | null): Pick<History, 'runs' | 'notes'> {
  const names = namesIn(folder)
  const skipped = names.filter((name) => !isRecordFile(name))
  const earlier = names.filter((name) => isRecordFile(name) && (until === null || name < until))
  const validate = publishedSchema<RunRecord>('history.schema.json')
  const runs: RunRecord[] = []
  for (const name of earlier.sort().reverse()) {
    if (runs.length === shownRuns - 1) break
    const run = readRun(join(folder, name), validate)
    if (run) runs.unshift(run)
    else skipped.push(name)
  }
  return { runs, notes: skippedNote(skipped, folder) }
}

function skippedNote(skipped: readonly string[], folder: string): string[] {
  const [first] = skipped
  if (first === undefined) return []
  const others = skipped.length === 1 ? '' : ` and ${skipped.length - 1} more`
  return [
    `--history: skipped files that are not records of a run in ${folder}: ${clipped(printable(first), 80)}${others}`,
  ]
}

/** Names in the folder, but hidden ones: a `.gitkeep` is nobody's mistake. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'))
  } catch {
    // It was there when the run began; the record will not be written either, and that is said.
    return []
  }
}

/** Null where the file holds no record. */
function readRun(path: string, validate: ValidateFunction<RunRecord>): RunRecord | null {
  try {
    // A pipe among them is no record, and is not waited for.
    const text = readUserFile({ path, shown: path, timeoutMs: 0 })
    const value: unknown = JSON.parse(text)
    return validate(value) ? value : null
  } catch {
    return null
  }
}
