import type { Comparison } from '../../src/report/compare/compare.ts'
import { comparisonSections, earlierMoment, ofBehaviors } from '../comparison.ts'
import type { ComparisonRow } from '../comparison.ts'

/** What changed since the earlier report, as the page shows it. */
export interface ChangesView {
  /** When the earlier run started. */
  since: string
  /** The worst first; only what did change. */
  sections: readonly { words: string; rows: readonly ComparisonRow[] }[]
  /** What happened to behaviors, in words that results are marked with. */
  words: readonly string[]
}

/** What a result was before. */
export interface ChangeView {
  words: string
  before: string
}

/** What changed, and how a result is to be marked; null for one that is as it was. */
export function changesOf(comparison: Comparison): {
  view: ChangesView
  of(target: string, behavior: string): ChangeView | null
} {
  const key = (target: string, behavior: string): string => JSON.stringify([target, behavior])
  const marks = new Map(
    ofBehaviors.flatMap(([list, words]) =>
      comparison[list].map(({ target, behavior, before }) => [
        key(target, behavior),
        { words, before },
      ]),
    ),
  )
  return {
    view: {
      since: earlierMoment(comparison),
      sections: comparisonSections(comparison).map(({ words, rows }) => ({ words, rows })),
      words: ofBehaviors.flatMap(([list, words]) => (comparison[list].length > 0 ? [words] : [])),
    },
    of: (target, behavior) => marks.get(key(target, behavior)) ?? null,
  }
}
