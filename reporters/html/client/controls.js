import { element } from './element.js'
import { shownVerdict } from './filter.js'
import { flaps } from './trend.js'

/**
 * @typedef {import('../view.ts').View} View
 * @typedef {import('./filter.js').Filter} Filter
 */

/**
 * The form that filters the behaviors.
 *
 * @param {View} view
 * @param {() => void} onChange
 * @returns {{ form: HTMLFormElement, filter: () => Filter, clear: () => void }}
 */
export function controls(view, onChange) {
  const { groups } = view
  const rows = groups.flatMap((group) => group.rows)
  const results = rows.flatMap((row) => row.results.filter((result) => result !== null))
  const choices = {
    verdict: choice('Verdict', sorted(results.map(shownVerdict))),
    level: choice('Level', sorted(rows.map((row) => row.level))),
    provider: choice('Provider', sorted(groups.map((group) => group.provider))),
    change: choice('Changed', changeWords(view)),
  }
  const text = element('input', { type: 'search', placeholder: 'id, rule, fact, reason' })
  const reset = element('button', { type: 'button' }, 'Show all')
  const form = element(
    'form',
    { role: 'search', 'aria-label': 'Filter the behaviors' },
    ...Object.values(choices).flatMap(({ label, select }) =>
      select.options.length > (select === choices.change.select ? 1 : 2) ? [label] : [],
    ),
    element('label', {}, element('span', {}, 'Text'), text),
    reset,
  )
  form.addEventListener('input', onChange)
  form.addEventListener('submit', (event) => event.preventDefault())
  const clear = () => {
    for (const { select } of Object.values(choices)) select.value = ''
    text.value = ''
    onChange()
  }
  reset.addEventListener('click', clear)
  return {
    form,
    filter: () => ({
      verdict: choices.verdict.select.value,
      level: choices.level.select.value,
      provider: choices.provider.select.value,
      change: choices.change.select.value,
      text: text.value,
    }),
    clear,
  }
}

/**
 * What can be chosen of changes: those that there are.
 *
 * @param {View} view
 */
function changeWords({ changes, groups }) {
  const words = changes?.words ?? []
  const isFlapping = groups.some(({ rows }) =>
    rows.some(({ results }) => results.some((result) => flaps(result?.trend))),
  )
  return [...(words.length > 0 ? ['any', ...words] : []), ...(isFlapping ? ['flapping'] : [])]
}

/** @param {readonly string[]} values */
function sorted(values) {
  return [...new Set(values)].sort()
}

/**
 * A choice among the values that there are.
 *
 * @param {string} name
 * @param {readonly string[]} values
 */
function choice(name, values) {
  const options = values.map((value) => element('option', { value }, value))
  const select = element('select', {}, element('option', { value: '' }, 'all'), ...options)
  return { label: element('label', {}, element('span', {}, name), select), select }
}
