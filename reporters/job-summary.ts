import { statSync } from 'node:fs'
import { append } from '../src/files/write-file.ts'

/** What GitHub takes from one step, in bytes; of more it shows nothing at all. */
const most = 1024 * 1024

/**
 * Appends Markdown to the summary of a job on GitHub.
 * @param file GITHUB_STEP_SUMMARY
 * @returns why it is left out, or null
 * @throws UnwritableError
 */
export function appendSummary(file: string, markdown: string): string | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size + Buffer.byteLength(markdown) > most)
    return `the summary of this step is full: GitHub takes ${most} bytes`
  append(file, markdown)
  return null
}
