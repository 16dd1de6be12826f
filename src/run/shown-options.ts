import type { CredentialVariables, ReportOptions, TargetReport } from '../model/report.ts'
import { shownUrl } from './options.ts'
import type { Environment, Options } from './options.ts'
import type { PlannedTarget } from './plan-targets.ts'
import { environmentMasking } from './environment-secrets.ts'

/** What options are shown with. */
export interface OptionsPlace {
  env: Environment
  /** As far as they are known. */
  planned: readonly Pick<PlannedTarget, 'name' | 'credentials'>[]
  /** What is reported of the targets: there it was decided what of a base URL is shown. */
  reported: readonly Pick<TargetReport, 'baseUrl'>[]
}

/**
 * The options of a run as a report shows them, by the names of their flags, with what it takes to
 * repeat the run. What may be a credential in the wrong place is masked.
 */
export function shownOptions(
  options: Options,
  { env, planned, reported }: OptionsPlace,
): ReportOptions {
  const masked = environmentMasking(env)
  const shown = <T>(value: T): T | string =>
    typeof value === 'string' ? masked(value.includes('://') ? shownUrl(value) : value) : value
  const flags = {
    'base-url': options.baseUrl === null ? null : (reported[0]?.baseUrl ?? ''),
    provider: options.provider,
    targets: options.targets,
    runs: options.runs,
    seed: options.seed,
    timeout: options.timeoutMs,
    concurrency: options.concurrency,
    rate: options.rate,
    'max-requests': options.maxRequests,
    burst: options.burst,
    strict: options.strict,
    complete: options.complete,
    'known-deviations': options.knownDeviations,
    'report-dir': options.reportDir,
    report: options.reports,
    compare: options.compare,
    'fail-on': options.failOn,
    history: options.history,
  }
  const shownFlags = Object.entries(flags).map(([name, value]) => [name, shown(value)] as const)
  return { ...Object.fromEntries(shownFlags), credentials: variablesOf(planned) }
}

function variablesOf(targets: OptionsPlace['planned']): CredentialVariables {
  const given = targets.filter(({ credentials }) => credentials.size > 0)
  return Object.fromEntries(
    given.map(({ name, credentials }) => [
      name,
      Object.fromEntries([...credentials].map(([role, { env }]) => [role, env])),
    ]),
  )
}
