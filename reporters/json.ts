import type { Report, TargetReport } from '../src/model/report.ts'
import { citedBy } from '../src/run/shown-exchange.ts'

/** report.json; its schema is reporters/report.schema.json. The exchanges are those that it cites. */
export function renderJson(report: Report): string {
  return `${JSON.stringify({ ...report, targets: report.targets.map(withCited) }, null, 2)}\n`
}

/** Another format may have asked for all of them. */
function withCited(target: TargetReport): TargetReport {
  const cited = new Set(target.behaviors.flatMap(citedBy))
  return { ...target, exchanges: target.exchanges.filter(({ id }) => cited.has(id)) }
}
