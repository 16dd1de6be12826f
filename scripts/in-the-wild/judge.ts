import { systemClock } from '../../src/wire/limiter.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { TargetReport } from '../../src/model/report.ts'
import { plainNetwork } from '../../src/model/target.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { replayEvolution } from '../../test/recordings/replay.ts'

/** A contract, and what a run by it says of the recorded server. */
export interface Judged {
  contract: Contract
  report: TargetReport
}

/**
 * One request at a time and one seed: the same recordings give the same report, but for its address.
 */
const settings = {
  runs: 10,
  seed: 1,
  waitMs: 0,
  timeoutMs: 10_000,
  concurrency: 1,
  rate: null,
  maxRequests: null,
  burst: false,
}

/** Judges the replay of the recorded server by the contract of that name. */
export async function judgeRecorded(provider: string): Promise<Judged> {
  const root = packageRoot()
  const contract = new Contracts(root).load(provider)
  const replay = await replayEvolution()
  const given: Readonly<Record<string, string>> = { ...replay.credentials }
  const credentials = contract.credentials.flatMap(({ role, env }) => {
    const secret = given[env]
    return secret === undefined ? [] : [[role, { secret, env }] as const]
  })
  try {
    const report = await checkTarget(
      {
        name: provider,
        contract,
        baseUrl: replay.baseUrl,
        credentials: new Map(credentials),
        network: plainNetwork,
        settings,
        deviations: [],
      },
      { clock: systemClock },
    )
    return { contract, report }
  } finally {
    await replay.close()
  }
}
