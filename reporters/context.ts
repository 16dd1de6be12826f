import type { RunRecord } from '../src/model/history.ts'
import type { Comparison } from '../src/report/compare/compare.ts'
import type { DocumentedFact } from '../src/files/contracts.ts'

/** What a format may show beside the report itself. */
export interface ReportContext {
  /** With an earlier report; null where there is none. */
  comparison: Comparison | null
  /** The runs up to this one, the oldest first; null where no history is kept. */
  history: readonly RunRecord[] | null
  /** What a provider's documentation says, by id of the fact; empty where nobody catalogued it. */
  factsOf: (provider: string) => ReadonlyMap<string, DocumentedFact>
}

/** Nothing beside the report itself. */
export const noContext: ReportContext = {
  comparison: null,
  history: null,
  factsOf: () => new Map(),
}
