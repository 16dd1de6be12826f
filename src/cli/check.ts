import { helpText, takeFlags } from '../flags/take-flags.js'
import { flags } from '../flags/flags.js'
import { suggestion } from '../contract/nearest.ts'
import { dryRun } from '../authoring/dry-run.ts'
import { readArguments } from '../flags/arguments.ts'
import type { ProgramPlace } from '../flags/arguments.ts'
import { UsageError } from '../model/problem.ts'
import type { Behavior } from '../model/contract.ts'
import { nothingExercised } from '../report/whole-report.ts'
import { openCommandRun } from '../run/command-run.ts'
import type { CommandRun } from '../run/command-run.ts'
import type { Asked } from '../run/accept.ts'
import { Interruption } from '../run/interruption.ts'

const usage = (program: string): string => `Usage: ${program} [flags]

Checks servers against what their provider documents; without --base-url every provider against its
embedded mock. Credentials come from the environment or a .env file.

${helpText()}  -t, --only <pattern>           only behaviors whose id or title matches
  --help                         this text

Exit code 0: no must is broken; 1: one is; 2: nothing could be judged.
`

/**
 * The command that checks servers: as Vitest's, by the same engine, without Vitest.
 * @returns the code with which the process ends
 * @throws UsageError, ContractError
 */
export async function check(
  args: readonly string[],
  { cwd, env, program }: ProgramPlace,
): Promise<number> {
  const { rest, env: said, problem: refused } = takeFlags(args)
  if (rest.includes('--help')) {
    process.stdout.write(usage(program))
    return 0
  }
  const { only, problem } = onlyOf(rest)
  const CONFORMANCE_REFUSED = refused ?? problem ?? env.CONFORMANCE_REFUSED
  const asked = { ...env, ...said, CONFORMANCE_REFUSED }
  const isAsked = ({ id, title }: Behavior): boolean => only?.test(`${id} ${title}`) ?? true
  const dry = dryRun({ cwd, env: asked, select: (names) => ({ names, isAsked }) })
  if (dry !== null) {
    process.stdout.write(dry)
    return 0
  }
  const interruption = new Interruption()
  interruption.listen()
  try {
    const select = (names: readonly string[]): Asked => ({ names, isPart: only !== null })
    const run = openCommandRun({ cwd, env: asked, asksServers: true, select, interruption })
    return await judgeAll(run, only, isAsked)
  } finally {
    interruption.ignore()
  }
}

const output = { summaryTo: 'stdout', isShared: false, isPart: false } as const

async function judgeAll(
  run: CommandRun,
  only: RegExp | null,
  isAsked: (behavior: Behavior) => boolean,
): Promise<number> {
  try {
    const judged = await run.judgeAll({
      names: run.targets.map(({ name }) => name),
      isAsked: (_, behavior) => isAsked(behavior),
      output,
    })
    if (only !== null && judged.every(nothingExercised))
      process.stderr.write(`error: nothing was judged: no behavior matches ${only.source}\n`)
    return run.publish(run.report(judged), output)
  } finally {
    await run.close()
  }
}

/** The one flag that Vitest's command does not share; or what is wrong with the flags. */
function onlyOf(args: readonly string[]): { only: RegExp | null; problem: string | null } {
  try {
    const { only } = ownFlags(args)
    return { only: only === undefined ? null : pattern(only), problem: null }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { only: null, problem: error.message }
  }
}

/** @throws UsageError */
function ownFlags(args: readonly string[]): { only?: string | undefined } {
  const options = { only: { type: 'string', short: 't' }, help: { type: 'boolean' } } as const
  const unknown = args.find((arg) => !/^(--only|-t|--help)(=|$)/.test(arg) && arg.startsWith('-'))
  if (unknown !== undefined) {
    const known = [...flags.map(({ name }) => name), ...Object.keys(options)]
    const name = unknown.replace(/^-+/, '').replace(/=.*$/s, '')
    throw new UsageError(`there is no flag --${name}${suggestion(name, known)}; --help lists them`)
  }
  const { values, positionals } = readArguments(args, options)
  const [extra] = positionals
  if (extra !== undefined)
    throw new UsageError(`"${extra}" is not a flag; give the server as --base-url=<url>`)
  return values
}

/** @throws UsageError */
function pattern(text: string): RegExp {
  try {
    return new RegExp(text)
  } catch {
    throw new UsageError(`--only=${text} is not a regular expression`)
  }
}
