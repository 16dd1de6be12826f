import { chip, element } from './element.js'
import { flaps, trendWords, verdictsIn } from './trend.js'

/**
 * @typedef {import('../view.ts').GroupView} GroupView
 * @typedef {import('../view.ts').RowView} RowView
 * @typedef {import('../trends.ts').RunView} RunView
 */

/** @type {Readonly<Record<string, string>>} */
const signs = {
  pass: '✓',
  fail: '✗',
  known: 'K',
  warn: '!',
  observed: 'i',
  unverified: '?',
  error: 'E',
  absent: '·',
}

/**
 * How a behavior did in the last runs, a line for each trend that some targets share; nothing where
 * no history is kept.
 *
 * @param {GroupView} group
 * @param {RowView} row
 * @param {readonly RunView[]} runs
 * @returns {Node[]}
 */
export function history(group, row, runs) {
  /** @type {Map<string, string[]>} */
  const lines = new Map()
  for (const [index, result] of row.results.entries()) {
    if (result?.trend === undefined) continue
    const targets = lines.get(result.trend) ?? []
    lines.set(result.trend, [...targets, group.targets[index] ?? ''])
  }
  if (lines.size === 0) return []
  const title = runs.length === 1 ? 'This run, the first' : `Last ${runs.length} runs`
  return [
    element('h4', {}, `${title}, oldest to newest`),
    ...[...lines].map(([trend, targets]) => trendLine(trend, targets, runs)),
  ]
}

/**
 * @param {string} trend
 * @param {readonly string[]} targets
 * @param {readonly RunView[]} runs
 */
function trendLine(trend, targets, runs) {
  const marks = verdictsIn(trend).map((verdict, index) => {
    const title = `${runs[index]?.startedAt ?? ''}: ${verdict}, seed ${runs[index]?.seed ?? ''}`
    return element('span', { class: `mark ${verdict}`, title }, signs[verdict] ?? '')
  })
  return element(
    'div',
    { class: 'trend' },
    element(
      'span',
      { class: 'text' },
      targets.join(', '),
      ...(flaps(trend) ? [' ', chip('flapping')] : []),
    ),
    element(
      'span',
      { class: 'marks', role: 'img', 'aria-label': trendWords(trend, runs) },
      ...marks,
    ),
  )
}
