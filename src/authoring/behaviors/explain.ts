import wrapAnsi from 'wrap-ansi'
import { suggestion } from '../../contract/nearest.ts'
import { printable } from '../../report/disclosure/printable.ts'
import { readArguments } from '../../flags/arguments.ts'
import type { CommandPlace } from '../../flags/arguments.ts'
import { Contracts } from '../../files/contracts.ts'
import { UsageError } from '../../model/problem.ts'
import { behaviorsInWords, linesWords } from './behavior.ts'
import type { BehaviorWords, CoveredFact, Row } from './behavior.ts'
import type { Written } from './contract-lines.ts'

const usage = (program: string): string => `Usage: ${program} <behavior> [<contract.yaml>]

Says in plain words what a behavior asks for and expects, and which documented facts it covers.

  <behavior>       its id, such as <provider>.filter.unknown-name; what stands behind the provider
                   is enough where only one contract has it
  <contract.yaml>  a contract of your own
  --help           this text
`

/**
 * The command that explains a behavior.
 * @returns what it prints, 80 columns wide
 * @throws UsageError, ContractError
 */
export function explain(args: readonly string[], { cwd, program }: CommandPlace): string {
  const { values, positionals } = readArguments(args, { help: { type: 'boolean' } })
  if (values.help) return usage(program)
  const [id, reference, other] = positionals
  if (id === undefined)
    throw new UsageError('which behavior? Give its id, such as <provider>.filter.unknown-name')
  if (other !== undefined)
    throw new UsageError(`one behavior of one contract at a time, not also "${other}"`)
  const contracts = new Contracts(cwd)
  const references = reference === undefined ? contracts.providers : [reference]
  const candidates = references.flatMap((name) => {
    const loaded = contracts.read(name)
    const { behaviors, provider } = loaded.contract
    return behaviors.map((behavior) => ({
      loaded,
      ids: [behavior.id, behavior.id.slice(provider.length + 1)],
    }))
  })
  const matches = candidates.filter(({ ids }) => ids.includes(id))
  const [match, ...others] = matches
  if (!match) {
    const known = candidates.flatMap(({ ids }) => ids)
    throw new UsageError(`no behavior "${id}"${suggestion(id, known)}`)
  }
  if (others.length > 0) {
    const found = matches.map(({ ids: [full] }) => full).join(', ')
    throw new UsageError(`several contracts have "${id}"; which one: ${found}?`)
  }
  return behaviorsInWords(match.loaded)
    .filter(({ behavior }) => match.ids.includes(behavior.id))
    .map((words) => explanation(words, match.loaded.contract.docs))
    .join('')
}

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
    ...hung('', title),
    '',
    ...labelled('documented', [...facts.map(factText), docs]),
    ...rows.flatMap(rowLines),
    '',
  ].join('\n')
}

function factText({ id, fact, at }: CoveredFact): string {
  if (fact === '') return id
  return `${id}: ${fact}${at === '' ? '' : ` (${linesWords(at)})`}`
}

function rowLines(row: Row): string[] {
  return 'written' in row
    ? writtenLines(row.label, row.written)
    : labelled(
        row.label,
        row.texts.map((text) => text.replaceAll('`', '')),
      )
}

/** The contract's own lines are not broken: they are there to be found in the file. */
function writtenLines(label: string, written: readonly Written[]): string[] {
  const numbered = written.flatMap(({ line, lines }) =>
    lines.map((text, index) => [line + index, text] as const),
  )
  const digits = Math.max(...numbered.map(([number]) => String(number).length))
  return numbered.map(([number, text], index) => {
    const head = (index === 0 ? label : '').padEnd(labelWidth)
    return `${head}${String(number).padStart(digits)} | ${printable(text)}`
  })
}

function labelled(label: string, texts: readonly string[]): string[] {
  return texts.flatMap((text, index) => hung((index === 0 ? label : '').padEnd(labelWidth), text))
}

/** The text in lines, the first one behind `head`, the others as far to the right; only broken between words. */
function hung(head: string, text: string): string[] {
  return wrapAnsi(printable(text), width - head.length, { hard: false })
    .split('\n')
    .map((line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line)
}
