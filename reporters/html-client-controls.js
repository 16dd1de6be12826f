import { element } from './html-client-element.js'
import { shownVerdict } from './html-client-filter.js'

/**
 * @typedef {import('./html-view.ts').View} View
 * @typedef {import('./html-client-filter.js').Filter} Filter
 */

/**
 * The form that filters the behaviors.
 *
 * @param {View} view
 * @param {() => void} onChange
 * @returns {{ form: HTMLFormElement, filter: () => Filter, clear: () => void }}
 */
export function controls({ groups }, onChange) {
  const rows = groups.flatMap((group) => group.rows)
  const verdicts = rows.flatMap(({ results }) =>
    results.flatMap((result) => (result === null ? [] : [shownVerdict(result)])),
  )
  const verdict = choice('Verdict', verdicts)
  const level = choice(
    'Level',
    rows.map((row) => row.level),
  )
  const provider = choice(
    'Provider',
    groups.map((group) => group.provider),
  )
  const text = element('input', { type: 'search', placeholder: 'id, rule, fact, reason' })
  const reset = element('button', { type: 'button' }, 'Show all')
  const form = element(
    'form',
    { role: 'search', 'aria-label': 'Filter the behaviors' },
    ...[verdict, level, provider].map(({ label }) => label),
    element('label', {}, element('span', {}, 'Text'), text),
    reset,
  )
  form.addEventListener('input', onChange)
  form.addEventListener('submit', (event) => event.preventDefault())
  const clear = () => {
    for (const { select } of [verdict, level, provider]) select.value = ''
    text.value = ''
    onChange()
  }
  reset.addEventListener('click', clear)
  return {
    form,
    filter: () => ({
      verdict: verdict.select.value,
      level: level.select.value,
      provider: provider.select.value,
      text: text.value,
    }),
    clear,
  }
}

/**
 * A choice among the values that there are.
 *
 * @param {string} name
 * @param {readonly string[]} values
 */
function choice(name, values) {
  const options = [...new Set(values)].sort().map((value) => element('option', { value }, value))
  const select = element('select', {}, element('option', { value: '' }, 'all'), ...options)
  return { label: element('label', {}, element('span', {}, name), select), select }
}
