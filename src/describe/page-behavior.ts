import { markdownCode, markdownFence } from '../../reporters/escape.ts'
import type { BehaviorWords, CoveredFact, Row } from './behavior.ts'
import type { Written } from './contract-lines.ts'
import { markdownItems, markdownLink, markdownPhrase, markdownText } from './markdown.ts'
import { linesWords } from './phrase.ts'

/**
 * A behavior under its title; its id is the anchor.
 * @param docs address of the page that the facts are from
 * @param file the contract, as a link from the page leads to it
 */
export function markdownBehavior(
  { behavior, facts, rows }: BehaviorWords,
  docs: string,
  file: string,
): string[] {
  const { id, level, title } = behavior
  return [
    '',
    `### <a id="${id}"></a>${markdownText(title)}`,
    '',
    `${markdownCode(id)}, **${level}**`,
    '',
    ...factLines(facts, docs),
    ...rows.flatMap((row) => rowLines(row, file)),
  ]
}

/** A link to a behavior on the page. */
export function linkTo(id: string): string {
  return markdownLink(markdownCode(id), `#${id}`)
}

function factLines(facts: readonly CoveredFact[], docs: string): string[] {
  const [first, ...more] = facts.map((fact) => factText(fact, docs))
  if (first === undefined) return []
  return more.length === 0
    ? [`- **Documented:** ${first}`]
    : ['- **Documented:**', ...[first, ...more].map((text) => `  - ${text}`)]
}

function factText({ id, fact }: CoveredFact, docs: string): string {
  if (fact === null) return markdownText(id)
  const text = `${markdownText(id)}: ${markdownText(fact.fact)}`
  return fact.at === ''
    ? text
    : `${text} (${markdownLink(markdownText(linesWords(fact.at)), docs)})`
}

function rowLines(row: Row, file: string): string[] {
  if ('written' in row) return writtenLines(names[row.label], row.written, file)
  const { text, inner } = row.item
  const words = text.length === 0 ? '' : ` ${markdownPhrase(text)}`
  return [`- **${names[row.label]}:**${words}`, ...markdownItems(inner, '  ')]
}

/** Lines as they stand in the contract; a comment says where those are that follow no other. */
function writtenLines(name: string, written: readonly Written[], file: string): string[] {
  const first = written[0]?.line ?? 1
  let next = first
  const shown = written.flatMap(({ line, lines }) => {
    const gap = line === next ? [] : [`# line ${line}`]
    next = line + lines.length
    return [...gap, ...lines]
  })
  const place = markdownLink(`line ${first}`, `${file}#L${first}`)
  const fence = markdownFence(shown, 'yaml').split('\n')
  return [`- **${name}** (${place}):`, '', ...fence.map((line) => `  ${line}`)]
}

const names: Readonly<Record<Row['label'], string>> = {
  'judged on': 'Judged on',
  request: 'Request',
  values: 'Values',
  expected: 'Expected',
  reported: 'Reported',
  cases: 'Cases',
  needs: 'Needs',
  'opt-in': 'Opt-in',
}
