import { suggestion } from '../contract/nearest.ts'
import { Contracts } from '../run/contracts.ts'
import type { LoadedContract } from '../run/contracts.ts'
import { UsageError } from '../run/problem.ts'
import { suiteOf } from '../run/suite.ts'
import { isFile, readArguments } from '../run/arguments.ts'
import type { CommandPlace } from '../run/arguments.ts'
import { behaviorsInWords } from './behavior.ts'
import { explanation } from './explanation.ts'

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
export function explain(args: readonly string[], { root, cwd, program }: CommandPlace): string {
  const { values, positionals } = readArguments(args, { help: { type: 'boolean' } })
  if (values.help) return usage(program)
  const files = positionals.filter(isFile)
  const [id, ...more] = positionals.filter((word) => !isFile(word))
  if (id === undefined)
    throw new UsageError('which behavior? Give its id, such as <provider>.filter.unknown-name')
  if (more.length > 0 || files.length > 1)
    throw new UsageError(
      `one behavior of one contract at a time, not also "${more[0] ?? files[1] ?? ''}"`,
    )
  const contracts = new Contracts(root, suiteOf(root).version, cwd)
  const references = files.length > 0 ? files : contracts.providers
  const loaded = references.map((reference) => contracts.read(reference))
  const { contract, found } = find(id, loaded)
  return explanation(found, contract.docs)
}

function find(id: string, all: readonly LoadedContract[]) {
  const candidates = all.flatMap(({ contract }) =>
    contract.behaviors.map((behavior) => ({ contract, full: behavior.id })),
  )
  const exact = candidates.filter(({ full }) => full === id)
  const matches =
    exact.length > 0
      ? exact
      : candidates.filter(({ contract, full }) => full === `${contract.provider}.${id}`)
  const [match, ...others] = matches
  if (!match) {
    const ids = candidates.flatMap(({ contract, full }) => [
      full,
      full.slice(contract.provider.length + 1),
    ])
    throw new UsageError(`no behavior "${id}"${suggestion(id, ids)}`)
  }
  if (others.length > 0) {
    const ids = matches.map(({ full }) => full)
    throw new UsageError(`several contracts have "${id}"; which one: ${ids.join(', ')}?`)
  }
  const { contract, full } = match
  const loaded = all.find((one) => one.contract === contract)
  const found = loaded && behaviorsInWords(loaded).find(({ behavior }) => behavior.id === full)
  if (!found) throw new Error(`the contract was read, yet has no ${full}`)
  return { contract, found }
}
