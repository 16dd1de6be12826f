import { element } from './html-client-element.js'
import { shownVerdict } from './html-client-filter.js'

/**
 * @typedef {import('./html-view.ts').GroupView} GroupView
 * @typedef {import('./html-view.ts').RowView} RowView
 * @typedef {import('./html-view.ts').ResultView} ResultView
 * @typedef {import('../src/model/report.ts').Failure} Failure
 * @typedef {{ target: string, result: ResultView }} Finding
 */

/** So many targets are shown opened; more would bury what comes after. */
const openedResults = 5

/**
 * All that the report knows of a behavior: what it covers, and what was seen on each target.
 *
 * @param {GroupView} group
 * @param {RowView} row
 * @returns {Node[]}
 */
export function evidence(group, row) {
  const findings = row.results.flatMap((result, index) =>
    result === null ? [] : [{ target: group.targets[index] ?? '', result }],
  )
  const broken = findings.filter(({ result }) => 'failures' in result)
  return [
    facts([['facts covered', row.covers.join(' ') || 'none']]),
    ...broken.map((finding) => brokenResult(finding, broken.length <= openedResults)),
    ...others(findings.filter(({ result }) => !('failures' in result))),
  ]
}

/**
 * @param {Finding} finding
 * @param {boolean} isOpen
 */
function brokenResult({ target, result }, isOpen) {
  const verdict = shownVerdict(result)
  const heading = element(
    'summary',
    {},
    element('span', { class: `chip ${verdict}` }, verdict),
    ' ',
    element('strong', {}, target),
    ' ',
    element('span', { class: 'text' }, 'reason' in result ? result.reason : ''),
  )
  const failures = 'failures' in result ? result.failures : []
  return element(
    'details',
    { class: 'result', ...(isOpen ? { open: '' } : {}) },
    heading,
    ...knownNote(result),
    ...failures.map(failureBlock),
  )
}

/**
 * @param {ResultView} result
 * @returns {Node[]}
 */
function knownNote(result) {
  if (!('known' in result)) return []
  const { reason, link } = result.known
  return [
    facts([
      ['known, and does not count', reason],
      ['link', link],
    ]),
  ]
}

/** @param {Failure} failure */
function failureBlock(failure) {
  const { expected, actual, pointer, counterexample, request, exchange, seed, path } = failure
  return element(
    'div',
    { class: 'failure' },
    element('div', { class: 'pair' }, compared('expected', expected), compared('actual', actual)),
    facts([
      ['pointer', pointer === '' ? 'the whole body' : pointer],
      ['counterexample', counterexample === null ? null : JSON.stringify(counterexample, null, 1)],
      ['request', request],
      ['exchange', exchange],
      ['seed', path === null ? String(seed) : `${seed}, path ${path}`],
      ['again', failure.curl],
    ]),
  )
}

/**
 * @param {string} name
 * @param {string} text
 */
function compared(name, text) {
  return element(
    'dl',
    { class: name },
    element('dt', {}, name),
    element('dd', {}, element('code', {}, text)),
  )
}

/**
 * @param {readonly (readonly [name: string, text: string | null])[]} rows
 */
function facts(rows) {
  return element(
    'dl',
    { class: 'facts' },
    ...rows.flatMap(([name, text]) =>
      text === null ? [] : [element('dt', {}, name), element('dd', {}, element('code', {}, text))],
    ),
  )
}

/**
 * What needs no evidence, one line for each thing said of some targets.
 *
 * @param {readonly Finding[]} findings
 * @returns {Node[]}
 */
function others(findings) {
  /** @type {Map<string, { verdict: string, words: string, targets: string[] }>} */
  const lines = new Map()
  for (const { target, result } of findings) {
    const words = statement(result)
    const line = lines.get(`${result.verdict} ${words}`)
    if (line) line.targets.push(target)
    else
      lines.set(`${result.verdict} ${words}`, { verdict: result.verdict, words, targets: [target] })
  }
  return [...lines.values()].map(({ verdict, words, targets }) =>
    element(
      'p',
      { class: 'line' },
      element('span', { class: `chip ${verdict}` }, verdict),
      ' ',
      element('strong', {}, targets.join(', ')),
      ' ',
      element('span', { class: 'text' }, words),
    ),
  )
}

/** @param {ResultView} result */
function statement(result) {
  if (result.verdict === 'pass') {
    return result.cases === 1 ? 'held in the one case' : `held in all ${result.cases} cases`
  }
  const optIn = 'optIn' in result && result.optIn ? ` (opt in: ${result.optIn})` : ''
  return `${result.reason}${optIn}`
}
