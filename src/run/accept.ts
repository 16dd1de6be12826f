import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { readUserFile } from '../files/read-file.ts'
import { makeFolder, probeWritable, problemsWriting, writeWhole } from '../files/write-file.ts'
import { UsageError } from '../model/problem.ts'
import type { Report } from '../model/report.ts'
import { noReason, withAccepted } from '../report/accepted-deviations.ts'
import { checkDeviations, readDeviations } from '../report/known-deviations.ts'
import type { PlannedTarget } from './plan-targets.ts'

/** What of a run is asked for. */
export interface Asked {
  /** Of targets. */
  names: readonly string[]
  /** Behaviors or targets are left out that the run would have. */
  isPart: boolean
}

/**
 * Refuses to accept failures where the file is not one of known deviations, where not one target is judged, or only a
 * part of it.
 * @param path the file, which need not be there yet
 * @throws UsageError
 */
export function checkAccept(
  path: string,
  targets: readonly PlannedTarget[],
  { names, isPart }: Asked,
): void {
  if (isPart)
    throw new UsageError('--accept takes whole runs: leave out -t, --shard and the names of files')
  const [target, ...others] = targets.filter(({ name }) => names.includes(name))
  if (!target || others.length > 0)
    throw new UsageError(
      `--accept takes the failures of one target, and there are ${names.length}: choose one with --provider or --project`,
    )
  const ids = target.contract.behaviors.map(({ id }) => id)
  if (existsSync(path)) checkDeviations(path, readDeviations(path), ids)
  const [problem] = problemsWriting(path, () => {
    makeFolder(dirname(path))
    probeWritable(path)
  })
  if (problem !== undefined) throw new UsageError(`--accept: cannot write ${problem}`)
}

/** What is to be said after failures were accepted, and what could not be written. */
export interface AcceptEnd {
  notes: string[]
  problems: string[]
}

/** Writes the failures of the one target of a run, where that was judged, to its file. */
export function accept(path: string, { interrupted, targets: [target] }: Report): AcceptEnd {
  if (!target || target.verdict === 'error' || interrupted !== null)
    return { notes: ['--accept: the target was not judged, nothing was written'], problems: [] }
  // A person may have written to it meanwhile.
  const before = existsSync(path) ? readUserFile({ path, shown: path }) : null
  const { text, added, updated } = withAccepted(before, target, new Date())
  if (added + updated === 0) return { notes: ['--accept: nothing to accept'], problems: [] }
  const problems = problemsWriting(path, () => writeWhole(path, text))
  const done = `${added} ${added === 1 ? 'entry' : 'entries'} added, ${updated} brought up to date`
  const note = `--accept: ${done} in ${path}; put the reason in place of ${noReason}`
  return { notes: problems.length > 0 ? [] : [note], problems }
}

/** Names the known deviations that nobody gave a reason for. */
export function noReasonNotes({ targets }: Report): string[] {
  const ids = targets.flatMap(({ behaviors }) =>
    behaviors.flatMap((one) => ('known' in one && one.known.reason === noReason ? [one.id] : [])),
  )
  const names = [...new Set(ids)].join(', ')
  return ids.length === 0
    ? []
    : [`warning: known deviations without a reason (${noReason}): ${names}`]
}
