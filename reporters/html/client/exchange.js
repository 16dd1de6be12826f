import { exchangeOf } from './data.js'
import { described, element, lazyDetails, milliseconds, plural } from './element.js'
import { indented } from './indent.js'

/**
 * @typedef {import('../exchanges.ts').ExchangeView} ExchangeView
 * @typedef {import('../../../src/model/report.ts').ShownBody} ShownBody
 * @typedef {import('../../../src/model/report.ts').Header} Header
 */

const maskWords =
  'Masked values appear in ‹ › as their kind, a number that equal values share, and their length.'

/**
 * A request with its answer, folded; in words where the page does not hold it.
 *
 * @param {string} target
 * @param {string} id
 * @returns {HTMLElement}
 */
export function exchangeBlock(target, id) {
  const exchange = exchangeOf(target, id)
  if (!exchange) return element('p', {}, `Exchange ${id} is not in this report.`)
  const { request, outcome, durationMs } = exchange
  const came =
    outcome.kind === 'response' ? `status ${outcome.status}` : `no answer: ${outcome.reason}`
  return lazyDetails(
    { class: 'exchange', 'data-target': target, 'data-exchange': id },
    [
      element('strong', {}, `Exchange ${id}`),
      ' ',
      element('code', {}, `${request.method} ${request.url}`),
      ' → ',
      element('span', { class: 'came' }, `${came}, ${milliseconds(durationMs)}`),
    ],
    () => contentOf(target, exchange),
  )
}

/**
 * The address of an exchange on this page.
 *
 * @param {string} target
 * @param {string} id
 */
export function exchangeAddress(target, id) {
  return `#${encodeURIComponent(target)}/${encodeURIComponent(id)}`
}

/**
 * @param {string} target
 * @param {ExchangeView} exchange
 * @returns {Node[]}
 */
function contentOf(target, { id, startedAt, durationMs, request, outcome }) {
  const link = element('a', { href: exchangeAddress(target, id) }, `${target}/${id}`)
  const sent = described([
    ['sent', startedAt],
    ['took', milliseconds(durationMs)],
    ['link', link],
  ])
  const asked = headers('Request', `${request.method} ${request.url}`, request.headers)
  if (outcome.kind === 'no-answer') return [sent, asked, described([['no answer', outcome.reason]])]
  return [
    sent,
    asked,
    headers('Response', `status ${outcome.status}`, outcome.headers),
    body(outcome.body),
  ]
}

/**
 * @param {string} title
 * @param {string} first
 * @param {readonly Header[]} lines
 */
function headers(title, first, lines) {
  const text = [first, ...lines.map(([name, value]) => `${name}: ${value}`)]
  return element(
    'div',
    {},
    element('h4', {}, title),
    element('code', { class: 'block' }, text.join('\n')),
  )
}

/** @param {ShownBody} body */
function body({ text, length, whole, unreadable }) {
  if (length === 0) return element('p', {}, 'The body is empty.')
  const size = plural(length, 'byte')
  if (unreadable !== null) return element('p', {}, `Body, ${size}, not shown (${unreadable})`)
  const shown = whole ? size : `${size}, not all shown; report.json and report.har may have more`
  const content = element('code', { class: 'block' }, indented(text))
  return lazyDetails({}, [`Body, ${shown}`], () =>
    text.includes('‹') ? [element('p', {}, maskWords), content] : [content],
  )
}
