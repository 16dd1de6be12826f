import { readArguments } from '../flags/arguments.ts'
import type { ProgramPlace } from '../flags/arguments.ts'
import { Contracts } from '../files/contracts.ts'
import { UsageError } from '../model/problem.ts'

const usage = (program: string): string => `Usage: ${program} <contract.yaml> …

Checks contracts without sending anything: all that is wrong in one, with file, line and column.

  <contract.yaml>  files, or names of providers
  --help           this text
`

/**
 * The command that checks contracts.
 * @throws UsageError, ContractError: the latter names everything that is wrong
 */
export function validate(args: readonly string[], { cwd, program }: ProgramPlace): number {
  const { values, positionals } = readArguments(args, { help: { type: 'boolean' } })
  if (values.help) {
    process.stdout.write(usage(program))
    return 0
  }
  if (positionals.length === 0) throw new UsageError('which contract? Give a file: ./mine.yaml')
  const contracts = new Contracts(cwd)
  for (const reference of positionals) {
    const { provider, behaviors } = contracts.load(reference)
    const musts = behaviors.filter(({ level }) => level === 'must').length
    process.stdout.write(
      `${reference}: ${provider}, ${behaviors.length} behaviors, ${musts} of them must\n`,
    )
  }
  return 0
}
