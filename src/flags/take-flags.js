import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closest, distance } from 'fastest-levenshtein'
import { credentialFlags, flags } from './flags.js'

/**
 * Takes the flags of the command out of Vitest's arguments, because Vitest refuses what it does not
 * know, and puts them into the environment, where the configuration reads them.
 *
 * @param {readonly string[]} args what follows the script's name
 * @returns {{ rest: string[], env: Record<string, string>, problem: string | null }}
 */
export function takeFlags(args) {
  /** @type {string[]} */
  const rest = []
  /** @type {Record<string, string>} */
  const env = {}
  /** @type {string | null} the first one; the other flags are taken all the same */
  let problem = null
  for (let index = 0; index < args.length;) {
    const arg = args[index] ?? ''
    if (arg === '--') return { rest: [...rest, ...args.slice(index)], env, problem }
    const taken = take(arg, args[index + 1] ?? '', args[0] === 'bench')
    if (taken === null) rest.push(arg)
    problem ??= taken?.problem ?? null
    Object.assign(env, taken?.env)
    index += taken?.length ?? 1
  }
  return { rest, env, problem }
}

/**
 * @typedef {object} Taken
 * @property {number} length how many arguments it was
 * @property {Record<string, string>} [env]
 * @property {string} [problem]
 */

/**
 * @param {string} arg
 * @param {string} next the argument after it, which may be its value
 * @param {boolean} isBench Vitest's own benchmarks know --compare, too
 * @returns {Taken | null} null where the argument is none of ours
 */
function take(arg, next, isBench) {
  const [, name = '', value] = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(arg) ?? []
  const flag = flags.find(
    (one) => one.name === name || (one.value === '' && `no-${one.name}` === name),
  )
  if (!flag || (isBench && name === 'compare')) return takeCredential(arg, next)
  if (flag.value === '')
    return { length: 1, env: { [flag.env]: name === flag.name ? (value ?? 'true') : 'false' } }
  const isNext = value === undefined && next !== '' && !next.startsWith('-')
  const given = isNext ? next : value
  if (!given)
    return { length: 1, problem: `--${flag.name} needs a value: --${flag.name}=${flag.value}` }
  return { length: isNext ? 2 : 1, env: { [flag.env]: given } }
}

/**
 * @param {string} arg
 * @param {string} next the argument after it, which may be the credential
 * @returns {Taken | null} null where the argument is none of ours
 */
function takeCredential(arg, next) {
  const problem = refusal(arg)
  if (problem === null) return null
  const isNext = arg.startsWith('-') && !/[=:]/.test(arg) && !next.startsWith('-')
  return { length: isNext ? 2 : 1, problem }
}

/**
 * Why an argument is refused by which people try to pass a credential, be it a flag or a variable in
 * the wrong place (`RYZE_TOKEN=…`); null for any other argument. The value is not repeated.
 *
 * @param {string} arg
 */
function refusal(arg) {
  const said = /^(?:--?[a-z][\w.-]*|[A-Z]\w*(?==))/i.exec(arg)?.[0] ?? ''
  const isAssigned = !said.startsWith('-')
  const words = said
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/)
  if (said !== '-H' && !words.some((word) => credentialFlags.includes(word))) return null
  if (isAssigned && said !== said.toUpperCase()) return null
  const { names, isKnown } = variables(said)
  // What follows the word may be the credential itself.
  const until = new RegExp(`^.*?(?:${credentialFlags.toSorted().reverse().join('|')})`, 'i')
  const shown = isKnown ? said : (until.exec(said)?.[0] ?? said)
  return `${shown} ${isAssigned ? 'is not a flag' : 'is refused'}: process lists and CI logs show arguments. Put credentials into the environment or a .env file: ${names.join(', ')}`
}

/**
 * The variables that the contracts of the package name; the one that is meant, where that is plain.
 *
 * @param {string} said
 */
function variables(said) {
  const folder = contractsFolder()
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  const texts = files.map((file) => readFileSync(new URL(file, folder), 'utf8'))
  const all = texts.flatMap((text) =>
    [...text.matchAll(/\benv: ([A-Z][A-Z0-9_]*)/g)].map((match) => match[1] ?? ''),
  )
  const plain = said.replace(/[^a-z0-9]/gi, '').toUpperCase()
  const meant = all.filter((name) => name.replaceAll('_', '') === plain)
  return meant.length > 0 ? { names: meant, isKnown: true } : { names: all, isKnown: false }
}

/** Upwards from this file: it is bundled, too, and bundles lie elsewhere in the package. */
function contractsFolder() {
  let place = new URL('contracts/', import.meta.url)
  while (!existsSync(place) && place.pathname !== '/contracts/')
    place = new URL('../../contracts/', place)
  return place
}

/**
 * Why Vitest does not work in a folder; null where it does. Vite takes these characters for the end of a path.
 *
 * @param {string} folder
 */
export function folderProblem(folder) {
  const [character] = /[#?]/.exec(folder) ?? []
  if (character === undefined) return null
  return `Vitest does not work in a folder with "${character}" in its path: move ${folder}, or check with the program: node scripts/bundle/bin.js check, npx wa-gateway-conformance where it is installed`
}

/** The help on our flags, in the form of Vitest's own. */
export function helpText() {
  const rows = flags.map((flag) => {
    const left = `  --${flag.name}${flag.value ? ` ${flag.value}` : ''}`
    return `${left.padEnd(30)} ${flag.help}\n${' '.repeat(31)}${flag.env}`
  })
  return ['Conformance options:', ...rows, '', ''].join('\n')
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
