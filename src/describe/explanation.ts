import wrapAnsi from 'wrap-ansi'
import { printable } from '../report/printable.ts'
import type { BehaviorWords, CoveredFact, Row } from './behavior.ts'
import type { Written } from './contract-lines.ts'
import { linesWords } from './phrase.ts'
import type { Item, Phrase } from './phrase.ts'

/** Columns of a terminal that is not wider. */
const width = 80

const labelWidth = 12

/**
 * A behavior for a terminal, 80 columns wide.
 * @param docs address of the page that the facts are from
 */
export function explanation({ behavior, facts, rows }: BehaviorWords, docs: string): string {
  const { id, level, title } = behavior
  return [
    `${id}  ${level}`,
    ...hung('', printable(title)),
    '',
    ...factLines(facts),
    ...labelled('', docs),
    ...rows.flatMap(rowLines),
    '',
  ].join('\n')
}

function factLines(facts: readonly CoveredFact[]): string[] {
  const longest = Math.max(...facts.map(({ id }) => id.length))
  return facts.flatMap(({ id, fact }, index) => {
    const label = named(index === 0 ? 'documented' : '')
    if (fact === null) return [printable(label + id)]
    const text = `${fact.fact}${fact.at === '' ? '' : ` (${linesWords(fact.at)})`}`
    return hung(`${label}${id.padEnd(longest)}  `, printable(text))
  })
}

function rowLines(row: Row): string[] {
  if ('written' in row) return writtenLines(row.label, row.written)
  const { label, item } = row
  const { text, inner } = item
  const own = text.length === 0 ? [] : labelled(label, plain(text))
  const [first, ...more] = inner.flatMap((one) => itemLines(one, ' '.repeat(labelWidth)))
  if (first === undefined) return own
  return own.length > 0
    ? [...own, first, ...more]
    : [named(label) + first.slice(labelWidth), ...more]
}

/** The contract's own lines are not broken: they are there to be found in the file. */
function writtenLines(label: string, written: readonly Written[]): string[] {
  const numbered = written.flatMap(({ line, lines }) =>
    lines.map((text, index) => [line + index, text] as const),
  )
  const digits = Math.max(...numbered.map(([number]) => String(number).length))
  return numbered.map(
    ([number, text], index) =>
      `${named(index === 0 ? label : '')}${String(number).padStart(digits)} | ${printable(text)}`,
  )
}

function itemLines({ text, inner }: Item, indent: string): string[] {
  return [
    ...hung(`${indent}- `, plain(text)),
    ...inner.flatMap((one) => itemLines(one, `${indent}  `)),
  ]
}

function labelled(label: string, text: string): string[] {
  return hung(named(label), printable(text))
}

function named(label: string): string {
  return label.padEnd(labelWidth)
}

/** A phrase as text; what is code is recognized by what it is. */
function plain(phrase: Phrase): string {
  return printable(phrase.map((part) => (typeof part === 'string' ? part : part.code)).join(''))
}

/** The text in lines, the first one behind `head`, the others as far to the right; only broken between words. */
function hung(head: string, text: string): string[] {
  const indent = ' '.repeat(head.length)
  return wrapAnsi(text, width - head.length, { hard: false })
    .split('\n')
    .map((line, index) => (index === 0 ? head : indent) + line)
}
