import { suggestion } from '../../contract/nearest.ts'
import { printable } from '../../report/disclosure/printable.ts'
import type { Behavior, Contract, Level } from '../../model/contract.ts'
import { Contracts } from '../../files/contracts.ts'
import { UsageError } from '../../model/problem.ts'
import { looksLikePath, readArguments } from '../../flags/arguments.ts'
import type { CommandPlace } from '../../flags/arguments.ts'
import { needsOf } from './behavior.ts'

/** A behavior in a listing. */
export interface ListedBehavior extends Pick<
  Behavior,
  'id' | 'level' | 'covers' | 'title' | 'family' | 'kind' | 'needs' | 'optIn'
> {
  provider: string
}

const usage = (
  program: string,
): string => `Usage: ${program} [<provider> | <contract.yaml>] [<text>] [--level=must|should|observe] [--json]

Lists behaviors, one a line: id, level, documented facts, title.

  <provider>       of this provider only; a file is a contract of your own
  <text>           only where id, facts or title hold the text
  --level=<level>  only of this level
  --json           as a JSON array
  --help           this text
`

const flags = {
  level: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const levels: readonly string[] = ['must', 'should', 'observe'] satisfies Level[]

/**
 * The command that lists behaviors.
 * @returns what it prints
 * @throws UsageError, ContractError
 */
export function list(args: readonly string[], { cwd, program }: CommandPlace): string {
  const { values, positionals } = readArguments(args, flags)
  if (values.help) return usage(program)
  const { level = null, json = false } = values
  if (level !== null && !levels.includes(level)) {
    const near = suggestion(level, levels)
    throw new UsageError(`--level is ${levels.join(', ')}, not "${level}"${near}`)
  }
  const contracts = new Contracts(cwd)
  const { providers } = contracts
  const { references, text } = readWords(positionals, providers)
  const behaviors = references
    .flatMap((reference) => listedIn(contracts.load(reference)))
    .filter((behavior) => level === null || behavior.level === level)
    .filter(({ id, covers, title }) => holds(`${id} ${covers.join(' ')} ${title}`, text))
  if (behaviors.length === 0) {
    const ofLevel = level === null ? '' : ` of level ${level}`
    const withText = text === '' ? '' : ` with "${text}" in its id, facts or title`
    throw new UsageError(`no behavior${ofLevel}${withText}${suggestion(text, providers)}`)
  }
  return json ? `${JSON.stringify(behaviors, null, 2)}\n` : lines(behaviors)
}

/** The first word names a contract if there is such a one, otherwise it is what to look for. */
function readWords(words: readonly string[], providers: readonly string[]) {
  const [first, ...more] = words
  const isContract = first !== undefined && (providers.includes(first) || looksLikePath(first))
  const [text = '', ...rest] = isContract ? more : words
  if (rest.length > 0)
    throw new UsageError(`one text at a time; put quotes around it: "${[text, ...rest].join(' ')}"`)
  return { references: isContract ? [first] : providers, text }
}

function listedIn({ provider, behaviors }: Contract): ListedBehavior[] {
  return behaviors.map((behavior) => {
    const { id, level, covers, title, family, kind, optIn } = behavior
    return { id, level, covers, title, provider, family, kind, needs: needsOf(behavior), optIn }
  })
}

function holds(words: string, text: string): boolean {
  return words.toLowerCase().includes(text.toLowerCase())
}

function lines(behaviors: readonly ListedBehavior[]): string {
  const rows = behaviors.map(({ id, level, covers, title }) => [id, level, covers.join(' '), title])
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  return rows
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${printable(line.trimEnd())}\n`)
    .join('')
}
