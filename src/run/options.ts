import { flags } from '../flags/flags.js'
import { suggestion } from '../contract/nearest.ts'
import { UsageError } from '../model/problem.ts'

/** What the flags and their variables say, checked. */
export interface Options {
  baseUrl: string | null
  provider: string | null
  targets: string | null
  runs: number
  seed: number
  timeoutMs: number
  concurrency: number
  rate: number | null
  maxRequests: number | null
  burst: boolean
  strict: boolean
  complete: boolean
  knownDeviations: string | null
  reportDir: string
  reports: readonly string[]
  compare: string | null
  failOn: 'any' | 'new'
  /** Folder of the records of runs. */
  history: string | null
}

/** Where reports go, unless something else is said. */
export const defaultReportDir = 'conformance-report'

/** What holds where nothing is said; a seed is drawn. */
export const defaultOptions: Omit<Options, 'seed'> = {
  baseUrl: null,
  provider: null,
  targets: null,
  runs: 10,
  timeoutMs: 10_000,
  concurrency: 4,
  rate: null,
  maxRequests: null,
  burst: false,
  strict: false,
  complete: false,
  knownDeviations: null,
  reportDir: defaultReportDir,
  reports: ['html'],
  compare: null,
  failOn: 'any',
  history: null,
}

/** The greatest value of each number; the least is 1. */
export const greatest = {
  runs: 10_000,
  timeoutMs: 3_600_000,
  concurrency: 256,
  rate: 1_000_000,
  maxRequests: 1_000_000,
} as const

/** Seeds are whole numbers of 32 bits, less one, of either sign. */
export const greatestSeed = 0x7fffffff

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the options from the environment, where the door put the flags.
 * @param random a whole number of 32 bits, where no seed is given
 * @throws UsageError that names the flag
 */
export function readOptions(
  env: Environment,
  reportFormats: readonly string[],
  random: () => number,
): Options {
  // The door stands before everything that could report: what it refuses is said here.
  if (env.CONFORMANCE_REFUSED) throw new UsageError(env.CONFORMANCE_REFUSED)
  const refuse = (problem: string): never => {
    throw new UsageError(problem)
  }
  return checkTogether(optionsOf(new Reader(env, refuse), reportFormats, random))
}

/**
 * What can be read of options that are refused as a whole: what is wrong counts as not given, but for
 * what is a text anyway. Never throws.
 */
export function readableOptions(env: Environment, reportFormats: readonly string[]): Options {
  return optionsOf(new Reader(env, () => null), reportFormats, () => 0)
}

function optionsOf(read: Reader, reportFormats: readonly string[], random: () => number): Options {
  return {
    baseUrl: read.text('base-url'),
    provider: read.text('provider'),
    targets: read.text('targets'),
    runs: read.count('runs', greatest.runs) ?? defaultOptions.runs,
    seed: read.seed() ?? random(),
    timeoutMs: read.count('timeout', greatest.timeoutMs) ?? defaultOptions.timeoutMs,
    concurrency: read.count('concurrency', greatest.concurrency) ?? defaultOptions.concurrency,
    rate: read.count('rate', greatest.rate),
    maxRequests: read.count('max-requests', greatest.maxRequests),
    burst: read.switch('burst'),
    strict: read.switch('strict'),
    complete: read.switch('complete'),
    knownDeviations: read.text('known-deviations'),
    reportDir: read.text('report-dir') ?? defaultOptions.reportDir,
    reports: read.list('report', reportFormats) ?? defaultOptions.reports,
    compare: read.text('compare'),
    failOn: read.choice('fail-on', ['any', 'new']) ?? defaultOptions.failOn,
    history: read.text('history'),
  }
}

function checkTogether(options: Options): Options {
  const { targets, baseUrl, provider, compare, failOn } = options
  if (targets !== null && (baseUrl !== null || provider !== null)) {
    throw new UsageError(
      '--targets names servers and providers itself; leave out --base-url and --provider',
    )
  }
  if (failOn === 'new' && compare === null)
    throw new UsageError('--fail-on=new needs --compare=<an earlier report.json>')
  if (baseUrl !== null) checkBaseUrl(baseUrl, '--base-url')
  return options
}

/**
 * Checks a base URL; the operation's path is appended to it as it is given.
 * @param where what to name in the error
 * @throws UsageError
 */
export function checkBaseUrl(text: string, where: string): void {
  const example = `${where}=https://api.example.com/v1`
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw new UsageError(`${where}: "${shownUrl(text)}" has no scheme; write ${example}`)
  }
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) throw new UsageError(`${where}: "${shownUrl(text)}" is no URL; write ${example}`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError(
      `${where}: the scheme "${url.protocol.slice(0, -1)}" is not http or https; write ${example}`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      `${where} holds credentials; put them into the environment or a .env file, and write ${example}`,
    )
  }
  if (url.search !== '' || url.hash !== '') {
    throw new UsageError(
      `${where} has a query or fragment; the operation's path is appended to it. Write ${example}`,
    )
  }
}

/** A URL, or what was meant as one, without what may be a credential: user, query and fragment. */
export function shownUrl(text: string): string {
  const [scheme] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?/i.exec(text) ?? ['']
  const rest = text.slice(scheme.length)
  const user = rest.lastIndexOf('@')
  const query = rest.search(/[?#]/)
  // A password may hold "?", a query "@".
  if (user >= 0 && query >= 0) return `${scheme}…`
  if (user >= 0) return `${scheme}…${rest.slice(user)}`
  return query >= 0 ? `${scheme}${rest.slice(0, query)}?…` : text
}

class Reader {
  readonly #env: Environment
  readonly #refuse: (problem: string) => null

  /** @param refuse is told what is wrong; where it returns, the option counts as not given */
  constructor(env: Environment, refuse: (problem: string) => null) {
    this.#env = env
    this.#refuse = refuse
  }

  text(name: string): string | null {
    const flag = flags.find((one) => one.name === name)
    const value = flag ? this.#env[flag.env] : undefined
    return value === undefined || value === '' ? null : value
  }

  count(name: string, most: number): number | null {
    const text = this.text(name)
    if (text === null) return null
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= 1 && value <= most) return value
    return this.#refuse(
      `${this.#said(name)}: expected a whole number from 1 to ${most}, not "${text}"`,
    )
  }

  seed(): number | null {
    const text = this.text('seed')
    if (text === null) return null
    const value = Number(text)
    if (/^-?\d+$/.test(text) && Math.abs(value) <= greatestSeed) return value
    return this.#refuse(
      `${this.#said('seed')}: expected a whole number from -${greatestSeed} to ${greatestSeed}, not "${text}"`,
    )
  }

  switch(name: string): boolean {
    const text = this.text(name)?.toLowerCase() ?? 'false'
    if (['true', '1', 'yes', 'on'].includes(text)) return true
    if (!['false', '0', 'no', 'off'].includes(text))
      this.#refuse(`${this.#said(name)}: expected true or false, not "${text}"`)
    return false
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | null {
    const text = this.text(name)
    if (text === null) return null
    const found = choices.find((choice) => choice === text)
    if (found !== undefined) return found
    return this.#refuse(
      `${this.#said(name)}: expected one of ${choices.join(', ')}, not "${text}"${suggestion(text, choices)}`,
    )
  }

  list(name: string, choices: readonly string[]): string[] | null {
    const text = this.text(name)
    if (text === null) return null
    const parts = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '' && part !== 'none')
    const unknown = parts.find((part) => !choices.includes(part))
    if (unknown !== undefined) {
      this.#refuse(
        `${this.#said(name)}: no format "${unknown}"${suggestion(unknown, choices)}; there are ${choices.join(', ')}`,
      )
    }
    return parts.filter((part) => choices.includes(part))
  }

  #said(name: string): string {
    const flag = flags.find((one) => one.name === name)
    return `--${name} (${flag?.env ?? ''})`
  }
}
