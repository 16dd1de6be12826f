import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import type { SourceMapPayload } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { packageRoot } from '../files/package-root.ts'
import type { RequestCounts, TargetReport } from '../model/report.ts'
import { reportAlike } from '../report/target-report.ts'
import type { ReportedTarget } from '../report/target-report.ts'

/**
 * The report on a target on which this suite broke. An error's message may quote what it broke on, so
 * that it shows nothing but the error's name and the place in our sources.
 * @param requests what was sent before that
 */
export function suiteBugReport(
  target: ReportedTarget,
  error: unknown,
  requests?: RequestCounts,
): TargetReport {
  const reason = `this suite broke (${whatBroke(error)}): a bug of the suite, not of the server; ${howToReport}`
  return reportAlike(target, { kind: 'error', cases: 0, reason }, requests)
}

const howToReport =
  'please report it by the issue form "Wrong verdict", or as SECURITY.md says where a server can cause it at will'

function whatBroke(error: unknown): string {
  if (!(error instanceof Error)) return 'no Error was thrown'
  leadToSources(error)
  const name = /^\w{1,40}$/.test(error.name) ? error.name : 'Error'
  const place = placeOf(error)
  return place === null ? name : `${name} at ${place}`
}

/** The line of our sources where an error was thrown. */
function placeOf({ stack = '', message }: Error): string | null {
  const root = packageRoot()
  const roots = [pathToFileURL(root).href, root]
  for (const frame of stack.replace(message, '').split('\n').slice(1)) {
    const start = roots.find((one) => frame.includes(one))
    if (start === undefined) continue
    const inside = frame.slice(frame.indexOf(start) + start.length + 1)
    const [place] = /^(?!node_modules)[\w.\\/-]+:\d+/.exec(inside) ?? []
    if (place !== undefined) return place
  }
  return null
}

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
