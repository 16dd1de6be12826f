import type { GivenCredential } from '../../src/model/account.ts'
import type { Contract } from '../../src/model/contract.ts'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { plainNetwork } from '../../src/model/target.ts'
import type { Settings, Target } from '../../src/model/target.ts'
import type { RunningMock } from '../../mock/index.ts'

const contracts = new Contracts(packageRoot())

/** The contract of a provider that comes with the package. */
export function contractOf(provider: string): Contract {
  return contracts.load(provider)
}

export const settings: Settings = {
  runs: 10,
  seed: 1,
  waitMs: 0,
  timeoutMs: 5000,
  concurrency: 4,
  rate: null,
  maxRequests: null,
  burst: false,
}

/**
 * A target as a run would make it.
 * @param credentials by the name of the environment variable
 */
export function targetOf(
  contract: Contract,
  baseUrl: string,
  credentials: Readonly<Record<string, string>>,
  changed: Partial<Settings> = {},
): Target {
  const given = givenIn(contract, credentials).map(({ role, ...one }) => [role, one] as const)
  return {
    name: contract.provider,
    contract,
    baseUrl,
    credentials: new Map(given),
    network: plainNetwork,
    settings: { ...settings, ...changed },
    deviations: [],
  }
}

/** The credentials of an environment, by the contract's variables. */
export function givenIn(
  { credentials }: Contract,
  environment: Readonly<Record<string, string>>,
): GivenCredential[] {
  return credentials.flatMap(({ role, env }) => {
    const secret = environment[env]
    return secret === undefined ? [] : [{ role, secret, env }]
  })
}

/** A target for a running mock, or for a server at another URL that answers as the mock would. */
export function targetOfMock(
  { provider, baseUrl, credentials }: RunningMock,
  changed: Partial<Settings> = {},
  url: string = baseUrl,
): Target {
  return targetOf(contractOf(provider), url, credentials, changed)
}
