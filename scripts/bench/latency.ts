/**
 * How many round trips a run takes against a server that is far away, beside a run that sends one
 * request after the other. Requests that are in flight together share a round trip.
 *
 *     npm run bench -- latency [milliseconds]
 */
import { mockedProviders } from '../../mock/index.ts'
import { judgeMock, mockSettings } from '../on-mock.ts'
import { systemClock } from '../../src/wire/limiter.ts'
import type { Contract } from '../../src/model/contract.ts'
import { Contracts } from '../../src/run/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'

const root = packageRoot()

/** How long a run takes, in ms, and how many requests it sends. */
async function measure(contract: Contract, latency: number, concurrency: number) {
  const settings = { ...mockSettings, burst: false, seed: 1, concurrency }
  const started = performance.now()
  const { requests } = await judgeMock(contract, { latency }, settings, { clock: systemClock })
  return { ms: performance.now() - started, sent: requests.sent }
}

export interface Latency {
  provider: string
  sent: number
  /** Round trips that the run takes. */
  trips: number
  ms: number
  /** Round trips where one request is sent after the other. */
  sequential: number
}

/** Runs each provider against its reference server, so many milliseconds away. */
export async function measureLatency(milliseconds: number): Promise<Latency[]> {
  const contracts = new Contracts(root, 'bench', root)
  const found: Latency[] = []
  for (const provider of mockedProviders()) {
    const contract = contracts.load(provider)
    // The first run of a contract compiles what later ones find compiled.
    await measure(contract, 0, mockSettings.concurrency)
    const { ms, sent } = await measure(contract, milliseconds, mockSettings.concurrency)
    const alone = await measure(contract, milliseconds, 1)
    found.push({
      provider,
      sent,
      trips: ms / milliseconds,
      ms,
      sequential: alone.ms / milliseconds,
    })
  }
  return found
}

/** Measures and prints a line for each provider. */
export async function latency(milliseconds: number): Promise<void> {
  process.stdout.write(`${milliseconds} ms a round trip, ${mockSettings.concurrency} in flight:\n`)
  for (const { provider, sent, trips, ms, sequential } of await measureLatency(milliseconds)) {
    process.stdout.write(
      `  ${provider.padEnd(12)} ${sent} requests in ${trips.toFixed(1)} round trips ` +
        `(${(ms / 1000).toFixed(1)} s), one after the other ${sequential.toFixed(1)}\n`,
    )
  }
}
