import { resolve } from 'node:path'
import { writeJson } from '../../reporters/publish.ts'
import { ContractError } from '../contract/error.ts'
import { printable } from '../report/printable.ts'
import { schemaVersion } from '../model/report.ts'
import type { Report, TargetReport } from '../model/report.ts'
import { defaultReportDir, shownUrl } from './options.ts'
import type { Environment } from './options.ts'
import { makeReportDir } from './prepare.ts'
import type { PlannedTarget } from './prepare.ts'
import { UsageError } from './problem.ts'
import { environmentMasking } from './environment-secrets.ts'
import { refusedReport, unjudgedReport } from './unjudged.ts'

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
 * Whether an error is a user's to mend. Where a target was named, its report.json says so, too.
 */
export function isRefusal(
  error: unknown,
  { env, cwd, suite }: { env: Environment; cwd: string; suite: Report['suite'] },
): error is UsageError | ContractError {
  if (!(error instanceof UsageError || error instanceof ContractError)) return false
  const targets =
    error instanceof UsageError && error.targets.length > 0 ? error.targets : named(env, error)
  if (targets.length > 0) writeRefused(targets, env, cwd, suite)
  return true
}

/** The target that flags or variables name, whatever else is wrong with them. */
function named(env: Environment, error: Error): TargetReport[] {
  const { CONFORMANCE_PROVIDER: provider, CONFORMANCE_BASE_URL: baseUrl } = env
  if (!provider && !baseUrl) return []
  const reason = printable(error.message.split('\n', 1)[0] ?? '')
  const masked = environmentMasking(env)
  return [refusedReport(masked(provider ?? 'unknown'), masked(shownUrl(baseUrl ?? '')), reason)]
}

function writeRefused(
  targets: readonly TargetReport[],
  env: Environment,
  cwd: string,
  suite: Report['suite'],
): void {
  const dir = resolve(cwd, env.CONFORMANCE_REPORT_DIR ?? defaultReportDir)
  const seed = Number(env.CONFORMANCE_SEED)
  const startedAt = new Date().toISOString()
  try {
    makeReportDir(dir)
    writeJson(
      {
        schemaVersion,
        suite,
        startedAt,
        durationMs: 0,
        seed: Number.isInteger(seed) ? seed : 0,
        targets,
      },
      dir,
    )
  } catch {
    // The folder may be just what is wrong; the line on the console says so.
  }
}
