import { view } from './data.js'
import { chip, described, element, lazyDetails, openDetails, webLink } from './element.js'
import { exchangeBlock } from './exchange.js'
import { failureBlock } from './failure.js'
import { shownVerdict } from './filter.js'
import { history } from './history.js'

/**
 * @typedef {import('../view.ts').GroupView} GroupView
 * @typedef {import('../view.ts').RowView} RowView
 * @typedef {import('../view.ts').ResultView} ResultView
 * @typedef {{ target: string, result: ResultView }} Finding
 */

/** So many targets are shown opened; more would bury what comes after. */
const openedResults = 5

/**
 * All that the report knows of a behavior: what it covers, what was seen on each target, and what
 * was seen before.
 *
 * @param {GroupView} group
 * @param {RowView} row
 * @returns {Node[]}
 */
export function evidence(group, row) {
  const findings = row.results.flatMap((result, index) =>
    result === null ? [] : [{ target: group.targets[index] ?? '', result }],
  )
  const shown = findings.filter(({ result }) => hasEvidence(result))
  const results = shown.map(resultWithEvidence)
  if (results.length <= openedResults) results.forEach(openDetails)
  return [
    documented(group, row),
    ...results,
    ...others(findings.filter(({ result }) => !hasEvidence(result))),
    ...history(group, row, view.runs),
  ]
}

/** @param {ResultView} result */
function hasEvidence(result) {
  return 'failures' in result || (result.unanswered?.length ?? 0) > 0
}

/**
 * What the documentation says, and where.
 *
 * @param {GroupView} group
 * @param {RowView} row
 */
function documented({ facts }, { covers }) {
  const items = covers.map((id) => {
    const fact = Object.hasOwn(facts, id) ? facts[id] : undefined
    if (!fact) return element('li', {}, element('code', {}, id))
    const place = fact.lines === '' ? 'documentation' : `documentation, lines ${fact.lines}`
    return element(
      'li',
      {},
      element('code', {}, id),
      ' ',
      fact.text,
      ' ',
      element('small', {}, webLink(fact.link, place)),
    )
  })
  return element('ul', { class: 'documented', 'aria-label': 'Facts covered' }, ...items)
}

/** @param {Finding} finding */
function resultWithEvidence({ target, result }) {
  const words = 'reason' in result ? result.reason : ''
  return lazyDetails(
    { class: 'result', 'data-target': target },
    [
      chip(shownVerdict(result)),
      ' ',
      element('strong', {}, target),
      ' ',
      element('span', { class: 'text' }, words),
    ],
    () => [
      ...knownNote(result),
      ...changeNote(result),
      ...('failures' in result ? result.failures : []).map((one, index, all) =>
        failureBlock(
          target,
          one,
          all.slice(0, index).some(({ exchange }) => exchange === one.exchange),
        ),
      ),
      ...(result.unanswered ?? []).map((id) => exchangeBlock(target, id)),
    ],
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
    described([
      ['known, and does not count', reason],
      ['link', link === null ? null : webLink(link, link)],
    ]),
  ]
}

/**
 * @param {ResultView} result
 * @returns {Node[]}
 */
function changeNote({ change }) {
  return change ? [described([[`${change.words}, before`, change.before]])] : []
}

/**
 * What needs no evidence, one line for each thing said of some targets.
 *
 * @param {readonly Finding[]} findings
 * @returns {Node[]}
 */
function others(findings) {
  /** @type {Map<string, { result: ResultView, targets: string[] }>} */
  const lines = new Map()
  for (const { target, result } of findings) {
    const key = JSON.stringify([result.verdict, statement(result), result.change])
    const line = lines.get(key)
    if (line) line.targets.push(target)
    else lines.set(key, { result, targets: [target] })
  }
  return [...lines.values()].map(({ result, targets }) =>
    element(
      'div',
      { class: 'line' },
      chip(result.verdict),
      ' ',
      element('strong', {}, targets.join(', ')),
      ' ',
      element('span', { class: 'text' }, statement(result)),
      ...changeNote(result),
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
