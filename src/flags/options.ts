import { suggestion } from '../contract/nearest.ts'
import { UsageError } from '../model/problem.ts'
import { variableOf } from './flags.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** The value that a text gives, or what is wrong with it and the part that can be used all the same. */
type Reading<Value> = { value: Value } | { problem: string; value?: Value }

/** @param formats the names of report formats */
type Reader<Value> = (text: string, formats: readonly string[]) => Reading<Value>

interface Option<Value> {
  flag: string
  /** Where nothing is given. */
  preset: Value
  read: Reader<Value>
}

const text: Reader<string> = (given) => ({ value: given })

function whole(least: number, most: number): Reader<number> {
  return (given) => {
    const value = /^-?\d+$/.test(given) ? Number(given) : NaN
    if (value >= least && value <= most) return { value }
    return { problem: `expected a whole number from ${least} to ${most}, not "${given}"` }
  }
}

const toggle: Reader<boolean> = (given) => {
  if (/^(?:true|1|yes|on)$/i.test(given)) return { value: true }
  if (/^(?:false|0|no|off)$/i.test(given)) return { value: false }
  return { problem: `expected true or false, not "${given}"` }
}

const anyOrNew: Reader<'any' | 'new'> = (given) => {
  if (given === 'any' || given === 'new') return { value: given }
  const near = suggestion(given, ['any', 'new'])
  return { problem: `expected one of any, new, not "${given}"${near}` }
}

/** What is given in place of a file or a variable may be a secret, and is not repeated. */
const pemFile: Reader<string> = (given) =>
  /-----|[\r\n]/.test(given)
    ? { problem: 'expected the path of a file, not what stands in it' }
    : { value: given }

const headerList: Reader<readonly string[]> = (given) => {
  const parts = given.split(',').map((part) => part.trim())
  const isRight = parts.every((part) => /^[^=\s]+=[A-Za-z_]\w*$/.test(part))
  if (isRight) return { value: parts }
  return { problem: 'expected Name=VARIABLE, with commas between; the variable holds the value' }
}

const formatList: Reader<readonly string[]> = (given, formats) => {
  const names = given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'none')
  const value = names.filter((name) => formats.includes(name))
  const unknown = names.find((name) => !formats.includes(name))
  if (unknown === undefined) return { value }
  const near = suggestion(unknown, formats)
  return { value, problem: `no format "${unknown}"${near}; there are ${formats.join(', ')}` }
}

function option<Value, Preset>(
  flag: string,
  preset: Preset,
  read: Reader<Value>,
): Option<Value | Preset> {
  return { flag, preset, read }
}

/** Every option, by the name that a program gives it, in the order of the flags. */
const table = {
  baseUrl: option('base-url', null, text),
  provider: option('provider', null, text),
  targets: option('targets', null, text),
  runs: option('runs', 10, whole(1, 10_000)),
  /** A whole number of 32 bits, less one, of either sign; drawn where none is given. */
  seed: option('seed', null, whole(-0x7fffffff, 0x7fffffff)),
  /** Seconds. */
  wait: option('wait', 0, whole(0, 3600)),
  timeoutMs: option('timeout', 10_000, whole(1, 3_600_000)),
  concurrency: option('concurrency', 4, whole(1, 256)),
  rate: option('rate', null, whole(1, 1_000_000)),
  maxRequests: option('max-requests', null, whole(1, 1_000_000)),
  /** `Name=VARIABLE` each. */
  headers: option('headers', [], headerList),
  tlsCa: option('tls-ca', null, pemFile),
  tlsCert: option('tls-cert', null, pemFile),
  tlsKey: option('tls-key', null, pemFile),
  burst: option('burst', false, toggle),
  strict: option('strict', false, toggle),
  complete: option('complete', false, toggle),
  knownDeviations: option('known-deviations', null, text),
  accept: option('accept', null, text),
  dryRun: option('dry-run', false, toggle),
  reportDir: option('report-dir', 'conformance-report', text),
  reports: option('report', ['html'], formatList),
  compare: option('compare', null, text),
  failOn: option('fail-on', 'any', anyOrNew),
  /** Folder of the records of runs. */
  history: option('history', null, text),
}

type Values = {
  [Name in keyof typeof table]: (typeof table)[Name] extends Option<infer Value> ? Value : never
}

/** The options of a run, checked. */
export interface Options extends Omit<Values, 'seed'> {
  seed: number
}

/**
 * Reads the options from the environment, where the flags were put.
 * @param formats the names of report formats
 * @throws UsageError that names the flag
 */
export function readOptions(env: Environment, formats: readonly string[]): Options {
  // What was wrong with the flags themselves is reported here, where reports can be written.
  if (env.CONFORMANCE_REFUSED) throw new UsageError(env.CONFORMANCE_REFUSED)
  const options = checked(parsedEnvironment(env, formats), '--base-url')
  checkTogether(options)
  return options
}

/**
 * What can be read of options that are refused as a whole: what is wrong counts as not given. Never
 * throws.
 */
export function readableOptions(env: Environment, formats: readonly string[]): Options {
  const { values } = parsedEnvironment(env, formats)
  return { ...values, seed: values.seed ?? 0 }
}

/**
 * Completes the options that a program gives with what holds where nothing is given.
 * @throws UsageError that names the option
 */
export function completeOptions(given: {
  readonly [Name in keyof Options]?: Options[Name] | undefined
}): Options {
  const textOf = (name: keyof Options): string | undefined => given[name]?.toString()
  return checked(
    parse(textOf, (name) => name, []),
    'baseUrl',
  )
}

/** Each option with its flag. */
export function byFlag(options: Options): (readonly [flag: string, value: Values[keyof Values]])[] {
  const names = Object.keys(table) as (keyof Options)[]
  return names.map((name) => [table[name].flag, options[name]])
}

/** What was read of all options, and what is wrong with them. */
interface Parsed {
  values: Values
  problems: string[]
}

function parsedEnvironment(env: Environment, formats: readonly string[]): Parsed {
  const variable = (name: keyof Options): string => variableOf(table[name].flag)
  return parse(
    (name) => env[variable(name)] || undefined,
    (name) => `--${table[name].flag} (${variable(name)})`,
    formats,
  )
}

/** @param shown what an option is called in a problem */
function parse(
  textOf: (name: keyof Options) => string | undefined,
  shown: (name: keyof Options) => string,
  formats: readonly string[],
): Parsed {
  const problems: string[] = []
  const names = Object.keys(table) as (keyof Options)[]
  const values = names.map((name) => {
    const { preset, read }: Option<unknown> = table[name]
    const text = textOf(name)
    if (text === undefined) return [name, preset]
    const reading = read(text, formats)
    if ('problem' in reading) problems.push(`${shown(name)}: ${reading.problem}`)
    return [name, reading.value ?? preset]
  })
  return { values: Object.fromEntries(values) as Values, problems }
}

/** @throws UsageError for the first problem */
function checked({ values, problems: [problem] }: Parsed, baseUrl: string): Options {
  if (problem !== undefined) throw new UsageError(problem)
  const seed = values.seed ?? Math.floor(Math.random() * 0x7fffffff)
  const url = values.baseUrl === null ? null : checkedBaseUrl(values.baseUrl, baseUrl)
  return { ...values, seed, baseUrl: url }
}

function checkTogether({ targets, baseUrl, provider, compare, failOn }: Options): void {
  if (targets !== null && (baseUrl !== null || provider !== null)) {
    throw new UsageError(
      '--targets names servers and providers itself; leave out --base-url and --provider',
    )
  }
  if (failOn === 'new' && compare === null)
    throw new UsageError('--fail-on=new needs --compare=<an earlier report.json>')
}

/**
 * A base URL without blanks around it, its scheme and host in lower case; the operation's path is appended to it.
 * @param where what to name in the error
 * @throws UsageError
 */
export function checkedBaseUrl(given: string, where: string): string {
  const text = given.trim()
  const problem = baseUrlProblem(text)
  if (problem !== null)
    throw new UsageError(`${where}${problem} ${where}=https://api.example.com/v1`)
  return text.replace(/^[^/]+:\/\/[^/]*/, (origin) => origin.toLowerCase())
}

/** What is wrong, up to the example of a URL that is right; null where nothing is. */
function baseUrlProblem(given: string): string | null {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(given)) return `: "${shownUrl(given)}" has no scheme; write`
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url) return `: "${shownUrl(given)}" is not a URL; write`
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `: the scheme "${url.protocol.slice(0, -1)}" is not http or https; write`
  if (url.username !== '' || url.password !== '')
    return ' holds credentials; put them into the environment or a .env file, and write'
  // One that is empty is none to URL.
  if (/[?#]/.test(given))
    return " has a query or fragment; the operation's path is appended to it. Write"
  return null
}

/** A URL, or what was meant as one, without what may be a credential: user, query and fragment. */
export function shownUrl(given: string): string {
  const [scheme] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?/i.exec(given) ?? ['']
  const rest = given.slice(scheme.length)
  const user = rest.lastIndexOf('@')
  const query = rest.search(/[?#]/)
  // A password may hold "?", a query "@".
  if (user >= 0 && query >= 0) return `${scheme}…`
  if (user >= 0) return `${scheme}…${rest.slice(user)}`
  return query >= 0 ? `${scheme}${rest.slice(0, query)}?…` : given
}
