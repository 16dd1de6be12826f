import { resolve } from 'node:path'
import { makeFolder, unwritten } from '../../reporters/write.ts'
import { isHeaderValue } from '../wire/send.ts'
import type { Contract } from '../model/contract.ts'
import type { Contracts } from './contracts.ts'
import { checkDeviations, readDeviations } from '../report/known-deviations.ts'
import type { Environment, Options } from './options.ts'
import { UsageError } from '../model/problem.ts'
import type { Deviation, Settings } from '../model/target.ts'
import { readTargetsFile, shownVariable } from './targets-file.ts'
import type { TargetEntry } from './targets-file.ts'

/** A target before it runs: an embedded mock has no URL and no credentials yet. */
export interface PlannedTarget {
  name: string
  contract: Contract
  /** Null: the embedded mock. */
  baseUrl: string | null
  credentials: ReadonlyMap<string, { secret: string; env: string }>
  settings: Settings
  deviations: readonly Deviation[]
  /** Why it cannot even be asked (a credential that is missing), or null. */
  problem: string | null
}

export interface PrepareContext {
  contracts: Contracts
  env: Environment
  cwd: string
  /** Providers that have an embedded mock. */
  mocked: readonly string[]
}

interface Planning extends PrepareContext {
  /** By path: a pipe can be read once only. */
  deviations: Map<string, Deviation[]>
}

/**
 * The targets of a run. All that can be wrong without asking a server is found here.
 * @throws UsageError, ContractError
 */
export function planTargets(options: Options, given: PrepareContext): PlannedTarget[] {
  const context = { ...given, deviations: new Map<string, Deviation[]>() }
  const planned =
    options.targets === null
      ? planByFlags(options, context)
      : planByFile(options.targets, options, context)
  if (options.knownDeviations !== null)
    checkDeviations(options.knownDeviations, deviationsOf(options, context), allIds(planned))
  return planned
}

/**
 * Makes the report folder.
 * @throws UsageError when that cannot be
 */
export function makeReportDir(dir: string): void {
  const problems = unwritten(dir, () => {
    makeFolder(dir)
  })
  if (problems.length > 0) throw new UsageError(`--report-dir: cannot write to ${problems.join()}`)
}

function allIds(planned: readonly PlannedTarget[]): string[] {
  return planned.flatMap(({ contract }) => contract.behaviors.map(({ id }) => id))
}

function planByFlags(options: Options, context: Planning): PlannedTarget[] {
  const { contracts, mocked, env } = context
  const { baseUrl, provider } = options
  const references =
    provider !== null
      ? [provider]
      : baseUrl === null
        ? [...mocked]
        : [contracts.providerOf(baseUrl)]
  return references.map((reference) => {
    const contract = contracts.load(reference)
    const base =
      baseUrl === null ? mockedBase(contract, mocked, options) : serverBase(contract, env, options)
    return {
      name: contract.provider,
      contract,
      baseUrl,
      deviations: deviationsOf(options, context),
      ...base,
    }
  })
}

function mockedBase(contract: Contract, mocked: readonly string[], options: Options) {
  if (!mocked.includes(contract.provider)) {
    throw new UsageError(
      `the contract "${contract.provider}" has no embedded mock; give the server to check: --base-url=https://…`,
    )
  }
  // An embedded mock is burst without asking: it harms nobody.
  return {
    credentials: new Map<string, never>(),
    settings: { ...settingsOf(options), burst: true },
    problem: null,
  }
}

function serverBase(contract: Contract, env: Environment, options: Options) {
  const names = Object.fromEntries(contract.credentials.map(({ role, env: name }) => [role, name]))
  return { ...credentialsOf(contract, names, env), settings: settingsOf(options) }
}

function planByFile(file: string, options: Options, context: Planning): PlannedTarget[] {
  const path = resolve(context.cwd, file)
  return readTargetsFile(path).map((entry) => {
    const contract = context.contracts.load(entry.provider)
    const unknown = Object.keys(entry.credentials ?? {}).find((role) =>
      contract.credentials.every((one) => one.role !== role),
    )
    if (unknown !== undefined) {
      const roles = contract.credentials.map(({ role }) => role).join(', ')
      throw new UsageError(
        `${file}: "${entry.name}" has credentials for "${unknown}"; the roles of ${contract.provider} are ${roles}`,
      )
    }
    const given = new Map(Object.entries(entry.credentials ?? {}))
    const names = Object.fromEntries(
      contract.credentials.map(({ role, env }) => [role, given.get(role) ?? env]),
    )
    return {
      name: entry.name,
      contract,
      baseUrl: entry.baseUrl,
      settings: entrySettings(entry, options),
      deviations: entryDeviations(entry, contract, options, context),
      ...credentialsOf(contract, names, context.env),
    }
  })
}

function entrySettings({ rate, concurrency, timeout }: TargetEntry, options: Options): Settings {
  const settings = settingsOf(options)
  return {
    ...settings,
    rate: rate ?? settings.rate,
    concurrency: concurrency ?? settings.concurrency,
    timeoutMs: timeout ?? settings.timeoutMs,
  }
}

function entryDeviations(
  entry: TargetEntry,
  contract: Contract,
  options: Options,
  context: Planning,
): Deviation[] {
  const common = deviationsOf(options, context)
  if (entry.knownDeviations === undefined) return common
  const own = deviationsIn(entry.knownDeviations, context)
  checkDeviations(
    entry.knownDeviations,
    own,
    contract.behaviors.map(({ id }) => id),
  )
  return [...common, ...own]
}

function deviationsOf({ knownDeviations }: Options, context: Planning): Deviation[] {
  return knownDeviations === null
    ? []
    : deviationsIn(resolve(context.cwd, knownDeviations), context)
}

function deviationsIn(path: string, { deviations }: Planning): Deviation[] {
  const read = deviations.get(path) ?? readDeviations(path)
  deviations.set(path, read)
  return read
}

function settingsOf(options: Options): Settings {
  const { runs, seed, timeoutMs, concurrency, rate, maxRequests, burst } = options
  return { runs, seed, timeoutMs, concurrency, rate, maxRequests, burst }
}

/** The credentials that the environment holds; the first role's is needed, all others may be found. */
function credentialsOf(
  contract: Contract,
  names: Readonly<Record<string, string>>,
  env: Environment,
) {
  const credentials = new Map<string, { secret: string; env: string }>()
  for (const { role } of contract.credentials) {
    const name = names[role] ?? ''
    const secret = env[name]?.trim()
    if (secret) credentials.set(role, { secret, env: name })
  }
  const [primary] = contract.credentials
  const missing =
    primary && !credentials.has(primary.role) ? (names[primary.role] ?? primary.env) : null
  const problem =
    missing === null
      ? null
      : `no credential: set ${shownVariable(missing)} in the environment or in a .env file`
  return { credentials, problem: problem ?? headerProblem(credentials) }
}

/** A value that HTTP cannot carry would only show as an obscure error of the client. */
function headerProblem(
  credentials: ReadonlyMap<string, { secret: string; env: string }>,
): string | null {
  const bad = [...credentials.values()].find(({ secret }) => !isHeaderValue(secret))
  return bad ? `the value of ${bad.env} has characters that no HTTP header can carry` : null
}
