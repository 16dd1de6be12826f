import { evolution } from './evolution.ts'
import type { Fault } from './faults/fault.ts'
import { evolutionFaults, hypersenderFaults, ryzeapiFaults, wachatFaults } from './faults/index.ts'
import { hypersender } from './hypersender.ts'
import type { MockRequest, MockResponse, Provider } from './provider.ts'
import { withRateLimit } from './rate-limit.ts'
import { ryzeapi } from './ryzeapi.ts'
import { listen } from './server.ts'
import { setUpMistakes } from './set-ups.ts'
import type { SetUpMistake } from './set-ups.ts'
import { seeded } from './random.ts'
import {
  evolutionVariants,
  hypersenderVariants,
  ryzeapiVariants,
  wachatVariants,
} from './variants/index.ts'
import type { Variant } from './variants/variant.ts'
import { wachat } from './wachat.ts'

export interface MockOptions {
  /** Default 0: any free port. */
  port?: number
  /** How many instances the account has. Default: the showcase account. */
  instances?: number
  /** Same seed, same account and credentials. Default 1. */
  seed?: number
  /** Milliseconds since the Unix epoch. Default: the system's clock. */
  now?: () => number
  /** Milliseconds that each answer takes longer. Default 0. */
  latency?: number
  /** Id of the fault to serve. Default: none. */
  fault?: string
  /** Id of the variant to serve, over the fault where there is one. Default: none. */
  variant?: string
  /** Id of a mistake in what the mock says of itself, or in what stands before it. Default: none. */
  setUp?: string
}

/** A fault without the way of putting it in. */
export type FaultSummary = Pick<Fault<never>, 'id' | 'provider' | 'breaks'>

/** A variant without the way of putting it in. */
export type VariantSummary = Omit<Variant<never>, 'apply'>

export interface RunningMock {
  provider: string
  /** Origin and base path, such as http://127.0.0.1:4010/api/v1. */
  baseUrl: string
  /** The operation's path, to be appended to the base URL. */
  path: string
  /**
   * By name of environment variable. An empty account has no instance, and so no credential of one.
   */
  credentials: Readonly<Record<string, string>>
  /** Stops listening and ends open connections. */
  close(): Promise<void>
}

/** A provider whose type of account nobody outside needs to know. */
interface Served {
  readonly basePath: string
  readonly path: string
  readonly authHeader: string
  readonly faults: readonly FaultSummary[]
  readonly variants: readonly VariantSummary[]
  readonly open: (
    options: Pick<MockOptions, 'seed' | 'instances' | 'fault' | 'variant'>,
  ) => OpenAccount
}

/** A mistake of set-up without the way of making it. */
export type SetUpSummary = Pick<SetUpMistake, 'id' | 'names'>

interface OpenAccount {
  readonly credentials: Readonly<Record<string, string>>
  readonly handle: (request: MockRequest) => MockResponse
}

function served<Account>(
  right: Provider<Account>,
  faults: readonly Fault<Account>[],
  variants: readonly Variant<Account>[],
): Served {
  const { name, basePath, path, authHeader } = right
  return {
    basePath,
    path,
    authHeader,
    faults,
    variants,
    open: ({ seed = 1, instances, fault, variant }) => {
      const base = fault === undefined ? right : chosen('fault', faults, name, fault).apply(right)
      const provider =
        variant === undefined
          ? base
          : chosen('variant', variants, name, variant).apply(base, seeded(seed, variant))
      const account = provider.account(seed, instances)
      const { rateLimit } = provider
      const handle = rateLimit ? withRateLimit(provider.handle, rateLimit) : provider.handle
      return {
        credentials: provider.credentials(account),
        handle: (request) => handle(request, account),
      }
    },
  }
}

function chosen<One extends { readonly id: string }>(
  kind: string,
  all: readonly One[],
  provider: string,
  id: string,
): One {
  const found = all.find((one) => one.id === id)
  if (found) return found
  throw new Error(`no ${kind} "${id}" of ${provider}`)
}

const providers: ReadonlyMap<string, Served> = new Map([
  [evolution.name, served(evolution, evolutionFaults, evolutionVariants)],
  [hypersender.name, served(hypersender, hypersenderFaults, hypersenderVariants)],
  [ryzeapi.name, served(ryzeapi, ryzeapiFaults, ryzeapiVariants)],
  [wachat.name, served(wachat, wachatFaults, wachatVariants)],
])

function named(provider: string): Served {
  const found = providers.get(provider)
  if (!found) {
    throw new Error(`no mock of "${provider}"; there are ${mockedProviders().join(', ')}`)
  }
  return found
}

/** Names the providers that have a mock, in alphabetical order. */
export function mockedProviders(): readonly string[] {
  return [...providers.keys()]
}

/**
 * The provider's authentication header in curl's form, with the environment variable for a value:
 * `token: $RYZEAPI_TOKEN_ACCOUNT`. Throws on a provider that has no mock.
 */
export function authHeader(provider: string): string {
  return named(provider).authHeader
}

/** Lists the ways of being wrong that a mock can serve. Throws on a provider that has no mock. */
export function mockedFaults(provider: string): readonly FaultSummary[] {
  return named(provider).faults
}

/** Lists the ways of being odd and right that a mock can serve. Throws on a provider without a mock. */
export function mockedVariants(provider: string): readonly VariantSummary[] {
  return named(provider).variants
}

/** Lists the mistakes of set-up that can be made with a provider. Throws on a provider without a mock. */
export function mockedSetUps(provider: string): readonly SetUpSummary[] {
  return setUpMistakesOf(provider)
}

function setUpMistakesOf(provider: string): readonly SetUpMistake[] {
  const { path, authHeader: header, open } = named(provider)
  const [keyHeader = ''] = header.toLowerCase().split(':')
  return setUpMistakes(path, keyHeader, Object.keys(open({}).credentials))
}

/**
 * Starts a reference server on 127.0.0.1, or one with a fault, a variant or both, or a right one that
 * is set up wrongly. Rejects on a provider that has no mock, on an id that it has not, and with the
 * system's error when the port is not to be had.
 */
export async function startMock(provider: string, options: MockOptions = {}): Promise<RunningMock> {
  const { basePath, path, open } = named(provider)
  const { port = 0, now = Date.now, latency = 0, setUp } = options
  const mistake =
    setUp === undefined ? null : chosen('set-up', setUpMistakesOf(provider), provider, setUp)
  const { credentials, handle } = open({ ...mistake?.account, ...options })
  const answer = latency === 0 ? handle : delayed(handle, latency)
  const { front = until(answer, mistake?.midway), elsewhere } = mistake ?? {}
  const server = await listen({ path: basePath + path, handle: front, elsewhere, now }, port)
  const baseUrl = server.origin + basePath
  const said = { provider, path, close: () => server.close() }
  return { ...said, ...mistaken({ baseUrl, credentials }, mistake) }
}

/** So many requests are answered before what is said to come midway. */
const before = 7

function until(
  answer: OpenAccount['handle'],
  midway: SetUpMistake['midway'],
): OpenAccount['handle'] {
  if (!midway) return answer
  let count = 0
  return (request) => (++count > before ? midway(request, answer) : answer(request))
}

/** What a user is told of a server, or takes it for. */
function mistaken(
  right: Pick<RunningMock, 'baseUrl' | 'credentials'>,
  mistake: SetUpMistake | null,
): Pick<RunningMock, 'baseUrl' | 'credentials'> {
  return {
    baseUrl: mistake?.baseUrl?.(right.baseUrl) ?? right.baseUrl,
    credentials: mistake?.credentials?.(right.credentials) ?? right.credentials,
  }
}

function delayed(handle: OpenAccount['handle'], latency: number): OpenAccount['handle'] {
  return (request) => {
    const response = handle(request)
    const afterMs = latency + (response.delivery?.afterMs ?? 0)
    return { ...response, delivery: { ...response.delivery, afterMs } }
  }
}
