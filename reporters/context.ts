import type { Comparison } from '../src/run/compare.ts'

/** What a format may show beside the report itself. */
export interface ReportContext {
  /** With an earlier report; null where there is none. */
  comparison: Comparison | null
}
