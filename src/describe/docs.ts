import { UsageError } from '../run/problem.ts'
import { readArguments } from '../run/arguments.ts'
import type { CommandPlace } from '../run/arguments.ts'
import { stalePages, writePages } from './pages.ts'

/** What a command prints, and how the process ends. */
export interface CommandResult {
  text: string
  exitCode: 0 | 1
}

const remedy =
  '"npm run docs" writes what the contracts say; a page that belongs to no contract is to be deleted\n'

/**
 * The command that writes a page for each contract; with --check it only says which are stale.
 * @throws UsageError, ContractError
 */
export function docs(args: readonly string[], { root }: Pick<CommandPlace, 'root'>): CommandResult {
  const { values, positionals } = readArguments(args, { check: { type: 'boolean' } })
  if (positionals.length > 0) throw new UsageError(`docs takes no "${positionals[0] ?? ''}"`)
  if (!values.check) return { text: `${writePages(root).join('\n')}\n`, exitCode: 0 }
  const stale = stalePages(root)
  if (stale.length === 0) return { text: '', exitCode: 0 }
  return { text: `${stale.map((path) => `stale: ${path}\n`).join('')}${remedy}`, exitCode: 1 }
}
