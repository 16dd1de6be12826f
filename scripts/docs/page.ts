import { markdownCode, markdownFence } from '../../reporters/escape.ts'
import type { Fact } from '../../src/contract/facts.ts'
import type { Contract, Family } from '../../src/model/contract.ts'
import { printable } from '../../src/report/disclosure/printable.ts'
import { usualRuns } from '../../src/ask/cases.ts'
import { Contracts } from '../../src/run/contracts.ts'
import type { LoadedContract } from '../../src/run/contracts.ts'
import { suiteOf } from '../../src/run/suite-version.ts'
import { behaviorsInWords, linesWords } from '../../src/authoring/behaviors/behavior.ts'
import type { BehaviorWords, CoveredFact, Row } from '../../src/authoring/behaviors/behavior.ts'
import { ContractLines } from '../../src/authoring/behaviors/contract-lines.ts'
import type { Written } from '../../src/authoring/behaviors/contract-lines.ts'

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

/** The pages of the contracts that come with the package, by their paths below its root. */
export function contractPages(root: string): ReadonlyMap<string, string> {
  const contracts = new Contracts(root, suiteOf(root).version, root)
  return new Map(
    contracts.providers.map((provider) => [
      `docs/contracts/${provider}.md`,
      contractPage(contracts.read(provider), `../../contracts/${provider}.yaml`),
    ]),
  )
}

/**
 * A contract as a Markdown page: what it promises, behavior by behavior, and what of the
 * documentation no behavior can check.
 * @param file the contract, as a link from the page leads to it
 */
export function contractPage(loaded: LoadedContract, file: string): string {
  const { contract, text } = loaded
  const behaviors = behaviorsInWords(loaded)
  const sections = Object.entries(families)
    .map(([family, name]) => ({
      family,
      name,
      own: behaviors.filter(({ behavior }) => behavior.family === family),
    }))
    .filter(({ own }) => own.length > 0)
  return [
    ...head(contract, file),
    ...sections.map(({ family, name, own }) => `- [${name}](#${family}): ${own.length}`),
    '- [The documented facts](#facts)',
    ...heading('account', 'The account'),
    '',
    ...fenced(new ContractLines(text).account()),
    ...sections.flatMap(({ family, name, own }) => [
      ...heading(family, name),
      ...own.flatMap((behavior) => behaviorLines(behavior, contract.docs, file)),
    ]),
    ...heading('facts', 'The documented facts'),
    '',
    ...factTable(behaviors, loaded.facts(), contract.docs),
    '',
  ].join('\n')
}

function head({ title, docs, revision, behaviors }: Contract, file: string): string[] {
  const source = link(markdownCode(file.replace(/^(\.\.\/)+/, '')), file)
  return [
    `# ${escaped(title)}`,
    '',
    `Written by ${markdownCode('npm run docs')} from ${source}, which says what ${link(escaped(docs), docs)} said on ${revision}.`,
    '',
    '- A **must** that an answer contradicts fails, a **should** warns, and **observe** only reports what the server does.',
    `- What is expected stands as in the contract; below it stand the anchors and schemas that it refers to. ${link('The language', '../contracts.md')} says what the words mean.`,
    '- “Judged on” means that no request is sent for it: answers to the requests of other behaviors show it.',
    `- “Cases” counts the values that are drawn with ${markdownCode(`--runs=${usualRuns}`)}, the usual number. ${markdownCode('{name}')} in a request is a value that is drawn for each case.`,
    '',
    '## Contents',
    '',
    `${behaviors.length} behaviors in all:`,
    '',
  ]
}

/** A heading whose anchor does not follow from its words. */
function heading(id: string, words: string): string[] {
  return ['', `## <a id="${id}"></a>${words}`]
}

/** A behavior under its title; its id is the anchor. */
function behaviorLines(words: BehaviorWords, docs: string, file: string): string[] {
  const { id, level, title } = words.behavior
  return [
    '',
    `### <a id="${id}"></a>${escaped(title)}`,
    '',
    `${markdownCode(id)}, **${level}**`,
    '',
    ...listed(
      'documented',
      words.facts.map((fact) => factText(fact, docs)),
    ),
    ...words.rows.flatMap((row) => rowLines(row, file)),
  ]
}

function factText({ id, fact, at }: CoveredFact, docs: string): string {
  if (fact === '') return escaped(id)
  return `${escaped(id)}: ${escaped(fact)}${at === '' ? '' : ` (${place(at, docs)})`}`
}

function place(at: string, docs: string): string {
  return at === '' ? '' : link(escaped(linesWords(at)), docs)
}

function rowLines(row: Row, file: string): string[] {
  if (!('written' in row)) return listed(row.label, row.texts.map(marked))
  const first = row.written[0]?.line ?? 1
  const where = link(`line ${first}`, `${file}#L${first}`)
  const block = fenced(row.written).map((line) => `  ${line}`)
  return [`- **${capitalized(row.label)}** (${where}):`, '', ...block]
}

/** What stands under a label: on its line, or as a list below it. */
function listed(label: string, texts: readonly string[]): string[] {
  const name = `- **${capitalized(label)}:**`
  return texts.length === 1
    ? [`${name} ${texts.join('')}`]
    : [name, ...texts.map((text) => `  - ${text}`)]
}

function capitalized(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}

/** Lines as the contract has them; a comment gives the line number after each gap. */
function fenced(written: readonly Written[]): string[] {
  let next = written[0]?.line ?? 1
  const shown = written.flatMap(({ line, lines }) => {
    const gap = line === next ? [] : [`# line ${line}`]
    next = line + lines.length
    return [...gap, ...lines]
  })
  return markdownFence(shown, 'yaml').split('\n')
}

/** Every fact with the behaviors that cover it, or why none can, in the order of the catalogue. */
function factTable(
  behaviors: readonly BehaviorWords[],
  facts: readonly Fact[],
  docs: string,
): string[] {
  const known = new Map(facts.map((fact) => [fact.id, fact]))
  const covered = behaviors.flatMap(({ behavior }) => behavior.covers)
  const rows = [...new Set([...known.keys(), ...covered])].map((id) => {
    const fact = known.get(id)
    const own = behaviors.filter(({ behavior }) => behavior.covers.includes(id))
    const links = own.map(({ behavior }) => link(markdownCode(behavior.id), `#${behavior.id}`))
    const level = fact?.level ?? own[0]?.behavior.level ?? ''
    const checked = level === 'none' ? escaped(fact?.untestable ?? '') : links.join(', ')
    return [escaped(id), level, escaped(fact?.fact ?? ''), place(fact?.at ?? '', docs), checked]
  })
  return [
    '| fact | level | what the page says | where | behaviors, or why none can check it |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ]
}

/** Text in which nothing is live in Markdown: no emphasis, link, HTML, table or list. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\\`*[\]<>|~&]/g, entityOrEscape)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(\s*)([-+#=]|\d+(?=[.)]))/, '$1\\$2')
    .replace(/^(\s*)\\(\d+)([.)])/, '$1$2\\$3')
}

function entityOrEscape(character: string): string {
  return { '<': '&lt;', '>': '&gt;', '&': '&amp;' }[character] ?? `\\${character}`
}

/** Our own text, in which backticks mark code. */
function marked(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? escaped(part) : markdownCode(part)))
    .join('')
}

/** A link; a URL with a space or a bracket in it would end it. */
function link(words: string, url: string): string {
  return `[${words}](${printable(url).replace(/[\s()<>\\]/g, encodeURIComponent)})`
}
