import { appendFile, stat } from 'node:fs/promises'

/** What GitHub takes from one step, in bytes; of more it shows nothing at all. */
const most = 1024 * 1024

/**
 * Appends Markdown to the summary of a job on GitHub.
 * @param file GITHUB_STEP_SUMMARY
 * @returns why that cannot be, or null
 */
export async function appendSummary(file: string, markdown: string): Promise<string | null> {
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }))
    if (size + Buffer.byteLength(markdown) > most)
      return `the summary of this step is full: GitHub takes ${most} bytes`
    await appendFile(file, markdown)
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    return `cannot write to GITHUB_STEP_SUMMARY (${code})`
  }
}
