import type { Report } from '../src/model/report.ts'

/** A format beside the console and report.json: its file, and a pure function from report to text. */
export interface Format {
  file: string
  render(report: Report): string
}

/** Every format that `--report` can name. */
export const formats: Readonly<Record<string, Format>> = {}
