import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readUserFile } from '../../files/read-file.ts'
import { UsageError } from '../../model/problem.ts'
import type { BehaviorReport, Report, TargetReport } from '../../model/report.ts'
import { publishedSchema } from '../published-schema.ts'

type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never

/** A behavior as reports of every version tell it. */
export type PastBehavior = Without<BehaviorReport, 'digest'> &
  Partial<Pick<BehaviorReport, 'digest'>>

/** A target as reports of every version tell it. */
export type PastTarget = Omit<TargetReport, 'behaviors' | 'notExercised'> & {
  behaviors: readonly PastBehavior[]
}

/** A report of any version. */
export interface PastReport extends Pick<Report, 'startedAt'> {
  interrupted?: Report['interrupted']
  targets: readonly PastTarget[]
}

/** Name of the file, beside report.json, of the last run in which every target was judged to its end. */
export const lastJudged = 'last-judged.json'

/**
 * Reads a report.json, of this version or an earlier one.
 * @param flag what the user gave the path to; null where it stands for itself
 * @throws UsageError when it is none
 */
export function readEarlierReport(path: string, flag: string | null = null): PastReport {
  const lead = flag === null ? '' : `${flag}: `
  const text = readUserFile({ path, shown: path, lead })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UsageError(`${lead}cannot read ${path} (it is not JSON)`)
  }
  const validate = publishedSchema<PastReport>(schemaOf(value))
  if (validate(value)) return value
  const [first] = validate.errors ?? []
  const where = first?.instancePath ? ` at ${first.instancePath}` : ''
  throw new UsageError(
    `${lead}${path} is not a report.json of this version or an earlier one${where}: ${first?.message ?? ''}`,
  )
}

/** The schema of its version; of today where there is no such version. */
function schemaOf(value: unknown): string {
  const isFirst =
    typeof value === 'object' &&
    value !== null &&
    'schemaVersion' in value &&
    value.schemaVersion === 1
  return isFirst ? 'report.v1.schema.json' : 'report.schema.json'
}

/** What a run is compared with. */
export interface Earlier {
  /** Null where no run was judged to its end. */
  report: PastReport | null
  /** What is to be said of it, if anything. */
  note: string | null
}

/**
 * Reads what `--compare` names. Of a run that was refused or interrupted, the last one that was judged
 * to its end counts, which is kept beside it; of one that could not judge some of its targets, that one
 * counts for those.
 * @throws UsageError when there is no such file, or it is no report.json
 */
export function readEarlier(path: string): Earlier {
  const beside = join(dirname(path), lastJudged)
  const flag = '--compare'
  const last = existsSync(beside) ? readEarlierReport(beside, flag) : null
  if (last && !existsSync(path)) return { report: last, note: null }
  const report = readEarlierReport(path, flag)
  if (isJudged(report)) return { report: last ? completed(report, last) : report, note: null }
  const which = `${flag}: the run of ${path} was not judged`
  return last
    ? { report: last, note: `${which}; compared with ${lastJudged} beside it` }
    : { report: null, note: `${which}, and no ${lastJudged} is beside it: nothing is called new` }
}

/** Whether it came to its end, and judged anything. */
function isJudged({ interrupted = null, targets }: PastReport): boolean {
  return interrupted === null && targets.some(({ verdict }) => verdict !== 'error')
}

function completed(report: PastReport, last: PastReport): PastReport {
  const known = new Map(last.targets.map((target) => [target.name, target]))
  const targets = report.targets.map((target) =>
    target.verdict === 'error' ? (known.get(target.name) ?? target) : target,
  )
  return { ...report, targets }
}
