import { behaviorLink, element, lazyDetails, minute, openDetails, section } from './element.js'

/**
 * @typedef {import('../view.ts').View} View
 * @typedef {import('../../comparison.ts').ComparisonRow} ComparisonRow
 */

/** Lists that are no longer than this are shown opened. */
const openedChanges = 10

/** Longer lists are cut; the filter shows all. */
const mostChanges = 500

/** So many names in a row are shown before the others. */
const shownNames = 20

/**
 * What changed since the earlier report; nothing where there is none.
 *
 * @param {View} view
 * @returns {Node[]}
 */
export function changesSection({ changes, groups }) {
  if (!changes) return []
  const ids = new Set(groups.flatMap(({ rows }) => rows.map(({ id }) => id)))
  const lists = changes.sections.map(({ words, rows }) => changeList(words, rows, ids))
  return [
    section(
      'changes',
      `Changed since ${minute(changes.since)}`,
      ...(lists.length > 0 ? lists : [element('p', {}, 'Nothing changed.')]),
    ),
  ]
}

/**
 * @param {string} words
 * @param {readonly ComparisonRow[]} rows
 * @param {ReadonlySet<string>} ids behaviors on this page
 */
function changeList(words, rows, ids) {
  const count = rows.reduce((sum, { names, on }) => sum + names.length * Math.max(1, on.length), 0)
  const details = lazyDetails({}, [`${words}: ${count.toLocaleString('en')}`], () => [
    element(
      'ul',
      { class: 'changes' },
      ...rows.slice(0, mostChanges).map((row) => changeItem(row, ids)),
    ),
    ...(rows.length > mostChanges ? [element('p', {}, 'More are left out: use the filter.')] : []),
  ])
  if (rows.length <= openedChanges) openDetails(details)
  return details
}

/**
 * @param {ComparisonRow} row
 * @param {ReadonlySet<string>} ids
 */
function changeItem({ names, on, before, after }, ids) {
  const links = names.map((name) => (ids.has(name) ? behaviorLink(name) : name))
  return element(
    'li',
    {},
    element('strong', {}, ...enumerated(links)),
    ...(on.length > 0 ? [' on ', ...enumerated(on)] : []),
    element(
      'div',
      {},
      element('small', {}, 'before '),
      before,
      ' ',
      element('small', {}, 'now '),
      after,
    ),
  )
}

/**
 * With commas between, and in words how many more there are.
 *
 * @param {readonly (Node | string)[]} all
 */
function enumerated(all) {
  const shown = all
    .slice(0, shownNames)
    .flatMap((one, index) => (index === 0 ? [one] : [', ', one]))
  return all.length > shownNames ? [...shown, ` and ${all.length - shownNames} more`] : shown
}
