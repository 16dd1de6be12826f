import { markdownCode } from '../../reporters/escape.ts'
import type { BehaviorWords, CoveredFact, Row } from './behavior.ts'
import { linesWords } from './fact-lines.ts'
import { markdownItems, markdownLink, markdownPhrase, markdownText } from './markdown.ts'

/** A behavior under its title; its id is the anchor. */
export function markdownBehavior({ behavior, facts, rows }: BehaviorWords, docs: string): string[] {
  const { id, level, title } = behavior
  return [
    '',
    `### <a id="${id}"></a>${markdownText(title)}`,
    '',
    `${markdownCode(id)}, **${level}**`,
    '',
    ...factLines(facts, docs),
    ...rows.flatMap(rowLines),
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

function rowLines({ label, item: { text, inner } }: Row): string[] {
  const words = text.length === 0 ? '' : ` ${markdownPhrase(text)}`
  return [`- **${names[label]}:**${words}`, ...markdownItems(inner, '  ')]
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
