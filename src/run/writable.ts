import { join } from 'node:path'
import { append, tryToWrite, unwritten } from '../../reporters/write.ts'
import type { Environment } from './options.ts'
import { UsageError } from '../model/problem.ts'

export interface Outputs {
  /** Folder that exists. */
  reportDir: string
  files: readonly { file: string }[]
  /** Folder that exists, or null. */
  historyFolder: string | null
  env: Environment
}

/**
 * Refuses a run whose results could not be written, before the first request.
 * @throws UsageError that says which
 */
export function refuseUnwritable({ reportDir, files, historyFolder, env }: Outputs): void {
  const reports = files.flatMap(({ file }) => {
    const path = join(reportDir, file)
    return unwritten(path, () => {
      tryToWrite(path)
    })
  })
  refuse('--report-dir', reports)
  if (historyFolder !== null) {
    const record = () => {
      tryToWrite(join(historyFolder, 'record'))
    }
    refuse('--history', unwritten(historyFolder, record))
  }
  const summary = env.GITHUB_ACTIONS === 'true' ? env.GITHUB_STEP_SUMMARY : undefined
  if (!summary) return
  const nothing = () => {
    append(summary, '')
  }
  refuse('GITHUB_STEP_SUMMARY', unwritten(summary, nothing))
}

function refuse(lead: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new UsageError(`${lead}: cannot write ${problems.join(', ')}`)
}
