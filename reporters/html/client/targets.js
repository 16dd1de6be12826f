import {
  chip,
  element,
  lazyDetails,
  milliseconds,
  openDetails,
  plural,
  scrolling,
  section,
} from './element.js'
import { exchangeOf } from './data.js'
import { exchangeAddress } from './exchange.js'

/**
 * @typedef {import('../view.ts').View} View
 * @typedef {import('../view.ts').TargetView} TargetView
 */

/** With more targets than this, their table waits until it is opened. */
const openedTargets = 20

const counted = /** @type {const} */ (['pass', 'fail', 'warn', 'observed', 'unverified', 'error'])

/**
 * The targets, each with its verdict, counts, requests, waits and timings.
 *
 * @param {View} view
 * @returns {HTMLElement}
 */
export function targetSection({ targets }) {
  const columns = columnsOf(targets)
  const heads = ['Target', 'Verdict', ...columns.map(({ head }) => head), 'Contract']
  const details = lazyDetails({}, [plural(targets.length, 'target')], () => [
    scrolling(
      'Targets',
      table(
        heads,
        targets.map((target) => targetRow(target, columns)),
      ),
    ),
  ])
  if (targets.length <= openedTargets) openDetails(details)
  return section('targets', 'Targets', details, ...timings(targets))
}

/**
 * @param {readonly string[]} heads
 * @param {readonly HTMLElement[]} rows
 */
function table(heads, rows) {
  const cells = heads.map((head) => element('th', { scope: 'col' }, head))
  return element(
    'table',
    { class: 'targets' },
    element('thead', {}, element('tr', {}, ...cells)),
    element('tbody', {}, ...rows),
  )
}

/**
 * @typedef {object} Column
 * @property {string} head
 * @property {(target: TargetView) => number} count
 * @property {(count: number) => string} [shown]
 */

/** @type {readonly Column[]} */
const numbers = [
  ...counted.map((name) => ({
    head: name,
    count: (/** @type {TargetView} */ { counts }) => counts[name],
  })),
  { head: 'Requests', count: ({ requests }) => requests.sent },
  { head: 'Burst', count: ({ requests }) => requests.burst },
  { head: 'Retried', count: ({ requests }) => requests.retried },
  {
    head: 'Waited',
    count: ({ requests }) => requests.waitedMs,
    shown: (count) => `${(count / 1000).toFixed(1)} s`,
  },
]

/**
 * The numbers that are not zero for every target.
 *
 * @param {readonly TargetView[]} targets
 */
function columnsOf(targets) {
  return numbers.filter(({ count }) => targets.some((target) => count(target) > 0))
}

/**
 * @param {TargetView} target
 * @param {readonly Column[]} columns
 */
function targetRow(target, columns) {
  const { verdict, contract, broken } = target
  return element(
    'tr',
    {},
    targetHead(target),
    element('td', {}, chip(verdict)),
    ...columns.map((column) =>
      numberCell(column, column.count(target), broken === null ? '#behaviors' : '#findings'),
    ),
    element('td', { title: `SHA-256 ${contract.sha256 ?? 'unknown'}` }, contract.revision ?? ''),
  )
}

/**
 * @param {Column} column
 * @param {number} count
 * @param {string} address what shows the failures
 */
function numberCell({ head, shown = String }, count, address) {
  const text = shown(count)
  if (head === 'fail' && count > 0)
    return element('td', { class: 'number fails' }, element('a', { href: address }, text))
  return element('td', { class: count === 0 ? 'number zero' : 'number' }, text)
}

/** @param {TargetView} target */
function targetHead({ name, provider, baseUrl, leftOut, reason, stale }) {
  const notes = [
    ...(leftOut === null ? [] : [leftOut]),
    ...(reason === null ? [] : [reason]),
    ...stale.map((id) => `stale: ${id} holds; remove its entry from the known deviations`),
  ]
  return element(
    'th',
    { scope: 'row' },
    name === provider ? name : `${name} (${provider})`,
    element('small', {}, baseUrl),
    ...notes.map((note) => element('small', { class: 'note' }, note)),
  )
}

/**
 * How long answers took, of the exchanges that the report has: those that failures cite, or all.
 *
 * @param {readonly TargetView[]} targets
 * @returns {Node[]}
 */
function timings(targets) {
  const timed = targets.filter(({ timing }) => timing !== null)
  if (timed.length === 0) return []
  const heads = ['Target', 'Exchanges in this report', 'Median', 'Slowest']
  return [
    lazyDetails({}, ['Timings'], () => [scrolling('Timings', table(heads, timed.map(timingRow)))]),
  ]
}

/** @param {TargetView} target */
function timingRow({ name, timing, requests }) {
  const slowest = (timing?.slowest ?? []).flatMap(({ id, durationMs }, index) => {
    const text = `${id} ${milliseconds(durationMs)}`
    const shown = exchangeOf(name, id)
      ? element('a', { href: exchangeAddress(name, id) }, text)
      : text
    return index === 0 ? [shown] : [', ', shown]
  })
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    element(
      'td',
      { class: 'number' },
      `${timing?.count ?? 0} of ${requests.sent + requests.burst}`,
    ),
    element('td', { class: 'number' }, milliseconds(timing?.medianMs ?? 0)),
    element('td', {}, ...slowest),
  )
}
