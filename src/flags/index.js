import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { flags } from './flags.js'
import { outliveStreams } from './streams.js'
import {
  folderProblem,
  helpText,
  takeFlags,
  unknownFlagText,
  withConfiguration,
} from './take-flags.js'

prepareVitest()

/** Runs ahead of Vitest's own command line: takes our flags out of it. */
function prepareVitest() {
  outliveStreams()
  const script = process.argv[1] ?? ''
  const args = process.argv.slice(2)
  const { rest, env, problem } = takeFlags(args)
  Object.assign(process.env, env)
  const noFolder = folderProblem(fileURLToPath(new URL('../..', import.meta.url)))
  if (noFolder !== null) stop(noFolder)
  // The configuration reports it: that can write a report, too.
  if (problem !== null) process.env.CONFORMANCE_REFUSED = problem
  process.argv.splice(2, args.length, ...withConfiguration(rest, process.cwd()))
  if (rest.includes('--help') || rest.includes('-h')) process.stdout.write(helpText())
  process.on('uncaughtException', (error) => {
    if (error.name === 'CACError') stop(unknownFlagText(error.message, knownFlags(script)))
    process.stderr.write(`${error.stack ?? error.message}\n`)
    process.exit(1)
  })
}

/**
 * Ends with the code for "nothing could be judged". Vitest stopped before its configuration was read:
 * the program prints the line in its place, and writes the reports.
 *
 * @param {string} line what is wrong
 */
function stop(line) {
  const root = new URL('../../', import.meta.url)
  const [program = ''] = ['scripts/bundle/bin.js', 'dist/bin.js']
    .map((path) => fileURLToPath(new URL(path, root)))
    .filter((path) => existsSync(path))
  const env = { ...process.env, CONFORMANCE_REFUSED: line, npm_package_name: '' }
  spawnSync(process.execPath, [program, 'check'], { env, stdio: 'inherit' })
  process.exit(2)
}

/** @param {string} script */
function knownFlags(script) {
  const { stdout } = spawnSync(process.execPath, [script, '--help'], { encoding: 'utf8' })
  const names = [...stdout.matchAll(/--([a-zA-Z][\w.-]*)/g)].map((match) => match[1] ?? '')
  return [...new Set([...names, ...flags.map((flag) => flag.name)])]
}
