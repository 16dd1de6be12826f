import type { Family, Level } from '../model/contract.ts'
import type { LoadedContract } from '../run/contracts.ts'
import { behaviorsInWords } from './behavior.ts'
import type { BehaviorWords } from './behavior.ts'
import { markdownBehavior } from './page-behavior.ts'
import { factTable, unobservable } from './page-facts.ts'
import { markdownHead } from './page-head.ts'

/** The families in the order of the page, as people call them. */
const families: Readonly<Record<Family, string>> = {
  envelope: 'The answer as a whole',
  items: 'One instance',
  scope: 'Who sees what',
  filters: 'Filters',
  errors: 'Errors',
  limits: 'Limits',
  openness: 'Where the documentation is silent',
}

/**
 * A contract as a Markdown page: what it promises, behavior by behavior, and what of the
 * documentation no behavior can check.
 * @param file the contract, as a link from the page leads to it
 */
export function contractPage(loaded: LoadedContract, file: string): string {
  const behaviors = behaviorsInWords(loaded)
  const facts = loaded.facts()
  const sections = (Object.keys(families) as Family[])
    .map((family) => ({ family, own: behaviors.filter(isOf(family)) }))
    .filter(({ own }) => own.length > 0)
  return [
    ...markdownHead(loaded.contract, file),
    '',
    '## Contents',
    '',
    `${counted(behaviors)} in all.`,
    '',
    ...sections.map(({ family, own }) => `- [${families[family]}](#${family}): ${counted(own)}`),
    '- [What cannot be observed](#unobservable)',
    '- [Facts and their behaviors](#facts)',
    ...sections.flatMap(({ family, own }) => [
      ...heading(family, families[family]),
      ...own.flatMap((behavior) => markdownBehavior(behavior, loaded.contract.docs, file)),
    ]),
    ...heading('unobservable', 'What cannot be observed'),
    '',
    ...unobservable(facts, loaded.contract.docs),
    ...heading('facts', 'Facts and their behaviors'),
    '',
    ...factTable(behaviors, facts, loaded.contract),
    '',
  ].join('\n')
}

function isOf(family: Family) {
  return ({ behavior }: BehaviorWords): boolean => behavior.family === family
}

/** A heading whose anchor does not follow from its words. */
function heading(id: string, words: string): string[] {
  return ['', `## <a id="${id}"></a>${words}`]
}

/** `7 behaviors (5 must, 2 should)`. */
function counted(behaviors: readonly BehaviorWords[]): string {
  const levels: readonly Level[] = ['must', 'should', 'observe']
  const parts = levels.flatMap((level) => {
    const count = behaviors.filter(({ behavior }) => behavior.level === level).length
    return count === 0 ? [] : [`${count} ${level}`]
  })
  const { length } = behaviors
  return `${length} ${length === 1 ? 'behavior' : 'behaviors'} (${parts.join(', ')})`
}
