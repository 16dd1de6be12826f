import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ValidateFunction } from 'ajv'
import { makeFolder, unwritten, writeWhole } from '../files/write-file.ts'
import { sharedAjv } from '../contract/schema/ajv.ts'
import { clipped, printable } from './disclosure/printable.ts'
import type { RunRecord } from '../model/history.ts'
import type { Report } from '../model/report.ts'
import { UsageError } from '../model/problem.ts'
import { readUserFile } from '../files/read-file.ts'
import { isRecordFile, recordFile, recordOf } from './run-record.ts'

/** Runs that a trend shows, this one included. */
export const shownRuns = 30

/** The runs up to this one, and what to say of the folder. */
export interface History {
  /** The oldest first; the run of the report, where it judged anything, is the last. */
  runs: readonly RunRecord[]
  /** Lines for the console. */
  notes: readonly string[]
  /** The record, with the reason in brackets, where it could not be written. */
  unwritten: readonly string[]
}

export interface HistoryFolder {
  folder: string
  /** Folder of the package, where the schema is. */
  root: string
  /** Why this run leaves no record; null where it does. */
  unrecorded: string | null
}

/**
 * Makes the history folder.
 * @throws UsageError when that cannot be
 */
export function makeHistoryFolder(folder: string): void {
  const problems = unwritten(folder, () => {
    makeFolder(folder)
  })
  if (problems.length > 0) throw new UsageError(`--history: cannot write to ${problems.join()}`)
}

/**
 * Adds a run to the history folder, and reads the runs before it. Never throws for what is in the
 * folder, and takes nothing out of it.
 */
export function extendHistory(
  report: Report,
  { folder, root, unrecorded }: HistoryFolder,
): History {
  const record = recordOf(report)
  const before = readRuns({ folder, root, until: record })
  const { notes } = before
  if (!record) return { ...before, notes: [...notes, '--history: nothing was judged, no record'] }
  const runs = [...before.runs, record]
  if (unrecorded !== null)
    return { runs, notes: [...notes, `--history: ${unrecorded}`], unwritten: [] }
  const problem = unwritten(`the record in ${folder}`, () => {
    writeWhole(join(folder, recordFile(record)), `${JSON.stringify(record)}\n`)
  })
  return { runs, notes, unwritten: problem }
}

interface Reading {
  folder: string
  root: string
  /** The run whose predecessors are read. */
  until: RunRecord | null
}

/** The runs before another, the oldest first; only as many files are opened as are shown. */
function readRuns({ folder, root, until }: Reading): History {
  const last = until === null ? null : recordFile(until)
  const names = namesIn(folder)
  const skipped = names.filter((name) => !isRecordFile(name))
  const earlier = names.filter((name) => isRecordFile(name) && (last === null || name < last))
  const validate = validator(root)
  const runs: RunRecord[] = []
  for (const name of earlier.sort().reverse()) {
    if (runs.length === shownRuns - 1) break
    const run = readRun(join(folder, name), validate)
    if (run) runs.push(run)
    else skipped.push(name)
  }
  return { runs: runs.reverse(), notes: skippedNote(skipped, folder), unwritten: [] }
}

function skippedNote(skipped: readonly string[], folder: string): string[] {
  const [first] = skipped
  if (first === undefined) return []
  const others = skipped.length === 1 ? '' : ` and ${skipped.length - 1} more`
  return [
    `--history: skipped what is no record of a run in ${folder}: ${clipped(printable(first), 80)}${others}`,
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
    const text = readUserFile({ path, shown: path, patienceMs: 0 })
    const value: unknown = JSON.parse(text)
    return validate(value) ? value : null
  } catch {
    return null
  }
}

function validator(root: string): ValidateFunction<RunRecord> {
  const schema = readFileSync(join(root, 'reporters', 'history.schema.json'), 'utf8')
  const { $id: _, ...rest } = JSON.parse(schema) as Record<string, unknown>
  return sharedAjv('tell').compile<RunRecord>(rest)
}
