import { resolve } from 'node:path'
import { noContext } from '../../reporters/context.ts'
import { formats } from '../../reporters/formats.ts'
import { writeReport } from '../../reporters/publish.ts'
import { ContractError } from '../contract/error.ts'
import { printable } from '../report/disclosure/printable.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { Contracts } from './contracts.ts'
import { Disclosure } from '../report/disclosure/disclosure.ts'
import { readableOptions, shownUrl } from './options.ts'
import type { Environment } from './options.ts'
import { makeReportDir } from './plan-targets.ts'
import type { PlannedTarget } from './plan-targets.ts'
import { UsageError } from '../model/problem.ts'
import { environmentMasking } from './environment-secrets.ts'
import { shownOptions } from './shown-options.ts'
import { packageRoot } from '../files/package-root.ts'
import { suiteOf } from './suite-version.ts'
import { refusedReport, unjudgedReport } from '../report/target-report.ts'
import { wholeReport } from '../report/merge.ts'

/**
 * Refuses to go on where not one target can be asked.
 * @throws UsageError that says why
 */
export function refuseHopeless(targets: readonly PlannedTarget[]): void {
  const problems = targets.flatMap((target) =>
    target.problem === null ? [] : [{ target, problem: target.problem }],
  )
  if (problems.length < targets.length || problems.length === 0) return
  const words = [...new Set(problems.map(({ problem }) => problem))]
  const reports = problems.map(({ target, problem }) => unjudgedReport(target, problem))
  throw new UsageError(words.join('; '), reports)
}

/**
 * Refuses targets of which something else is wrong.
 * @throws UsageError with a report on each
 */
export function refusing<T>(targets: readonly PlannedTarget[], check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const { message } = error
    throw new UsageError(
      message,
      targets.map((target) => unjudgedReport(target, message)),
    )
  }
}

/** Whether an error is a user's to mend. The reports of the run say so, too. */
export function isRefusal(
  error: unknown,
  { env, cwd, suite }: { env: Environment; cwd: string; suite: Report['suite'] },
): error is UsageError | ContractError {
  if (!(error instanceof UsageError || error instanceof ContractError)) return false
  const known = error instanceof UsageError ? error.targets : []
  writeRefused(known.length > 0 ? known : [named(env, error, cwd)], env, cwd, suite)
  return true
}

/** The target that flags or variables name, whatever else is wrong with them. */
function named(env: Environment, error: Error, cwd: string): TargetReport {
  const { CONFORMANCE_PROVIDER: provider, CONFORMANCE_BASE_URL: baseUrl } = env
  const reason = printable(error.message.split('\n', 1)[0] ?? '')
  const masked = environmentMasking(env)
  const name = masked(shownUrl(provider ?? 'unknown'))
  const url = masked(shownUrl(baseUrl ?? ''))
  return refusedReport(name, provider ? withoutSecrets(url, provider, cwd) : url, reason)
}

/** The base URL without what the contract calls secret of it; only its origin where that cannot be read. */
function withoutSecrets(baseUrl: string, provider: string, cwd: string): string {
  try {
    const root = packageRoot()
    const contract = new Contracts(root, suiteOf(root).version, cwd).load(provider)
    return new Disclosure({ contract, baseUrl, credentials: new Map() }, null).baseUrl
  } catch {
    return URL.canParse(baseUrl) ? new URL(baseUrl).origin : ''
  }
}

/** Every file that the run would have written, as far as its options can be read. */
function writeRefused(
  targets: readonly TargetReport[],
  env: Environment,
  cwd: string,
  suite: Report['suite'],
): void {
  const options = readableOptions(env, Object.keys(formats))
  const { reportDir, reports, seed } = options
  const dir = resolve(cwd, reportDir)
  const startedAt = new Date().toISOString()
  const facts = {
    suite,
    startedAt,
    seed,
    options: shownOptions(options, { env, planned: [], reported: targets }),
  }
  try {
    makeReportDir(dir)
    writeReport(wholeReport(facts, { durationMs: 0, targets }), noContext, {
      dir,
      formats: reports,
    })
  } catch {
    // The folder may be just what is wrong; the line on the console says so.
  }
}
