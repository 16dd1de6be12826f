import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedAjv } from '../contract/ajv.ts'
import type { Report } from '../model/report.ts'
import { UsageError } from './problem.ts'
import { readUserFile } from './read-file.ts'

/** Where to read a report, and how to speak of it. */
export interface EarlierReport {
  path: string
  /** Folder of the package, where the schema is. */
  root: string
  /** What the user gave the path to: a flag; none where it stands for itself. */
  flag?: string
}

/**
 * Reads a report.json to compare with.
 * @throws UsageError when it is none
 */
export function readEarlierReport({ path, root, flag }: EarlierReport): Report {
  const lead = flag === undefined ? '' : `${flag}: `
  const text = readUserFile({ path, shown: path, lead })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UsageError(`${lead}cannot read ${path} (it is no JSON)`)
  }
  const schema = readFileSync(join(root, 'reporters', 'report.schema.json'), 'utf8')
  const { $id: _, ...rest } = JSON.parse(schema) as Record<string, unknown>
  const validate = sharedAjv({ trusting: true }).compile<Report>(rest)
  if (validate(value)) return value
  const [first] = validate.errors ?? []
  const where = first?.instancePath ? ` at ${first.instancePath}` : ''
  throw new UsageError(
    `${lead}${path} is no report.json of this version${where}: ${first?.message ?? ''}`,
  )
}
