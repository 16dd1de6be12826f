import { helpText, takeFlags } from '../../door/door.js'
import { flags } from '../../door/flags.js'
import { openProgress } from '../../reporters/progress.ts'
import { suggestion } from '../contract/nearest.ts'
import { readArguments } from '../run/arguments.ts'
import type { Behavior } from '../model/contract.ts'
import type { Report } from '../model/report.ts'
import { schemaVersion } from '../model/report.ts'
import { openRun } from '../run/open-run.ts'
import type { Run } from '../run/open-run.ts'
import { UsageError } from '../run/problem.ts'
import { isUntouched, withBehaviors } from '../run/whole-report.ts'
import type { ProgramPlace } from './program-place.ts'

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
  { root, cwd, env, program }: ProgramPlace,
): Promise<number> {
  const { rest, env: said, problem } = takeFlags(args)
  const { only, isHelp } = ownFlags(rest)
  if (isHelp) {
    process.stdout.write(usage(program))
    return 0
  }
  const refused = problem === null ? {} : { CONFORMANCE_REFUSED: problem }
  const run = openRun({ root, cwd, env: { ...env, ...said, ...refused }, asksServers: true })
  try {
    const report = await judged(run, (behavior) => isAsked(behavior, only), env)
    if (only !== null && report.targets.every(isUntouched))
      process.stderr.write(`error: nothing was judged: no behavior matches ${only.source}\n`)
    return run.publish(report, { summaryTo: 'stdout', isPart: false })
  } finally {
    await run.close()
  }
}

async function judged(
  run: Run,
  select: (behavior: Behavior) => boolean,
  env: ProgramPlace['env'],
): Promise<Report> {
  const { targets, facts, suite } = run
  const started = performance.now()
  const stream = process.stdout
  const progress = openProgress({ stream, env, targets: targets.length, isShared: false })
  try {
    const reports = await Promise.all(
      targets.map(async ({ name, contract }) => {
        const found = await run.judge(name, select, (one) => progress.heard(one))
        progress.judged(name)
        return withBehaviors(found, contract.behaviors)
      }),
    )
    return {
      schemaVersion,
      suite,
      ...facts,
      durationMs: Math.round(performance.now() - started),
      targets: reports.sort((a, b) => a.name.localeCompare(b.name)),
    }
  } finally {
    progress.end()
  }
}

/** The flags that are not of the table that Vitest's command shares. */
function ownFlags(rest: readonly string[]): { only: RegExp | null; isHelp: boolean } {
  const options = { only: { type: 'string', short: 't' }, help: { type: 'boolean' } } as const
  const unknown = rest.find((arg) => !/^(--only|-t|--help)(=|$)/.test(arg) && arg.startsWith('-'))
  if (unknown !== undefined) {
    const known = [...flags.map(({ name }) => name), ...Object.keys(options)]
    const name = unknown.replace(/^-+/, '').replace(/=.*$/s, '')
    throw new UsageError(`there is no flag --${name}${suggestion(name, known)}; --help lists them`)
  }
  const { values, positionals } = readArguments(rest, options)
  const [extra] = positionals
  if (extra !== undefined)
    throw new UsageError(`"${extra}" is no flag; give the server as --base-url=<url>`)
  return {
    only: values.only === undefined ? null : pattern(values.only),
    isHelp: values.help ?? false,
  }
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text)
  } catch {
    throw new UsageError(`--only=${text} is no regular expression`)
  }
}

function isAsked({ id, title }: Behavior, only: RegExp | null): boolean {
  return only?.test(`${id} ${title}`) ?? true
}
