/**
 * @typedef {import('./html-view.ts').GroupView} GroupView
 * @typedef {import('./html-view.ts').RowView} RowView
 * @typedef {import('./html-view.ts').ResultView} ResultView
 *
 * @typedef {object} Filter every member that is empty lets everything through
 * @property {string} verdict
 * @property {string} level
 * @property {string} provider
 * @property {string} text words that must all be somewhere in a row
 */

/** @type {WeakMap<RowView, string>} */
const texts = new WeakMap()

/**
 * The verdict as the page shows it: a known deviation is no failure.
 *
 * @param {ResultView} result
 * @returns {string}
 */
export function shownVerdict(result) {
  return 'known' in result ? 'known' : result.verdict
}

/**
 * The rows that a filter lets through, in their order, each with its group.
 *
 * @param {readonly GroupView[]} groups
 * @param {Filter} filter
 * @returns {{ group: GroupView, row: RowView }[]}
 */
export function filtered(groups, { verdict, level, provider, text }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return groups
    .filter((group) => provider === '' || group.provider === provider)
    .flatMap((group) => group.rows.map((row) => ({ group, row })))
    .filter(({ row }) => level === '' || row.level === level)
    .filter(({ row }) => verdict === '' || row.results.some((one) => isOf(one, verdict)))
    .filter(({ row }) => words.every((word) => textOf(row).includes(word)))
}

/**
 * @param {ResultView | null} result
 * @param {string} verdict
 */
function isOf(result, verdict) {
  return result !== null && shownVerdict(result) === verdict
}

/** @param {RowView} row */
function textOf(row) {
  const known = texts.get(row)
  if (known !== undefined) return known
  const text = [row.id, row.title, ...row.covers, ...row.results.flatMap(wordsOf)]
    .join('\n')
    .toLowerCase()
  texts.set(row, text)
  return text
}

/**
 * @param {ResultView | null} result
 * @returns {string[]}
 */
function wordsOf(result) {
  if (result === null || !('reason' in result)) return []
  const failures = 'failures' in result ? result.failures : []
  return [
    result.reason,
    ...failures.flatMap(({ expected, actual, request }) => [expected, actual, request]),
  ]
}
