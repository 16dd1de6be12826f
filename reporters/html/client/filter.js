import { flaps } from './trend.js'

/**
 * @typedef {import('../view.ts').GroupView} GroupView
 * @typedef {import('../view.ts').RowView} RowView
 * @typedef {import('../view.ts').ResultView} ResultView
 *
 * @typedef {object} Filter every member that is empty lets everything through
 * @property {string} verdict
 * @property {string} level
 * @property {string} provider
 * @property {string} change `any`, `flapping`, or the words of one kind of change
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
export function filtered(groups, { verdict, level, provider, change, text }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return groups
    .filter((group) => provider === '' || group.provider === provider)
    .flatMap((group) => group.rows.map((row) => ({ group, row })))
    .filter(({ row }) => level === '' || row.level === level)
    .filter(({ row }) => verdict === '' || row.results.some((one) => isOf(one, verdict)))
    .filter(({ row }) => change === '' || row.results.some((one) => isChanged(one, change)))
    .filter(({ group, row }) => words.every((word) => textOf(group, row).includes(word)))
}

/**
 * @param {ResultView | null} result
 * @param {string} verdict
 */
function isOf(result, verdict) {
  return result !== null && shownVerdict(result) === verdict
}

/**
 * @param {ResultView | null} result
 * @param {string} change
 */
function isChanged(result, change) {
  if (result === null) return false
  if (change === 'flapping') return flaps(result.trend)
  return result.change !== undefined && (change === 'any' || result.change.words === change)
}

/**
 * @param {GroupView} group
 * @param {RowView} row
 */
function textOf(group, row) {
  const known = texts.get(row)
  if (known !== undefined) return known
  const facts = row.covers.flatMap((id) => [id, group.facts[id]?.text ?? ''])
  const text = [row.id, row.title, ...facts, ...row.results.flatMap(wordsOf)]
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
