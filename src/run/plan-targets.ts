import { dirname, resolve } from 'node:path'
import type { Contracts } from '../files/contracts.ts'
import { readYamlFile } from '../files/yaml-file.ts'
import { looksLikePath } from '../flags/arguments.ts'
import { checkedBaseUrl } from '../flags/options.ts'
import type { Environment, Options } from '../flags/options.ts'
import type { Contract } from '../model/contract.ts'
import { UsageError } from '../model/problem.ts'
import type { Deviation, Settings, Target } from '../model/target.ts'
import { checkDeviations, readDeviations } from '../report/known-deviations.ts'
import { isHeaderValue } from '../wire/send.ts'
import { planNetwork } from './plan-network.ts'
import type { AskedNetwork, NetworkPlanning } from './plan-network.ts'

/** A target before it runs: an embedded mock has no URL and no credentials yet. */
export interface PlannedTarget extends Omit<Target, 'baseUrl'> {
  /** Null: the embedded mock. */
  baseUrl: string | null
  /** By role: the variable that holds its credential, whether it is set or not; none on a mock. */
  variables: ReadonlyMap<string, string>
  /** Why it cannot even be asked (a credential that is missing), or null. */
  problem: string | null
}

export interface Planning {
  contracts: Contracts
  env: Environment
  cwd: string
  /** Providers that have an embedded mock. */
  mocked: readonly string[]
  /** What a program adds to the one target of its options. */
  own?: OwnTarget | undefined
}

/** A target as it is asked for: by options, by a program, or by an entry of a targets file. */
interface Asked extends AskedNetwork {
  provider: string
  baseUrl: string | null
  /** The provider's, unless given. */
  name?: string | undefined
  /** Values by role, of a program; they go before the environment. */
  secrets?: Readonly<Record<string, string>> | undefined
  /** By role: the name of an environment variable. */
  credentials?: Readonly<Record<string, string>>
  /** An absolute path. */
  knownDeviations?: string
  rate?: number
  concurrency?: number
  timeout?: number
}

export type OwnTarget = Pick<Asked, 'name' | 'secrets' | 'headerValues'>

/**
 * The targets of a run. All that can be wrong without asking a server is found here.
 * @throws UsageError, ContractError
 */
export function planTargets(options: Options, planning: Planning): PlannedTarget[] {
  // A pipe can be read once only.
  const read = new Map<string, Deviation[]>()
  const deviationsIn = (path: string): Deviation[] => {
    const deviations = read.get(path) ?? readDeviations(path)
    read.set(path, deviations)
    return deviations
  }
  const { knownDeviations } = options
  const common =
    knownDeviations === null ? [] : deviationsIn(resolve(planning.cwd, knownDeviations))
  const tls: NetworkPlanning['tls'] = new Map()
  const planned = askedFor(options, planning).map((asked) => {
    const target = planTarget(asked, options, { ...planning, tls })
    const { knownDeviations: file } = asked
    const own = file === undefined ? [] : deviationsIn(file)
    checkDeviations(file ?? '', own, idsOf(target))
    return { ...target, deviations: [...common, ...own] }
  })
  checkDeviations(knownDeviations ?? '', common, planned.flatMap(idsOf))
  return planned
}

function idsOf({ contract }: Pick<PlannedTarget, 'contract'>): string[] {
  return contract.behaviors.map(({ id }) => id)
}

function askedFor(options: Options, { contracts, cwd, mocked, own }: Planning): Asked[] {
  const { targets, provider, baseUrl } = options
  if (targets !== null) return readTargetsFile(resolve(cwd, targets))
  if (provider !== null) return [{ ...own, provider, baseUrl }]
  const providers = baseUrl === null ? mocked : [contracts.providerOf(baseUrl)]
  return providers.map((name) => ({ provider: name, baseUrl }))
}

function planTarget(
  asked: Asked,
  options: Options,
  { contracts, mocked, ...planning }: Planning & Pick<NetworkPlanning, 'tls'>,
): Omit<PlannedTarget, 'deviations'> {
  const contract = contracts.load(asked.provider)
  const { provider } = contract
  const { name = provider, baseUrl } = asked
  checkRoles(asked, contract, options.targets)
  const settings = settingsOf(asked, options)
  const file = options.targets
  const { network, problem } = planNetwork(asked, contract, options, {
    ...planning,
    lead: file === null ? '' : `${file}: "${name}": `,
    nameOf: (one) => (planning.own ? `tls.${one}` : `--tls-${one}`),
  })
  if (baseUrl !== null) {
    const given = credentialsOf(asked, contract, planning.env)
    return {
      name,
      contract,
      baseUrl,
      network,
      settings,
      ...given,
      problem: given.problem ?? problem,
    }
  }
  if (!mocked.includes(provider)) {
    throw new UsageError(
      `the contract "${provider}" has no embedded mock; give the server to check: --base-url=https://…`,
    )
  }
  // An embedded mock is burst without asking: it harms no user.
  const onMock = { ...settings, burst: true, waitMs: 0 }
  const none = { credentials: new Map(), variables: new Map() }
  return { name, contract, baseUrl, network, settings: onMock, ...none, problem }
}

/** @throws UsageError where a credential is for a role that the contract does not have, or stands in place of a variable's name */
function checkRoles(
  { name, credentials, secrets }: Asked,
  contract: Contract,
  file: string | null,
): void {
  const roles = contract.credentials.map(({ role }) => role)
  const given = Object.keys({ ...credentials, ...secrets })
  const lead = file === null ? '' : `${file}: the credentials of "${name ?? ''}": `
  const misplaced = Object.entries(credentials ?? {}).find(([, one]) => !/^[A-Za-z_]\w*$/.test(one))
  if (misplaced)
    throw new UsageError(
      `${lead}"${misplaced[0]}" takes the name of an environment variable, never the key itself`,
    )
  const unknown = given.find((role) => !roles.includes(role))
  if (unknown === undefined) return
  throw new UsageError(
    `${lead}no role "${unknown}"; the roles of ${contract.provider} are ${roles.join(', ')}`,
  )
}

function settingsOf({ rate, concurrency, timeout }: Asked, options: Options): Settings {
  const { runs, seed, wait, maxRequests, burst } = options
  return {
    ...{ runs, seed, maxRequests, burst },
    waitMs: wait * 1000,
    timeoutMs: timeout ?? options.timeoutMs,
    concurrency: concurrency ?? options.concurrency,
    rate: rate ?? options.rate,
  }
}

/** The credentials that are known; the first role's is needed, all others may be found. */
function credentialsOf(
  asked: Asked,
  contract: Contract,
  env: Environment,
): Pick<PlannedTarget, 'credentials' | 'variables' | 'problem'> {
  const secrets = new Map(Object.entries(asked.secrets ?? {}))
  const named = new Map(Object.entries(asked.credentials ?? {}))
  const roles = contract.credentials.map(({ role, env: usual }) => {
    const variable = named.get(role) ?? usual
    return { role, env: variable, secret: (secrets.get(role) ?? env[variable])?.trim() ?? '' }
  })
  const known = roles.filter(({ secret }) => secret !== '')
  const credentials = new Map(known.map(({ role, ...credential }) => [role, credential]))
  const variables = new Map(roles.map(({ role, env: variable }) => [role, variable]))
  const [primary] = roles
  if (primary?.secret === '') {
    const problem = `no credential: set ${shownVariable(primary.env)} in the environment or in a .env file`
    return { credentials, variables, problem }
  }
  return { credentials, variables, problem: malformed(known, contract) ?? sharedBy(known) }
}

type KnownRole = Record<'role' | 'env' | 'secret', string>

/** What a value has in it that no credential has: left by a shell, a file or a copied header. */
function malformed(known: readonly KnownRole[], { credentials }: Contract): string | null {
  for (const { role, env, secret } of known) {
    const credential = credentials.find((one) => one.role === role)
    const isWhole = credential?.scheme === null && credential.header === 'authorization'
    const scheme = credential?.scheme ?? 'Bearer'
    // A value that HTTP cannot carry would only show as an obscure error of the client.
    if (!isHeaderValue(secret))
      return `the value of ${env} has characters that no HTTP header can carry`
    if (/^(["'`]).*\1$/.test(secret))
      return `the value of ${env} has quotes around it; leave them out`
    if (secret.startsWith(`${env}=`))
      return `the value of ${env} begins with "${env}="; give what stands behind it`
    if (/^(\$\w+|\$\{\w+\}|%\w+%)$/.test(secret))
      return `the value of ${env} is the name of another variable, which was not expanded`
    if (!isWhole && secret.toLowerCase().startsWith(`${scheme.toLowerCase()} `))
      return `the value of ${env} begins with "${scheme} "; give what stands behind it`
  }
  return null
}

/** Two roles with one value: one of them was copied to the wrong place. */
function sharedBy(known: readonly KnownRole[]): string | null {
  const [first, second] = known.filter(
    ({ secret }) => known.filter((one) => one.secret === secret).length > 1,
  )
  return first && second
    ? `${first.env} and ${second.env} have the same value; each role has a credential of its own`
    : null
}

/** A credential in the place of its variable's name would be taken for the name, and is not repeated. */
function shownVariable(name: string): string {
  const isName = /^[A-Z_][A-Z0-9_]*$/.test(name) || name.includes('_')
  return isName
    ? name
    : 'the variable that "credentials" names (a name belongs there, never the key itself)'
}

const targetsSchema = {
  type: 'object',
  required: ['targets'],
  additionalProperties: false,
  properties: {
    targets: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'provider', 'baseUrl'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', pattern: '^[\\w.-]+$' },
          provider: { type: 'string', minLength: 1 },
          baseUrl: { type: 'string' },
          credentials: {
            type: 'object',
            additionalProperties: { type: 'string' },
          },
          headers: {
            type: 'object',
            additionalProperties: { type: 'string', pattern: '^[A-Za-z_]\\w*$' },
          },
          tls: {
            type: 'object',
            additionalProperties: false,
            properties: {
              ca: { type: 'string' },
              cert: { type: 'string' },
              key: { type: 'string' },
            },
          },
          knownDeviations: { type: 'string' },
          rate: { type: 'integer', minimum: 1 },
          concurrency: { type: 'integer', minimum: 1, maximum: 256 },
          timeout: { type: 'integer', minimum: 1 },
        },
      },
    },
  },
}

/** An entry of a targets file. */
type ReadTarget = Omit<Asked, 'name' | 'baseUrl'> & { name: string; baseUrl: string }

/**
 * Reads a targets file.
 * @throws UsageError when it is none, or when two targets share a name
 */
function readTargetsFile(path: string): Asked[] {
  const read = readYamlFile(path, 'targets', targetsSchema)
  const { targets } = read as { targets: ReadTarget[] }
  const names = new Set<string>()
  const absolute = (file: string): string => resolve(dirname(path), file)
  return targets.map(({ knownDeviations, tls = {}, ...target }) => {
    const { name, provider } = target
    if (names.has(name)) throw new UsageError(`${path}: two targets are named "${name}"`)
    names.add(name)
    const files = Object.entries(tls).map(([which, file]) => [which, absolute(file)])
    return {
      ...target,
      baseUrl: checkedBaseUrl(target.baseUrl, `${path}: baseUrl of "${name}"`),
      tls: Object.fromEntries(files) as NonNullable<AskedNetwork['tls']>,
      provider: looksLikePath(provider) ? absolute(provider) : provider,
      ...(knownDeviations && { knownDeviations: absolute(knownDeviations) }),
    }
  })
}
