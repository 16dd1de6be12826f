import { copyable } from './copy.js'
import { described, element } from './element.js'
import { exchangeBlock } from './exchange.js'

/**
 * @typedef {import('../../../src/model/report.ts').Failure} Failure
 * @typedef {import('../../../src/model/report.ts').Excerpt} Excerpt
 */

/**
 * One contradiction, with all that is needed to see it and to see it again.
 *
 * @param {string} target
 * @param {Failure} failure
 * @param {boolean} isAbove whether its requests are shown above already
 */
export function failureBlock(target, failure, isAbove) {
  const { expected, actual, pointer, counterexample, excerpt, seed, path } = failure
  const steps = isAbove ? [] : (failure.steps ?? [failure])
  return element(
    'div',
    { class: 'failure' },
    element('div', { class: 'pair' }, compared('expected', expected), compared('actual', actual)),
    ...(excerpt === null ? [] : [excerptBlock(excerpt, pointer)]),
    described([
      ['pointer', pointer === '' ? 'the whole body' : pointer],
      ['case', counterexample === null ? null : JSON.stringify(counterexample)],
      ['seed', path === null ? String(seed) : `${seed}, path ${path}`],
      ...steps.map(
        ({ curl }, index) =>
          /** @type {const} */ ([index === 0 ? 'again' : 'then', copyable(curl)]),
      ),
    ]),
    ...steps.map(({ exchange }) => exchangeBlock(target, exchange)),
  )
}

/**
 * @param {string} name
 * @param {string} text
 */
export function compared(name, text) {
  return element(
    'dl',
    { class: name },
    element('dt', {}, name),
    element('dd', {}, element('code', {}, text)),
  )
}

/**
 * The place in the answer. What is marked is said to be by an arrow and in words, too.
 *
 * @param {Excerpt} excerpt
 * @param {string | null} pointer
 */
function excerptBlock({ lines, marked: [from, to] }, pointer) {
  const place = pointer === null || pointer === '' ? 'the answer' : `the answer at ${pointer}`
  const before = lines.slice(0, from)
  const inside = lines.slice(from, to)
  const after = lines.slice(to)
  return element(
    'figure',
    { class: 'excerpt' },
    element('figcaption', {}, place),
    element(
      'code',
      {},
      ...before.map((line) => excerptLine(line)),
      ...(inside.length === 0
        ? []
        : [
            element(
              'mark',
              {},
              element('span', { class: 'unseen' }, 'From here: '),
              ...inside.map((line) => excerptLine(line)),
              element('span', { class: 'unseen' }, 'to here. '),
            ),
          ]),
      ...after.map((line) => excerptLine(line)),
    ),
  )
}

/** @param {string} text */
function excerptLine(text) {
  const indent = /^ */.exec(text)?.[0].length ?? 0
  const isLeftOut = /"‹\d+ (before|after|not shown)›"/.test(text)
  const line = element(
    'span',
    { class: isLeftOut ? 'line-of-code left-out' : 'line-of-code' },
    `${text}\n`,
  )
  // A line that is too long for the page goes on under its own beginning.
  line.style.setProperty('--indent', `${indent + 2}ch`)
  return line
}
