import { suggestion } from '../contract/nearest.ts'
import { explain } from '../authoring/behaviors/explain.ts'
import { list } from '../authoring/behaviors/list.ts'
import { mock, MockUsageError } from '../../mock/command.ts'
import { UsageError } from '../model/problem.ts'
import { Contracts } from '../files/contracts.ts'
import { packageInfo } from '../files/package-root.ts'
import { readArguments } from '../flags/arguments.ts'
import type { ProgramPlace } from '../flags/arguments.ts'
import { isUsersMistake } from '../run/run.ts'
import { check } from './check.ts'
import { compare } from './compare.ts'
import { init } from './init.ts'

interface Command {
  summary: string
  /** @returns the code with which the process ends */
  run(args: readonly string[], place: ProgramPlace): number | Promise<number>
}

const commands: Readonly<Record<string, Command>> = {
  check: { summary: 'check servers against what their provider documents (default)', run: check },
  mock: {
    summary: 'serve a reference server of a provider',
    run: async (args, place) => {
      await mock(args, place)
      return 0
    },
  },
  list: { summary: 'list behaviors', run: (args, place) => print(list(args, place)) },
  explain: {
    summary: 'say what a behavior means',
    run: (args, place) => print(explain(args, place)),
  },
  compare: { summary: 'say what changed from one report.json to another', run: compare },
  init: { summary: 'write a first contract from an OpenAPI document', run: init },
  validate: { summary: 'check contracts without sending anything', run: validate },
}

/**
 * The program: a command and its arguments, `check` where none is named.
 * @returns the code with which the process ends
 */
export async function main(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const [first = '', ...rest] = args
  const isNamed = !first.startsWith('-') && first !== ''
  try {
    if (first === '--version') return print(`${packageInfo().version}\n`)
    if (first === 'help' || (args.length === 1 && /^(--help|-h)$/.test(first)))
      return print(usage())
    const name = isNamed ? first : 'check'
    const command = commands[name]
    if (!Object.hasOwn(commands, name) || !command) throw unknownCommand(name)
    return await command.run(isNamed ? rest : args, placeOf(name, env))
  } catch (error) {
    if (!isUsersMistake(error) && !(error instanceof MockUsageError)) throw error
    process.stderr.write(`error: ${error.message}\n`)
    return 2
  }
}

const programName = 'wa-gateway-conformance'

function placeOf(name: string, env: ProgramPlace['env']): ProgramPlace {
  const script = env.npm_package_name === programName ? env.npm_lifecycle_event : undefined
  if (script === undefined) {
    const program = `${programName} ${name}`
    return { cwd: process.cwd(), env, program, check: `npx ${programName}` }
  }
  // npm runs a script in the package's folder, whatever folder it was called in.
  const cwd = env.INIT_CWD ?? process.cwd()
  return { cwd, env, program: `npm run ${script} --`, check: 'npx vitest' }
}

function unknownCommand(name: string): UsageError {
  const names = Object.keys(commands)
  return new UsageError(
    `no command "${name}"${suggestion(name, names)}; the commands are ${names.join(', ')}`,
  )
}

function usage(): string {
  const rows = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(10)}${summary}`,
  )
  return `Usage: ${programName} [command] [flags]

Checks any WhatsApp gateway's "list instances" endpoint against what its provider documents.

${rows.join('\n')}

${programName} <command> --help says more of each.
`
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}

const validateUsage = (program: string): string => `Usage: ${program} <contract.yaml> …

Checks contracts without sending anything: all that is wrong in one, with file, line and column.

  <contract.yaml>  files, or names of providers
  --help           this text
`

/** @throws UsageError, ContractError: the latter names everything that is wrong */
function validate(args: readonly string[], { cwd, program }: ProgramPlace): number {
  const { values, positionals } = readArguments(args, { help: { type: 'boolean' } })
  if (values.help) return print(validateUsage(program))
  if (positionals.length === 0) throw new UsageError('which contract? Give a file: ./mine.yaml')
  const contracts = new Contracts(cwd)
  for (const reference of positionals) {
    const { provider, behaviors } = contracts.load(reference)
    const musts = behaviors.filter(({ level }) => level === 'must').length
    print(`${reference}: ${provider}, ${behaviors.length} behaviors, ${musts} of them must\n`)
  }
  return 0
}
