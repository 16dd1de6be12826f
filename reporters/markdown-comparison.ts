import type { Comparison } from '../src/report/compare/compare.ts'
import { comparisonSections, earlierMoment } from './comparison.ts'
import type { ComparisonRow } from './comparison.ts'
import { code, listed, withinRoom } from './markdown-text.ts'

/**
 * What changed since an earlier report: a heading, and a list or that nothing did.
 * @param room characters that it may have; what does not fit is counted
 */
export function markdownComparison(comparison: Comparison, room = Infinity): string[] {
  const items = comparisonSections(comparison).flatMap(({ words, rows }) =>
    rows.map((row) => ({ text: rowText(words, row), more: null })),
  )
  return [
    `### Since ${code(earlierMoment(comparison))}`,
    items.length === 0 ? 'Nothing changed.' : withinRoom(items, room).join('\n'),
  ]
}

function rowText(words: string, { names, on, before, after }: ComparisonRow): string {
  const where = on.length === 0 ? '' : ` on ${listed(on)}`
  return `- **${words}** ${listed(names)}${where}: ${code(before)} → ${code(after)}`
}
