import { copyable } from './copy.js'
import { behaviorLink, chip, element, lazyDetails, section, webLink } from './element.js'
import { exchangeAddress } from './exchange.js'
import { compared } from './failure.js'
import { shownVerdict } from './filter.js'

/**
 * @typedef {import('../view.ts').View} View
 * @typedef {import('../view.ts').GroupView} GroupView
 * @typedef {import('../view.ts').RowView} RowView
 * @typedef {import('../view.ts').ResultView} ResultView
 * @typedef {import('../../../src/model/report.ts').Failure} Failure
 *
 * @typedef {object} Finding what fell for one cause, as the first target shows it
 * @property {GroupView} group
 * @property {RowView} row the behavior that says most about it
 * @property {readonly string[]} targets names of those that show it
 * @property {string} verdict
 * @property {Failure} failure
 * @property {readonly string[]} led ids of the behaviors that fell with it
 */

/** Cards that are made at once; the matrix has them all. */
const mostCards = 30

/** Characters of what was expected, and of what came. */
const longestText = 300

/** The worst first. */
const told = ['fail', 'warn']

/**
 * What is broken, a card for each cause; nothing where all is in order.
 *
 * @param {View} view
 * @returns {Node[]}
 */
export function findingsSection({ groups, targets }) {
  const findings = groups
    .flatMap(findingsOf)
    .sort((one, other) => told.indexOf(one.verdict) - told.indexOf(other.verdict))
  if (findings.length === 0) return []
  const lines = targets.flatMap(({ name, baseUrl, broken }) =>
    broken === null
      ? []
      : [
          element(
            'p',
            { class: 'broken' },
            `${name} at ${baseUrl}: `,
            element('strong', {}, broken),
          ),
        ],
  )
  /** @type {Set<string>} */
  const commands = new Set()
  const cards = findings.slice(0, mostCards).map((finding) => card(finding, commands))
  const rest = findings.length - cards.length
  const more = rest > 0 ? [element('p', {}, `${rest} more are in the matrix below.`)] : []
  return [section('findings', 'What is broken', ...lines.slice(0, mostCards), ...cards, ...more)]
}

/**
 * @param {GroupView} group
 * @returns {Finding[]}
 */
function findingsOf(group) {
  return group.rows.flatMap((row) => {
    const at = row.results.flatMap((result, index) =>
      isFinding(result, group, index) ? [index] : [],
    )
    const [first] = at
    const result = first === undefined ? null : row.results[first]
    const failure = result && 'failures' in result ? result.failures[0] : undefined
    if (first === undefined || !result || !failure) return []
    const led = group.rows.filter(({ results }) => causeOf(results[first]) === row.id)
    return [
      {
        group,
        row,
        targets: at.map((index) => group.targets[index] ?? ''),
        verdict: shownVerdict(result),
        failure,
        led: led.map(({ id }) => id),
      },
    ]
  })
}

/** @param {ResultView | null | undefined} result */
function causeOf(result) {
  return result && 'cause' in result ? result.cause : undefined
}

/**
 * @param {ResultView | null} result
 * @param {GroupView} group
 * @param {number} index that of the target
 */
function isFinding(result, { rows }, index) {
  if (result === null || !told.includes(shownVerdict(result))) return false
  const cause = causeOf(result)
  const leader = cause === undefined ? null : rows.find(({ id }) => id === cause)?.results[index]
  return !leader || !('failures' in leader)
}

/**
 * @param {Finding} finding
 * @param {Set<string>} commands those that stand above already
 */
function card(finding, commands) {
  const { row, targets, verdict, failure, led } = finding
  const [target = ''] = targets
  const isRepeated = commands.has(failure.curl)
  commands.add(failure.curl)
  return element(
    'article',
    { class: `card of-${verdict}` },
    element('h3', {}, chip(verdict), ' ', row.title),
    element('p', {}, behaviorLink(row.id), ` on ${targets.join(', ')}`),
    ...factQuote(finding),
    element(
      'div',
      { class: 'pair' },
      compared('expected', shortened(failure.expected)),
      compared('actual', shortened(failure.actual)),
    ),
    isRepeated ? element('p', {}, 'The same command as above repeats it.') : copyable(failure.curl),
    element(
      'p',
      {},
      element(
        'a',
        { href: exchangeAddress(target, failure.exchange) },
        `Evidence: exchange ${failure.exchange}`,
      ),
    ),
    ...sameCause(led),
    lazyDetails({}, ['Copy as issue'], () => [copyable(issueOf(finding))]),
  )
}

/**
 * @param {Finding} finding
 * @returns {Node[]}
 */
function factQuote(finding) {
  const fact = factOf(finding)
  if (!fact) return []
  return [
    element(
      'blockquote',
      {},
      fact.text,
      ' ',
      element('small', {}, webLink(fact.link, 'documentation')),
    ),
  ]
}

/** @param {Finding} finding */
function factOf({ group, row }) {
  return row.quoted === null ? null : (group.facts[row.quoted] ?? null)
}

/**
 * The evidence has all of it.
 *
 * @param {string} text
 */
function shortened(text) {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

/**
 * @param {readonly string[]} led
 * @returns {Node[]}
 */
function sameCause(led) {
  if (led.length === 0) return []
  const links = led.flatMap((id, index) => [index === 0 ? ' ' : ', ', behaviorLink(id)])
  return [element('p', {}, `and ${led.length} more of the same cause:`, ...links)]
}

/**
 * What a vendor understands without this suite, in Markdown.
 *
 * @param {Finding} finding
 */
function issueOf(finding) {
  const { row, failure } = finding
  const fact = factOf(finding)
  const fence = '`'.repeat(3 + longestRun(`${failure.curl}${failure.expected}${failure.actual}`))
  return [
    `**${row.title}**`,
    ...(fact ? [`The documentation says: ${fact.text} (${fact.link})`] : []),
    [fence, `expected: ${failure.expected}`, `got:      ${failure.actual}`, fence].join('\n'),
    'This request shows it:',
    [`${fence}sh`, failure.curl, fence].join('\n'),
  ].join('\n\n')
}

/** @param {string} text */
function longestRun(text) {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
}
