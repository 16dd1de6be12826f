import { startMock } from '../../mock/index.ts'
import type { Contract } from '../../src/model/contract.ts'
import type { ShownExchange, TargetReport } from '../../src/model/report.ts'
import { plainNetwork } from '../../src/model/target.ts'
import { checkTarget } from '../../src/run/check-target.ts'
import { mockSettings } from '../on-mock.ts'
import { idleClock } from '../prove/clock.ts'
import { resetting } from './resetting.ts'
import type { Behaving, ExampleTarget } from './targets.ts'

/** The seed of all runs of the example. */
export const exampleSeed = 42

/** When the run of the report began, and what its servers think the time is. */
export const exampleStart = Date.UTC(2026, 10, 20, 2)

/** Judges a server of the example as it behaves on some night. */
export async function judgeExample(
  contract: Contract,
  { name, provider, deviations = [] }: ExampleTarget,
  { resets = false, ...mocked }: Behaving,
): Promise<TargetReport> {
  const mock = await startMock(provider, { ...mocked, now: () => exampleStart })
  const { origin, pathname } = new URL(mock.baseUrl)
  const front = resets ? await resetting(origin, (url) => /%2C/i.test(url)) : null
  const credentials = contract.credentials.flatMap(({ role, env }) => {
    const secret = mock.credentials[env]
    return secret === undefined ? [] : [[role, { secret, env }] as const]
  })
  const target = {
    name,
    contract,
    baseUrl: `${front?.origin ?? origin}${pathname === '/' ? '' : pathname}`,
    credentials: new Map(credentials),
    network: plainNetwork,
    // One request at a time: what is sent first does not depend on the machine.
    settings: { ...mockSettings, seed: exampleSeed, concurrency: 1, burst: false },
    deviations,
  }
  try {
    return asPublished(await checkTarget(target, { clock: idleClock(0) }), name)
  } finally {
    await front?.close()
    await mock.close()
  }
}

/** The report without what changes from run to run: ports, times and dates. */
function asPublished(report: TargetReport, name: string): TargetReport {
  const text = JSON.stringify(report).replace(
    /http:\/\/127\.0\.0\.1:\d+/g,
    `https://${name}.example`,
  )
  const fixed = JSON.parse(text) as TargetReport
  return { ...fixed, exchanges: fixed.exchanges.map(withFixedTimes) }
}

/** The times are made up: the clock of the example does not know how long an answer took. */
function withFixedTimes(exchange: ShownExchange): ShownExchange {
  const index = Number(exchange.id.slice(1))
  const { outcome } = exchange
  return {
    ...exchange,
    startedAt: new Date(exampleStart + 700 * index).toISOString(),
    durationMs: 80 + ((index * 37) % 90),
    outcome:
      outcome.kind === 'response'
        ? {
            ...outcome,
            headers: outcome.headers.map(([header, value]) =>
              header === 'date' ? [header, new Date(exampleStart).toUTCString()] : [header, value],
            ),
          }
        : outcome,
  }
}
