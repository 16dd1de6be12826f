import { pathToFileURL } from 'node:url'
import type { RequestCounts, TargetReport } from '../model/report.ts'
import { packageRoot } from '../files/package-root.ts'
import { leadToSources } from './source-stack.ts'
import { reportAlike } from '../report/target-report.ts'
import type { ReportedTarget } from '../report/target-report.ts'

/**
 * The report on a target on which this suite broke. An error's message may quote what it broke on, so
 * that nothing of it is told but its name and the place in our sources.
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

/** The error's name, and the line of our sources where it was thrown. */
function whatBroke(error: unknown): string {
  if (!(error instanceof Error)) return 'no Error was thrown'
  const name = /^\w{1,40}$/.test(error.name) ? error.name : 'Error'
  const place = placeOf(error)
  return place === null ? name : `${name} at ${place}`
}

function placeOf(error: Error): string | null {
  leadToSources(error)
  const root = packageRoot()
  const roots = [pathToFileURL(root).href, root]
  const frames = (error.stack ?? '').replace(error.message, '').split('\n').slice(1)
  for (const frame of frames) {
    const start = roots.find((one) => frame.includes(one))
    if (start === undefined) continue
    const inside = frame.slice(frame.indexOf(start) + start.length + 1)
    const [place] = /^(?!node_modules)[\w.\\/-]+:\d+/.exec(inside) ?? []
    if (place !== undefined) return place
  }
  return null
}
