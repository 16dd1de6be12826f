import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import type { SourceMapPayload } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Makes the stacks of an error and of its causes name places in the sources where they name places in a
 * bundle of ours. Node could do that itself, but not where Vitest writes stacks in its own way; and it would
 * read every map at the start.
 */
export function leadToSources(error: unknown): void {
  if (!(error instanceof Error)) return
  error.stack = (error.stack ?? error.message).replaceAll(
    /(file:\/\/[^\s()]+\.m?js):(\d+):(\d+)/g,
    (place, url: string, line: string, column: string) =>
      sourcePlace(url, Number(line), Number(column)) ?? place,
  )
  leadToSources(error.cause)
}

/** Null where no source map lies beside the file, or where it does not know the place. */
function sourcePlace(url: string, line: number, column: number): string | null {
  try {
    const mapUrl = `${url}.map`
    const map = new SourceMap(JSON.parse(readFileSync(new URL(mapUrl), 'utf8')) as SourceMapPayload)
    const entry = map.findEntry(line - 1, column - 1)
    if (!('originalSource' in entry)) return null
    const source = fileURLToPath(new URL(entry.originalSource, mapUrl))
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
  } catch {
    return null
  }
}
