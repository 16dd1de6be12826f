import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import type { Plugin, ViteUserConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import type { PoolRunnerInitializer } from 'vitest/node'
import { dryRun } from '../authoring/dry-run.ts'
import { outliveStreams } from '../flags/streams.js'
import { folderProblem } from '../flags/take-flags.js'
import type { Family } from '../model/contract.ts'
import { Interruption } from '../run/interruption.ts'
import { openCommandRun } from '../run/command-run.ts'
import { isUsersMistake } from '../run/run.ts'
import type { PlannedTarget } from '../run/plan-targets.ts'
import { packageRoot } from '../files/package-root.ts'
import { leadToSources } from '../run/suite-bug.ts'
import { titleOf } from './context.ts'
import { commandLine, selectionOf, TargetSequencer } from './selection.ts'
import { Session } from './session.ts'
import { sharedThread } from './shared-thread.ts'

/**
 * Vitest's whole configuration for the run that the flags and variables describe: a project for each
 * target, a file for each suite. Ends the process with code 2 and one line where that cannot be.
 *
 * A project of one's own says `export { default } from 'wa-gateway-conformance/config'` and takes variables
 * (`CONFORMANCE_BASE_URL=… npx vitest`) in the place of our flags: Vitest refuses a flag that it does not know before
 * it reads a configuration.
 */
export default async function configure(): Promise<ViteUserConfig> {
  outliveStreams()
  const root = packageRoot()
  try {
    const line = commandLine(process.argv.slice(2))
    const { filter, options } = line
    const said = dryRun({
      cwd: process.cwd(),
      env: process.env,
      select: (names) => selectionOf(line, names),
    })
    if (said !== null) return await end(0, process.stdout, said)
    const interruption = new Interruption()
    if (isVitest()) interruption.listenAlone()
    const run = openCommandRun({
      cwd: process.cwd(),
      env: {
        ...process.env,
        CONFORMANCE_REFUSED: process.env.CONFORMANCE_REFUSED ?? folderProblem(root) ?? undefined,
      },
      // Where blobs are merged, no server is asked, and no credential is needed.
      asksServers: options.mergeReports === undefined,
      isWhole: options.shard === undefined,
      select: (names) => selectionOf(line, names),
      interruption,
    })
    const pool = sharedThread(join(root, 'src', 'vitest', 'worker.js'))
    const session = new Session(run, filter)
    return {
      root,
      test: {
        watch: false,
        reporters: [session],
        pool,
        sequence: { sequencer: TargetSequencer },
        projects: run.targets.map((target) => projectOf(target, { root, session, pool })),
      },
    }
  } catch (error) {
    if (!isUsersMistake(error)) {
      leadToSources(error)
      throw error
    }
    return await end(2, process.stderr, `error: ${error.message}\n`)
  }
}

/** Ends the process with some last words. */
async function end(code: number, stream: NodeJS.WriteStream, words: string): Promise<never> {
  await new Promise((written) => stream.write(words, written))
  await later(unlinkMs)
  return process.exit(code)
}

/** Whether this process is the command: an editor, too, loads a configuration, and may never run it. */
function isVitest(): boolean {
  return /[\\/]vitest(\.m?js)?$/.test(process.argv[1] ?? '')
}

/** Vite takes its bundle of the configuration away meanwhile; an exit at once leaves it there. */
const unlinkMs = 20

/**
 * Vitest 5 would else load the configuration, and with it the engine, once more for each target. Vitest 4 does
 * so only where it is told to, and has no such value in its types.
 */
const standsAlone: object = { extends: false }

function projectOf(
  { name, contract }: PlannedTarget,
  { root, session, pool }: { root: string; session: Session; pool: PoolRunnerInitializer },
): TestProjectInlineConfiguration {
  const families = [...new Set(contract.behaviors.map(({ family }) => family))]
  const behaviors = contract.behaviors.map(titleOf)
  return {
    ...standsAlone,
    root,
    plugins: [alwaysReporting(session)],
    test: {
      name,
      include: families.map((family) => suiteFile(family)),
      isolate: false,
      pool,
      fileParallelism: false,
      provide: { behaviors },
    },
  }
}

/** The suites as they are written, or as they are built into the package. */
function suiteFile(family: Family): string {
  return import.meta.url.endsWith('.ts')
    ? join('suites', `${family}.test.ts`)
    : join('dist', 'suites', `${family}.test.js`)
}

/** `--reporter` replaces the configured reporters; the session must hear of the run all the same. */
function alwaysReporting(session: Session): Plugin {
  return {
    name: 'conformance-session',
    configureVitest({ vitest }) {
      // A target may be called __proto__ or constructor, and Vitest keeps facts by the names of projects.
      Object.setPrototypeOf(vitest.state.metadata, null)
      const { reporters } = vitest.config
      if (!reporters.some((reporter) => reporter === session))
        (reporters as unknown[]).push(session)
    },
  }
}
