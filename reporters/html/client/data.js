/* global document */
/**
 * @typedef {import('../view.ts').View} View
 * @typedef {import('../exchanges.ts').ExchangeView} ExchangeView
 */

/** @type {unknown} */
const embedded = JSON.parse(document.getElementById('view')?.textContent ?? '')

/** What the page shows, but the exchanges. */
export const view = /** @type {View} */ (embedded)

/** @type {Map<string, Map<string, ExchangeView>>} */
const exchangesByTarget = new Map()

/**
 * An exchange of a target; null where the page does not hold it.
 *
 * @param {string} target
 * @param {string} id
 */
export function exchangeOf(target, id) {
  const known = exchangesByTarget.get(target) ?? readExchanges(target)
  exchangesByTarget.set(target, known)
  return known.get(id) ?? null
}

/**
 * @param {string} target
 * @returns {Map<string, ExchangeView>}
 */
function readExchanges(target) {
  const scripts = document.querySelectorAll('script[data-exchanges]')
  const own = Array.from(scripts).find((one) => one.getAttribute('data-exchanges') === target)
  /** @type {unknown} */
  const parsed = JSON.parse(own?.textContent ?? '[]')
  const exchanges = /** @type {ExchangeView[]} */ (parsed)
  return new Map(exchanges.map((exchange) => [exchange.id, exchange]))
}
