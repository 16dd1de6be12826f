import { suggestion } from '../contract/nearest.ts'
import { explain } from '../authoring/behaviors/explain.ts'
import { list } from '../authoring/behaviors/list.ts'
import { mock, MockUsageError } from '../../mock/command.ts'
import { UsageError } from '../model/problem.ts'
import { packageRoot, suiteOf } from '../files/package-root.ts'
import type { ProgramPlace } from '../flags/arguments.ts'
import { isUsersMistake } from '../run/run.ts'
import { check } from './check.ts'
import { compare } from './compare.ts'
import { init } from './init.ts'
import { validate } from './validate.ts'

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
    if (first === '--version') return print(`${suiteOf().version}\n`)
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
  const root = packageRoot()
  const script = env.npm_package_name === programName ? env.npm_lifecycle_event : undefined
  if (script === undefined) {
    const program = `${programName} ${name}`
    return { root, cwd: process.cwd(), env, program, check: `npx ${programName}` }
  }
  // npm runs a script in the package's folder, whatever folder it was called in.
  const cwd = env.INIT_CWD ?? process.cwd()
  return { root, cwd, env, program: `npm run ${script} --`, check: 'npx vitest' }
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
