import { openDetails } from './element.js'

/**
 * @typedef {import('../view.ts').GroupView} GroupView
 * @typedef {import('../view.ts').ResultView} ResultView
 *
 * @typedef {object} Place what an address on this page names
 * @property {string} behavior
 * @property {{ target: string, id: string } | null} exchange
 */

/**
 * What a fragment names: a behavior by its id, or an exchange as `<target>/e17`, which is shown where
 * the first failure cites it. Null for anything else.
 *
 * @param {string} fragment without the leading `#`
 * @param {readonly GroupView[]} groups
 * @returns {Place | null}
 */
export function placeOf(fragment, groups) {
  const name = decoded(fragment)
  if (groups.some(({ rows }) => rows.some(({ id }) => id === name))) {
    return { behavior: name, exchange: null }
  }
  const slash = name.lastIndexOf('/')
  const exchange = { target: name.slice(0, Math.max(0, slash)), id: name.slice(slash + 1) }
  for (const { targets, rows } of groups) {
    const index = targets.indexOf(exchange.target)
    const row = rows.find(({ results }) => cites(results[index] ?? null, exchange.id))
    if (row) return { behavior: row.id, exchange }
  }
  return null
}

/**
 * @param {ResultView | null} result
 * @param {string} id
 */
function cites(result, id) {
  if (result === null) return false
  const failures = 'failures' in result ? result.failures : []
  return failures.some(({ exchange }) => exchange === id) || (result.unanswered ?? []).includes(id)
}

/**
 * Opens an exchange in an opened behavior, and all that it is folded into.
 *
 * @param {HTMLElement} body of the behavior
 * @param {{ target: string, id: string }} exchange
 * @returns {HTMLElement | null} what to go to
 */
export function openExchange(body, { target, id }) {
  const own = detailsIn(body, (one) => one.dataset.target === target)
  own.filter((one) => one.dataset.exchange === undefined).forEach(openDetails)
  const [found] = detailsIn(
    body,
    (one) => one.dataset.target === target && one.dataset.exchange === id,
  )
  if (!found) return null
  openDetails(found)
  return found
}

/**
 * @param {HTMLElement} body
 * @param {(details: HTMLDetailsElement) => boolean} isWanted
 */
function detailsIn(body, isWanted) {
  return Array.from(body.querySelectorAll('details')).filter(isWanted)
}

/** @param {string} fragment */
function decoded(fragment) {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
