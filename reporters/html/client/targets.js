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
  const heads = [
    'Target',
    'Verdict',
    ...counted,
    'Requests',
    'Burst',
    'Retried',
    'Waited',
    'Contract',
  ]
  const details = lazyDetails({}, [plural(targets.length, 'target')], () => [
    scrolling('Targets', table(heads, targets.map(targetRow))),
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

/** @param {TargetView} target */
function targetRow(target) {
  const { verdict, counts, requests, contract } = target
  const numbers = [...counted.map((name) => counts[name]), requests.sent, requests.burst]
  return element(
    'tr',
    {},
    targetHead(target),
    element('td', {}, chip(verdict)),
    ...[...numbers, requests.retried].map((count) => numberCell(String(count), count === 0)),
    numberCell(`${(requests.waitedMs / 1000).toFixed(1)} s`, requests.waitedMs === 0),
    element('td', { title: `SHA-256 ${contract.sha256 ?? 'unknown'}` }, contract.revision ?? ''),
  )
}

/**
 * @param {string} text
 * @param {boolean} isZero
 */
function numberCell(text, isZero) {
  return element('td', { class: isZero ? 'number zero' : 'number' }, text)
}

/** @param {TargetView} target */
function targetHead({ name, provider, baseUrl, reason, stale }) {
  const notes = [
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
