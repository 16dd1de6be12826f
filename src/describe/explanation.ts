import { printable } from '../report/printable.ts'
import type { BehaviorWords, CoveredFact, Row } from './behavior.ts'
import { linesWords } from './fact-lines.ts'
import type { Item, Phrase } from './phrase.ts'
import { hung } from './wrap.ts'

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
    ...hung('', printable(title), width),
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
    return hung(`${label}${id.padEnd(longest)}  `, printable(text), width)
  })
}

function rowLines({ label, item: { text, inner } }: Row): string[] {
  const own = text.length === 0 ? [] : labelled(label, plain(text))
  const [first, ...more] = inner.flatMap((one) => itemLines(one, ' '.repeat(labelWidth)))
  if (first === undefined) return own
  return own.length > 0
    ? [...own, first, ...more]
    : [named(label) + first.slice(labelWidth), ...more]
}

function itemLines({ text, inner }: Item, indent: string): string[] {
  return [
    ...hung(`${indent}- `, plain(text), width),
    ...inner.flatMap((one) => itemLines(one, `${indent}  `)),
  ]
}

function labelled(label: string, text: string): string[] {
  return hung(named(label), printable(text), width)
}

function named(label: string): string {
  return label.padEnd(labelWidth)
}

/** A phrase as text; what is code is recognized by what it is. */
export function plain(phrase: Phrase): string {
  return printable(phrase.map((part) => (typeof part === 'string' ? part : part.code)).join(''))
}
