import { chip, element, lazyDetails, scrolling } from './element.js'
import { evidence } from './evidence.js'
import { shownVerdict } from './filter.js'
import { flaps } from './trend.js'

/**
 * @typedef {import('../view.ts').GroupView} GroupView
 * @typedef {import('../view.ts').RowView} RowView
 * @typedef {import('../view.ts').ResultView} ResultView
 * @typedef {{ row: RowView, body: HTMLElement, details: HTMLDetailsElement }} ShownRow
 */

/** With more targets than this, a verdict is a sign instead of a word. */
const wordyTargets = 3

/** With more targets than this, the matrix scrolls by itself, and its heads stay in sight. */
const framedTargets = 12

/**
 * What the signs mean, where there are any.
 *
 * @param {readonly GroupView[]} groups
 * @returns {Node[]}
 */
export function legend(groups) {
  if (groups.every(({ targets }) => targets.length <= wordyTargets)) return []
  const words =
    '✓ pass, ✗ fail, K known deviation, ! warn, i observed, ? unverified, E error, · not in the contract; framed: changed'
  return [element('p', { class: 'legend' }, words)]
}

/**
 * The empty matrix of a provider, and how to put a row into it.
 *
 * @param {GroupView} group
 * @returns {{ section: HTMLElement, add: (row: RowView) => ShownRow }}
 */
export function matrix(group) {
  const { provider, targets } = group
  const isWordy = targets.length <= wordyTargets
  const isMany = targets.length > framedTargets
  const heads = targets.map((name) =>
    element('th', { scope: 'col', title: name }, element('span', {}, name)),
  )
  const table = element(
    'table',
    { class: `matrix ${isWordy ? 'words' : isMany ? 'signs many' : 'signs'}` },
    element('caption', { class: 'unseen' }, `${provider}: verdicts, behaviors by targets`),
    element(
      'thead',
      {},
      element('tr', {}, element('th', { scope: 'col', class: 'name' }, 'Behavior'), ...heads),
    ),
  )
  if (!isWordy) table.style.minWidth = `${(isMany ? 18 : 10) + targets.length * 2}rem`
  const framed = isWordy ? element('div', { class: 'frame' }, table) : scrolling(provider, table)
  const section = element(
    'section',
    { 'aria-label': provider },
    element('h3', {}, provider),
    framed,
  )
  return {
    section,
    add: (row) => {
      const shown = tableBody(group, row)
      table.append(shown.body)
      return shown
    },
  }
}

/**
 * A body of its own for each behavior: a line of verdicts, and the rule, which opens.
 *
 * @param {GroupView} group
 * @param {RowView} row
 * @returns {ShownRow}
 */
function tableBody(group, row) {
  const details = lazyDetails({}, [row.title], () => evidence(group, row))
  // Here, because a browser moves the focus to what an address names, if it takes the focus.
  const summary = details.querySelector('summary')
  if (summary) summary.id = row.id
  const body = element(
    'tbody',
    {},
    element('tr', {}, rowHead(row), ...row.results.map(verdictCell)),
    element(
      'tr',
      {},
      element(
        'td',
        { colspan: String(group.targets.length + 1), class: 'rule' },
        element('div', {}, details),
      ),
    ),
  )
  return { row, body, details }
}

/** @param {RowView} row */
function rowHead({ id, level, results }) {
  const isFlapping = results.some((result) => flaps(result?.trend))
  return element(
    'th',
    { scope: 'row', class: 'name' },
    element('a', { href: `#${encodeURIComponent(id)}` }, ...breakable(id)),
    ' ',
    element('span', { class: 'level' }, level),
    ...(isFlapping ? [' ', chip('flapping')] : []),
  )
}

/**
 * An id that a narrow column breaks after its dots.
 *
 * @param {string} id
 */
function breakable(id) {
  return id
    .split(/(?<=\.)/)
    .flatMap((part, index) => (index === 0 ? [part] : [element('wbr', {}), part]))
}

/** @param {ResultView | null} result */
function verdictCell(result) {
  const verdict = result === null ? 'absent' : shownVerdict(result)
  const change = result?.change
  const cell = element('td', { class: verdict }, element('span', {}, verdict))
  if (change) {
    cell.classList.add('changed')
    cell.title = change.words
    cell.append(element('small', {}, change.words))
  }
  return cell
}
