import { element, lazyDetails, plural, scrolling } from './html-client-element.js'

/**
 * @typedef {import('./html-view.ts').View} View
 * @typedef {import('./html-view.ts').TargetView} TargetView
 */

/** With more targets than this, their table waits until it is opened. */
const openedTargets = 20

/**
 * The targets, each with its verdict, counts, requests and waits.
 *
 * @param {View} view
 * @returns {HTMLElement}
 */
export function targetSection({ targets }) {
  const { details, open } = lazyDetails(plural(targets.length, 'target'), () => [
    scrolling('Targets', targetTable(targets)),
  ])
  if (targets.length <= openedTargets) open()
  return element(
    'section',
    { 'aria-labelledby': 'targets' },
    heading('targets', 'Targets'),
    details,
  )
}

/** @param {readonly TargetView[]} targets */
function targetTable(targets) {
  const counted = /** @type {const} */ (['pass', 'fail', 'warn', 'observed', 'unverified', 'error'])
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
  return element(
    'table',
    { class: 'targets' },
    element(
      'thead',
      {},
      element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head))),
    ),
    element(
      'tbody',
      {},
      ...targets.map((target) => {
        const { verdict, counts, requests, contract } = target
        const numbers = [...counted.map((name) => counts[name]), requests.sent, requests.burst]
        return element(
          'tr',
          {},
          targetHead(target),
          element('td', {}, element('span', { class: `chip ${verdict}` }, verdict)),
          ...[...numbers, requests.retried].map((count) =>
            element('td', { class: 'number' }, String(count)),
          ),
          element('td', { class: 'number' }, `${(requests.waitedMs / 1000).toFixed(1)} s`),
          element(
            'td',
            { title: `SHA-256 ${contract.sha256 ?? 'unknown'}` },
            contract.revision ?? '',
          ),
        )
      }),
    ),
  )
}

/** @param {TargetView} target */
function targetHead({ name, provider, baseUrl, reason, stale }) {
  const notes = [
    ...(reason === null ? [] : [reason]),
    ...stale.map((id) => `${id} holds: remove its entry from the known deviations`),
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
 * What was not verified, and why; null where everything was.
 *
 * @param {View} view
 * @returns {HTMLElement | null}
 */
export function unverifiedSection({ groups }) {
  /** @type {Map<string, Set<string>>} */
  const reasons = new Map()
  for (const { id, results } of groups.flatMap(({ rows }) => rows)) {
    for (const result of results) {
      if (result?.verdict !== 'unverified') continue
      const reason = `${result.reason}${result.optIn ? ` (opt in: ${result.optIn})` : ''}`
      reasons.set(reason, (reasons.get(reason) ?? new Set()).add(id))
    }
  }
  if (reasons.size === 0) return null
  const items = [...reasons].map(([reason, ids]) => {
    const links = () => [element('ul', {}, ...[...ids].map((id) => element('li', {}, linkTo(id))))]
    return lazyDetails(`${reason}: ${plural(ids.size, 'behavior')}`, links).details
  })
  return element(
    'section',
    { 'aria-labelledby': 'unverified' },
    heading('unverified', 'Not verified, and why'),
    ...items,
  )
}

/** @param {string} id */
function linkTo(id) {
  return element('a', { href: `#${encodeURIComponent(id)}` }, id)
}

/**
 * @param {string} id
 * @param {string} text
 */
function heading(id, text) {
  return element('h2', { id }, text)
}
