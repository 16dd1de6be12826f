import { helpText, takeFlags } from '../flags/take-flags.js'
import { flags } from '../flags/flags.js'
import { openProgress } from '../../reporters/progress.ts'
import { suggestion } from '../contract/nearest.ts'
import { readArguments } from '../flags/arguments.ts'
import type { Behavior } from '../model/contract.ts'
import type { Report } from '../model/report.ts'
import { Interruption } from '../run/interruption.ts'
import { openRun } from '../run/open-run.ts'
import type { Run } from '../run/open-run.ts'
import { UsageError } from '../model/problem.ts'
import { isUntouched, wholeReport, withBehaviors } from '../report/merge.ts'
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
  const { rest, env: said, problem: refused } = takeFlags(args)
  const { only, isHelp, problem } = ownFlags(rest)
  if (isHelp) {
    process.stdout.write(usage(program))
    return 0
  }
  const CONFORMANCE_REFUSED = refused ?? problem ?? env.CONFORMANCE_REFUSED
  const interruption = new Interruption()
  const asked = { ...env, ...said, CONFORMANCE_REFUSED }
  interruption.listen()
  try {
    const run = openRun({ root, cwd, env: asked, asksServers: true, interruption })
    return await runAll(run, only, env)
  } finally {
    interruption.ignore()
  }
}

async function runAll(run: Run, only: RegExp | null, env: ProgramPlace['env']): Promise<number> {
  try {
    run.begin(run.targets.map(({ name }) => name))
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
  const { targets, facts, interruption } = run
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
    const durationMs = performance.now() - started
    return wholeReport(facts, { durationMs, targets: reports, interrupted: interruption.kind })
  } finally {
    progress.end()
  }
}

interface OwnFlags {
  only: RegExp | null
  isHelp: boolean
  /** What is wrong with them, or null. */
  problem: string | null
}

/** The flags that are not of the table that Vitest's command shares. */
function ownFlags(args: readonly string[]): OwnFlags {
  const isHelp = args.includes('--help')
  try {
    return { only: onlyOf(args), isHelp, problem: null }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { only: null, isHelp, problem: error.message }
  }
}

/** @throws UsageError */
function onlyOf(rest: readonly string[]): RegExp | null {
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
  return values.only === undefined ? null : pattern(values.only)
}

/** @throws UsageError */
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
