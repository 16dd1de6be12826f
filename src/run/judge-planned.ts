import { startMock } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import type { TargetReport } from '../model/report.ts'
import { checkTarget } from './check-target.ts'
import type { CheckOptions } from './check-target.ts'
import { interrupted } from '../report/target-report.ts'
import type { PlannedTarget } from './plan-targets.ts'
import { suiteBugReport } from './suite-bug.ts'
import type { Target } from '../model/target.ts'
import { unjudgedReport } from '../report/not-judged.ts'

/**
 * Judges a planned target, on a mock that is started for it where it has no server. What goes wrong
 * with one target stays on it.
 * @param mocks takes the mock in, for whoever closes them in the end
 */
export async function judgePlanned(
  planned: PlannedTarget,
  options: CheckOptions,
  mocks: RunningMock[],
): Promise<TargetReport> {
  if (planned.problem !== null) return unjudgedReport(planned, planned.problem)
  if (options.signal?.aborted) return unjudgedReport(planned, interrupted)
  const { baseUrl } = planned
  try {
    const target = baseUrl === null ? await onMock(planned, mocks) : { ...planned, baseUrl }
    return await checkTarget(target, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    return suiteBugReport(planned, error)
  }
}

async function onMock(planned: PlannedTarget, mocks: RunningMock[]): Promise<Target> {
  const mock = await startMock(planned.contract.provider)
  mocks.push(mock)
  const credentials = new Map(
    planned.contract.credentials.flatMap(({ role, env }) => {
      const secret = mock.credentials[env]
      return secret === undefined ? [] : [[role, { secret, env }] as const]
    }),
  )
  return { ...planned, baseUrl: mock.baseUrl, credentials }
}
