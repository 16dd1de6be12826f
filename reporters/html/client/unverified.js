import { behaviorLink, element, lazyDetails, plural, section } from './element.js'

/**
 * @typedef {import('../view.ts').View} View
 */

/**
 * What was not verified, and why; nothing where everything was.
 *
 * @param {View} view
 * @returns {Node[]}
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
  if (reasons.size === 0) return []
  const items = [...reasons].map(([reason, ids]) =>
    lazyDetails({}, [`${reason}: ${plural(ids.size, 'behavior')}`], () => [
      element('ul', {}, ...[...ids].map((id) => element('li', {}, behaviorLink(id)))),
    ]),
  )
  return [section('unverified', 'Not verified, and why', ...items)]
}
