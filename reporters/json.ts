import type { Report } from '../src/model/report.ts'

/** report.json; its schema is reporters/report.schema.json. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
