import { mockedProviders } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import { systemClock } from '../wire/limiter.ts'
import type { Report } from '../model/report.ts'
import { Contracts } from '../run/contracts.ts'
import { judgePlanned } from '../run/judge-planned.ts'
import type { Options } from '../run/options.ts'
import { checkBaseUrl, defaultOptions, greatest, greatestSeed } from '../run/options.ts'
import { planTargets } from '../run/plan-targets.ts'
import type { PlannedTarget } from '../run/plan-targets.ts'
import { UsageError } from '../model/problem.ts'
import { packageRoot } from '../files/package-root.ts'
import { shownOptions } from '../run/shown-options.ts'
import { suiteOf } from '../run/suite-version.ts'
import { wholeReport, withBehaviors } from '../report/merge.ts'
import type { ConformanceOptions } from './check-options.ts'

/**
 * Checks a server against what its provider documents.
 * @returns the report, with one target; a server that is wrong or does not answer is no error
 * @throws UsageError for what cannot be checked (no such provider, no credential, an option out of
 *   range), ContractError for a contract that is wrong, and the reason of `signal` once that is aborted
 */
export async function check(given: ConformanceOptions): Promise<Report> {
  const { only, signal, onProgress, allExchanges = false, cwd = process.cwd() } = given
  checkGiven(given)
  signal?.throwIfAborted()
  const root = packageRoot()
  const suite = suiteOf(root)
  const startedAt = new Date().toISOString()
  const seed = given.seed ?? Math.floor(Math.random() * 0x7fffffff)
  const asked = optionsOf({ ...given, seed })
  const planned = plannedFor({ ...given, cwd }, asked, new Contracts(root, suite.version, cwd))
  if (planned.problem !== null) throw new UsageError(planned.problem)
  const mocks: RunningMock[] = []
  const started = performance.now()
  try {
    const judged = await judgePlanned(
      planned,
      {
        clock: systemClock,
        select: ({ id }) => only?.test(id) ?? true,
        shown: allExchanges ? 'all' : 'cited',
        ...(signal && { signal }),
        ...(onProgress && { onProgress }),
      },
      mocks,
    )
    signal?.throwIfAborted()
    const targets = [withBehaviors(judged, planned.contract.behaviors)]
    const place = { env: process.env, planned: [planned], reported: targets }
    const facts = { suite, startedAt, seed, options: shownOptions(asked, place) }
    return wholeReport(facts, { durationMs: performance.now() - started, targets })
  } finally {
    await Promise.all(mocks.map((mock) => mock.close()))
  }
}

/** @throws UsageError for what the command refuses of its flags */
function checkGiven(given: ConformanceOptions): void {
  const { baseUrl, seed } = given
  if (baseUrl !== undefined) checkBaseUrl(baseUrl, 'baseUrl')
  for (const [name, most] of Object.entries(greatest)) {
    const value = given[name as keyof typeof greatest]
    if (value !== undefined) checkWhole(name, value, 1, most)
  }
  if (seed !== undefined) checkWhole('seed', seed, -greatestSeed, greatestSeed)
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new UsageError(`${name}: expected a whole number from ${least} to ${most}, not ${value}`)
}

/** @throws UsageError, ContractError */
function plannedFor(
  options: ConformanceOptions & { cwd: string },
  asked: Options,
  contracts: Contracts,
): PlannedTarget {
  const { provider, credentials = {}, name, cwd } = options
  const contract = contracts.load(provider)
  const unknown = Object.keys(credentials).find((role) =>
    contract.credentials.every((one) => one.role !== role),
  )
  if (unknown !== undefined) {
    const roles = contract.credentials.map(({ role }) => role).join(', ')
    throw new UsageError(`no role "${unknown}"; the roles of ${contract.provider} are ${roles}`)
  }
  const given = new Map(Object.entries(credentials))
  const values = contract.credentials.flatMap(({ role, env }) => {
    const value = given.get(role)
    return value === undefined ? [] : [[env, value] as const]
  })
  const env = { ...process.env, ...Object.fromEntries(values) }
  const context = { contracts, env, cwd, mocked: mockedProviders() }
  const [planned] = planTargets(asked, context)
  if (!planned) throw new Error('a provider is one target')
  return { ...planned, name: name ?? planned.name }
}

function optionsOf(given: ConformanceOptions & { seed: number }): Options {
  const { provider, baseUrl = null, knownDeviations = null, seed } = given
  return {
    ...defaultOptions,
    seed,
    provider,
    baseUrl,
    knownDeviations,
    runs: given.runs ?? defaultOptions.runs,
    timeoutMs: given.timeoutMs ?? defaultOptions.timeoutMs,
    concurrency: given.concurrency ?? defaultOptions.concurrency,
    rate: given.rate ?? null,
    maxRequests: given.maxRequests ?? null,
    burst: given.burst ?? false,
  }
}
