/* global IntersectionObserver */
import { element, plural } from './element.js'
import { filtered } from './filter.js'
import { matrix } from './matrix.js'

/**
 * @typedef {import('../view.ts').GroupView} GroupView
 * @typedef {import('./filter.js').Filter} Filter
 * @typedef {import('./matrix.js').ShownRow} ShownRow
 *
 * @typedef {object} BehaviorList
 * @property {Node[]} nodes what to put into the page
 * @property {() => void} show shows what the filter lets through
 * @property {(id: string) => ShownRow | null} reach makes the row, if the filter lets it through
 * @property {() => readonly ShownRow[]} all makes every row that the filter lets through
 */

/** Cells made in one go; the next ones are made when the reader comes near. */
const cellsAtOnce = 2000

/** What a row weighs beside its verdicts, in cells. */
const rowWeight = 10

/**
 * The matrices of all providers, of which no more is made than is looked at.
 *
 * @param {readonly GroupView[]} groups
 * @param {() => Filter} filter
 * @returns {BehaviorList}
 */
export function behaviorList(groups, filter) {
  const status = element('p', { role: 'status' })
  const list = element('div', {})
  const more = element('button', { type: 'button', class: 'more' })
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0)
  /** @type {ReturnType<typeof filtered>} */
  let waiting = []
  /** @type {Map<GroupView, ReturnType<typeof matrix>>} */
  let sections = new Map()
  /** @type {ShownRow[]} */
  let rows = []

  const show = () => {
    waiting = filtered(groups, filter())
    sections = new Map()
    rows = []
    list.replaceChildren()
    status.textContent = `${waiting.length.toLocaleString('en')} of ${plural(total, 'behavior')}`
    showMore()
  }

  const showMore = (cells = cellsAtOnce) => {
    let left = cells
    while (left > 0) {
      const next = waiting.shift()
      if (!next) break
      left -= next.group.targets.length + rowWeight
      rows.push(sectionOf(next.group).add(next.row))
    }
    more.hidden = waiting.length === 0
    more.textContent = `Show more behaviors (${waiting.length.toLocaleString('en')} left)`
  }

  /** @param {GroupView} group */
  const sectionOf = (group) => {
    const known = sections.get(group)
    if (known) return known
    const made = matrix(group)
    sections.set(group, made)
    list.append(made.section)
    return made
  }

  const reach = (/** @type {string} */ id) => {
    if (![...rows, ...waiting].some(({ row }) => row.id === id)) return null
    while (!rows.some(({ row }) => row.id === id)) showMore()
    return rows.find(({ row }) => row.id === id) ?? null
  }

  more.addEventListener('click', () => showMore())
  showWhenNear(more, () => waiting.length > 0 && showMore())
  return {
    nodes: [status, list, more],
    show,
    reach,
    all: () => {
      showMore(Infinity)
      return rows
    },
  }
}

/**
 * @param {Element} end
 * @param {() => void} onNear
 */
function showWhenNear(end, onNear) {
  const nearing = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      onNear()
      // An observer speaks only when something changes: ask again, in case the end is still in sight.
      nearing.unobserve(end)
      nearing.observe(end)
    },
    { rootMargin: '800px' },
  )
  nearing.observe(end)
}
