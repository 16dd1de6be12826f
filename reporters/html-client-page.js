/* global document, location, window, addEventListener, IntersectionObserver */
import { element, plural } from './html-client-element.js'
import { filtered } from './html-client-filter.js'
import { controls } from './html-client-controls.js'
import { legend, matrix } from './html-client-matrix.js'
import { targetSection, unverifiedSection } from './html-client-overview.js'

/**
 * @typedef {import('./html-view.ts').View} View
 * @typedef {import('./html-view.ts').GroupView} GroupView
 * @typedef {import('./html-client-matrix.js').ShownRow} ShownRow
 */

/** Cells made in one go; the next ones are made when the reader comes near. */
const cellsAtOnce = 4000
/** What a row weighs beside its verdicts, in cells. */
const rowWeight = 10

/** @type {unknown} */
const embedded = JSON.parse(document.getElementById('view')?.textContent ?? '')
const view = /** @type {View} */ (embedded)
const { form, filter, clear } = controls(view, show)
const status = element('p', { role: 'status' })
const list = element('div', {})
const more = element('button', { type: 'button', class: 'more' })

let waiting = filtered(view.groups, filter())
/** @type {Map<GroupView, ReturnType<typeof matrix>>} */
let sections = new Map()
/** @type {ShownRow[]} */
let rows = []

function show() {
  waiting = filtered(view.groups, filter())
  sections = new Map()
  rows = []
  list.replaceChildren()
  const total = view.groups.reduce((sum, group) => sum + group.rows.length, 0)
  status.textContent = `${waiting.length.toLocaleString('en')} of ${plural(total, 'behavior')}`
  showMore()
}

function showMore(cells = cellsAtOnce) {
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
function sectionOf(group) {
  const known = sections.get(group)
  if (known) return known
  const made = matrix(group)
  sections.set(group, made)
  list.append(made.section)
  return made
}

/** Opens the behavior that the address names, and goes to it. */
function openLinked() {
  const id = linkedId()
  if (!view.groups.some((group) => group.rows.some((row) => row.id === id))) return
  if (![...rows, ...waiting].some(({ row }) => row.id === id)) clear()
  while (!rows.some(({ row }) => row.id === id)) showMore()
  const shown = rows.find(({ row }) => row.id === id)
  shown?.open()
  shown?.summary.focus({ preventScroll: true })
  shown?.body.scrollIntoView({ block: 'start' })
}

function linkedId() {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return location.hash.slice(1)
  }
}

/** Paper cannot be opened: all that is broken is, for the time of printing. */
function openForPrint() {
  showMore(Infinity)
  const closed = rows.filter(
    ({ row, details }) =>
      !details.open && row.results.some((result) => result !== null && 'failures' in result),
  )
  for (const { open } of closed) open()
  const close = () => {
    for (const { details } of closed) details.open = false
  }
  addEventListener('afterprint', close, { once: true })
}

const unverified = unverifiedSection(view)
document
  .querySelector('main')
  ?.append(
    targetSection(view),
    ...(unverified ? [unverified] : []),
    element(
      'section',
      { 'aria-labelledby': 'behaviors' },
      element('h2', { id: 'behaviors', tabindex: '-1' }, 'Behaviors'),
      form,
      status,
      ...legend(view.groups),
      list,
      more,
    ),
  )
more.addEventListener('click', () => showMore())
const nearing = new IntersectionObserver(
  (entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting) || waiting.length === 0) return
    showMore()
    // An observer speaks only when something changes: ask again, in case the end is still in sight.
    nearing.unobserve(more)
    nearing.observe(more)
  },
  { rootMargin: '800px' },
)
nearing.observe(more)
show()
openLinked()
addEventListener('hashchange', openLinked)
window.addEventListener('beforeprint', openForPrint)
