import type { Fact } from '../contract/facts.ts'
import type { Contract } from '../model/contract.ts'
import type { BehaviorWords } from './behavior.ts'
import { linesWords } from './phrase.ts'
import { markdownLink, markdownTable, markdownText } from './markdown.ts'
import { linkTo } from './page-behavior.ts'

/** The facts that no behavior can check by reading this endpoint, and why. */
export function unobservable(facts: readonly Fact[], docs: string): string[] {
  const rows = facts
    .filter(({ level }) => level === 'none')
    .map(({ id, fact, at, untestable }) => [
      markdownText(id),
      markdownText(fact),
      linesCell(at, docs),
      markdownText(untestable ?? ''),
    ])
  if (facts.length === 0) return ['Nobody has catalogued the facts of this documentation yet.']
  if (rows.length === 0) return ['Nothing: every documented fact is covered by a behavior.']
  return [
    'The page says so, and no answer of this endpoint can show it.',
    '',
    ...markdownTable(['fact', 'what the page says', 'where', 'why not'], rows),
  ]
}

/** Every fact with the behaviors that cover it, in the order of the catalogue. */
export function factTable(
  behaviors: readonly BehaviorWords[],
  facts: readonly Fact[],
  { docs }: Pick<Contract, 'docs'>,
): string[] {
  const covered = behaviors.flatMap(({ behavior }) => behavior.covers)
  const known = new Map(facts.map((fact) => [fact.id, fact]))
  const ids = new Set([...known.keys(), ...covered])
  const rows = [...ids].map((id) => {
    const fact = known.get(id)
    const own = behaviors.filter(({ behavior }) => behavior.covers.includes(id))
    return [
      markdownText(id),
      fact?.level ?? own[0]?.behavior.level ?? '',
      ...(facts.length === 0
        ? []
        : [markdownText(fact?.fact ?? ''), linesCell(fact?.at ?? '', docs)]),
      own.map(({ behavior }) => linkTo(behavior.id)).join(', '),
    ]
  })
  const told = facts.length === 0 ? [] : ['what the page says', 'where']
  return markdownTable(['fact', 'level', ...told, 'behaviors'], rows)
}

function linesCell(at: string, docs: string): string {
  return at === '' ? '' : markdownLink(markdownText(linesWords(at)), docs)
}
