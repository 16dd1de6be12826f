import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sharedAjv } from '../../contract/schema/ajv.ts'
import type { PastReport } from './compare-targets.ts'
import { UsageError } from '../../model/problem.ts'
import { readUserFile } from '../../files/read-file.ts'

/** Name of the file, beside report.json, of the last run in which every target was judged to its end. */
export const lastJudged = 'last-judged.json'

/** Where to read a report, and how to speak of it. */
export interface EarlierReport {
  path: string
  /** Folder of the package, where the schemas are. */
  root: string
  /** What the user gave the path to: a flag; none where it stands for itself. */
  flag?: string
}

/** The schema of each version that is read. */
const schemas: Readonly<Record<string, string>> = {
  1: 'report.v1.schema.json',
  2: 'report.schema.json',
}

/**
 * Reads a report.json, of this version or an earlier one.
 * @throws UsageError when it is none
 */
export function readEarlierReport({ path, root, flag }: EarlierReport): PastReport {
  const lead = flag === undefined ? '' : `${flag}: `
  const text = readUserFile({ path, shown: path, lead })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UsageError(`${lead}cannot read ${path} (it is no JSON)`)
  }
  const schema = readFileSync(join(root, 'reporters', schemaOf(value)), 'utf8')
  const { $id: _, ...rest } = JSON.parse(schema) as Record<string, unknown>
  const validate = sharedAjv('tell').compile<PastReport>(rest)
  if (validate(value)) return value
  const [first] = validate.errors ?? []
  const where = first?.instancePath ? ` at ${first.instancePath}` : ''
  throw new UsageError(
    `${lead}${path} is no report.json of this version or an earlier one${where}: ${first?.message ?? ''}`,
  )
}

function schemaOf(value: unknown): string {
  const { schemaVersion } = Object(value) as { schemaVersion?: unknown }
  const version = String(schemaVersion)
  return (Object.hasOwn(schemas, version) ? schemas[version] : null) ?? 'report.schema.json'
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
export function readEarlier(path: string, root: string): Earlier {
  const beside = join(dirname(path), lastJudged)
  const flag = '--compare'
  const last = existsSync(beside) ? readEarlierReport({ path: beside, root, flag }) : null
  if (last && !existsSync(path)) return { report: last, note: null }
  const report = readEarlierReport({ path, root, flag })
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
