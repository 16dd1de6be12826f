import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closest, distance } from 'fastest-levenshtein'
import { flags } from './flags.js'
import { outliveStreams } from './streams.js'
import { helpText, takeFlags } from './take-flags.js'

/** Runs ahead of Vitest's own command line: takes our flags out of it. */
export function prepareVitest() {
  outliveStreams()
  const script = process.argv[1] ?? ''
  const args = process.argv.slice(2)
  const { rest, env, problem } = takeFlags(args)
  Object.assign(process.env, env)
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
 * The error for a flag that neither Vitest nor this suite has.
 *
 * @param {string} message of the parser of Vitest's options
 * @param {readonly string[]} known without the dashes
 */
export function unknownFlagText(message, known) {
  const flag = /`(--?[^`]+)`/.exec(message)?.[1]
  if (flag === undefined || known.length === 0) return message
  // Vitest's parser names the flag in camel case, whatever was typed.
  const name = flag.replace(/^-+/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const best = closest(name, /** @type {string[]} */ (known))
  const hint =
    distance(name, best) <= Math.max(1, name.length / 3) ? ` Did you mean --${best}?` : ''
  return `neither this suite nor Vitest knows the flag --${name}.${hint} All flags: npx vitest --help`
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

/**
 * Names the configuration in a folder of the project: Vitest 4 finds the one above, Vitest 5 has to be told.
 *
 * @param {readonly string[]} args
 * @param {string} cwd where Vitest was called
 */
export function withConfiguration(args, cwd) {
  const isOwn = args.some((arg) => /^(-c|--config)(=|$)/.test(arg))
  if (isOwn || args[0] === 'init') return args
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const above = configurationAbove(cwd)
  const file = above === null ? [] : [`--config=${above}`]
  return args.toSpliced(end, 0, ...file)
}

/**
 * The project's configuration, where a folder of it was called from that has none of its own on the way up.
 *
 * @param {string} cwd
 * @returns {string | null}
 */
function configurationAbove(cwd) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const way = relative(root, cwd)
  if (way === '' || way.startsWith('..') || isAbsolute(way)) return null
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = readdirSync(folder).find((name) => /^vite(st)?\.config\.[cm]?[jt]s$/.test(name))
    if (relative(root, folder) === '') return found === undefined ? null : join(folder, found)
    if (found !== undefined) return null
  }
}
