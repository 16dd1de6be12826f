/**
 * How many requests a run of each provider takes, and what each behavior is judged on. Behaviors share
 * requests: those of all behaviors together are more than were sent.
 *
 *     npm run bench -- requests [cases]
 */
import { mockedProviders } from '../../mock/index.ts'
import { judgeMock, mockSettings } from '../on-mock.ts'
import { systemClock } from '../../src/wire/limiter.ts'
import { Contracts } from '../../src/run/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'

export interface ProviderRequests {
  provider: string
  sent: number
  /** All behaviors, those included that are judged on what others ask for. */
  behaviors: number
  /** Behaviors that ask for something, and how many answers each was judged on; the most first. */
  asking: readonly { id: string; answers: number }[]
}

const root = packageRoot()

async function measure(provider: string, runs: number): Promise<ProviderRequests> {
  const contract = new Contracts(root, 'bench', root).load(provider)
  const settings = { ...mockSettings, burst: false, seed: 1, runs }
  const { requests, behaviors } = await judgeMock(contract, {}, settings, { clock: systemClock })
  const kinds = new Map(contract.behaviors.map(({ id, kind }) => [id, kind]))
  const asking = behaviors
    .filter(({ id, exchanges }) => kinds.get(id) === 'active' && exchanges.length > 0)
    .map(({ id, exchanges }) => ({ id, answers: exchanges.length }))
    .sort((a, b) => b.answers - a.answers)
  return { provider, sent: requests.sent, behaviors: behaviors.length, asking }
}

/**
 * Runs each provider once against its reference server, with seed 1.
 * @param runs generated cases of a behavior
 */
export async function measureRequests(runs: number): Promise<ProviderRequests[]> {
  const found: ProviderRequests[] = []
  for (const provider of mockedProviders()) found.push(await measure(provider, runs))
  return found
}

/** Measures and prints the requests of each provider and of each of its behaviors. */
export async function requests(runs: number): Promise<void> {
  for (const { provider, sent, behaviors, asking } of await measureRequests(runs)) {
    process.stdout.write(
      `  ${provider.padEnd(12)} ${sent} requests for ${behaviors} behaviors, ` +
        `${(sent / behaviors).toFixed(2)} each; ${asking.length} of them ask\n`,
    )
    for (const { id, answers } of asking) process.stdout.write(`    ${answers}  ${id}\n`)
  }
}
