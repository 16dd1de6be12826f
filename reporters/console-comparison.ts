import type { Comparison } from '../src/report/compare/compare.ts'
import { comparisonSections, earlierMoment } from './comparison.ts'
import type { ComparisonRow } from './comparison.ts'
import { wrapped } from './terminal.ts'
import type { Look, Style } from './terminal.ts'
import { firstNames } from './words.ts'

/** Names that are shown of those that share a change. */
const shownNames = 20

/** What changed since an earlier report, from before to after. */
export function comparisonLines(comparison: Comparison, look: Look): string[] {
  const rows = comparisonSections(comparison).flatMap(({ words, style, rows: some }) =>
    some.flatMap((row) => rowLines(words, style, row, look)),
  )
  return [
    look.paint('bold', `Since ${earlierMoment(comparison)}`),
    ...(rows.length > 0 ? rows : ['  nothing changed']),
  ]
}

function rowLines(
  words: string,
  style: Style,
  { names, on, before, after }: ComparisonRow,
  look: Look,
): string[] {
  const where = on.length === 0 ? '' : `  ${look.paint('dim', firstNames(on, shownNames))}`
  return [
    ...wrapped(
      `${look.paint(style, words)} ${firstNames(names, shownNames)}${where}`,
      look,
      4,
      '  ',
    ),
    `    ${before} → ${after}`,
  ]
}
