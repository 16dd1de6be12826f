import { element, lazyDetails, scrolling } from './html-client-element.js'
import { evidence } from './html-client-evidence.js'
import { shownVerdict } from './html-client-filter.js'

/**
 * @typedef {import('./html-view.ts').GroupView} GroupView
 * @typedef {import('./html-view.ts').RowView} RowView
 * @typedef {{ details: HTMLDetailsElement, summary: HTMLElement, open: () => void }} Opener
 * @typedef {{ row: RowView, body: HTMLElement } & Opener} ShownRow
 */

/** With more targets than this, a verdict is a sign instead of a word. */
const wordyTargets = 3

/**
 * What the signs mean, where there are any.
 *
 * @param {readonly GroupView[]} groups
 * @returns {Node[]}
 */
export function legend(groups) {
  if (groups.every(({ targets }) => targets.length <= wordyTargets)) return []
  const words =
    '✓ pass, ✗ fail, K known deviation, ! warn, i observed, ? unverified, E error, · not in the contract'
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
  const table = element(
    'table',
    { class: isWordy ? 'matrix words' : 'matrix signs' },
    element('caption', { class: 'unseen' }, `${provider}: verdicts, behaviors by targets`),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col', class: 'name' }, 'Behavior'),
        ...targets.map((name) =>
          element('th', { scope: 'col', title: name }, element('span', {}, name)),
        ),
      ),
    ),
  )
  if (!isWordy) table.style.minWidth = `${18 + targets.length * 2}rem`
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
  const opener = lazyDetails(row.title, () => evidence(group, row))
  // Here, because a browser moves the focus to what an address names, if it takes the focus.
  opener.summary.id = row.id
  const body = element(
    'tbody',
    {},
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row', class: 'name' },
        element('a', { href: `#${encodeURIComponent(row.id)}` }, row.id),
        ' ',
        element('span', { class: 'level' }, row.level),
      ),
      ...row.results.map((result) => {
        const verdict = result === null ? 'absent' : shownVerdict(result)
        return element('td', { class: verdict }, element('span', {}, verdict))
      }),
    ),
    element(
      'tr',
      {},
      element(
        'td',
        { colspan: String(group.targets.length + 1), class: 'rule' },
        element('div', {}, opener.details),
      ),
    ),
  )
  return { row, body, ...opener }
}
