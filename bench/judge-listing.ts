/**
 * One listing judged in a process of its own, so that its memory is nobody else's. Takes a provider, a
 * file with the body of its listing and a number of rounds, and prints a `Judged` as JSON. Nothing is
 * collected between rounds on purpose: the engine of JavaScript would forget the code that it had optimized.
 */
import { readFileSync } from 'node:fs'
import { listedBy } from '../src/checks/listing.ts'
import { World } from '../src/checks/world.ts'
import type { Contract, PassiveBehavior } from '../src/model/contract.ts'
import type { Exchange, WireResponse } from '../src/model/exchange.ts'
import { peakBytesOf } from '../scripts/peak-memory.ts'
import { Contracts } from '../src/run/contracts.ts'
import { PassiveJudge } from '../src/run/judge-passive.ts'
import { packageRoot } from '../src/run/root.ts'
import { median } from './median.ts'

export interface Judged {
  /** Behaviors that were judged on the listing. */
  behaviors: number
  /** Milliseconds of `JSON.parse` and of judging; the first round, and the median of the later half. */
  parse: { first: number; later: number }
  judge: { first: number; later: number }
  /**
   * Most resident memory before judging and with it, in bytes; of the first round. Null where the
   * system does not say.
   */
  peakBytes: { parsed: number | null; judged: number | null }
}

const [provider = '', file = '', rounds = '1'] = process.argv.slice(2)

function timed<Result>(work: () => Result): { ms: number; result: Result } {
  const started = performance.now()
  const result = work()
  return { ms: performance.now() - started, result }
}

/** The listing as the answer to the request that reads the account. */
function answerOf(text: string, body: WireResponse['body'], contract: Contract): Exchange {
  const role = contract.credentials[0]?.role ?? null
  return {
    id: 'e1',
    request: {
      as: { role, secret: null, trusted: true, genuine: true, shown: null },
      query: contract.listing.query,
      headers: {},
    },
    sentAt: 0,
    durationMs: 0,
    outcome: {
      kind: 'response',
      response: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        length: text.length,
        body,
        facts: null,
      },
    },
  }
}

/** All behaviors that make no request of their own, on the listing; says how many had a case. */
function judgeAll(
  contract: Contract,
  exchange: Exchange,
  behaviors: readonly PassiveBehavior[],
): number {
  if (exchange.outcome.kind !== 'response') return 0
  const world = new World()
  world.add(listedBy(exchange.outcome.response, contract.listing) ?? [])
  const judge = new PassiveJudge(contract, world, [exchange], exchange.id)
  const results = behaviors.map((behavior) => judge.result(behavior))
  const broken = behaviors.filter(
    ({ level }, index) => level !== 'observe' && (results[index]?.brokenCases ?? 0) > 0,
  )
  if (broken.length > 0)
    throw new Error(`broken on a right listing: ${broken.map(({ id }) => id).join(', ')}`)
  return results.filter(({ cases }) => cases > 0).length
}

function measure(): Judged {
  const root = packageRoot()
  const contract = new Contracts(root, 'bench', root).load(provider)
  const passive = contract.behaviors.filter((behavior) => behavior.kind === 'passive')
  const text = readFileSync(file, 'utf8')
  const parses: number[] = []
  const judges: number[] = []
  const peaks: Judged['peakBytes'] = { parsed: null, judged: null }
  let behaviors = 0
  for (let round = 0; round <= Number(rounds); round++) {
    const parsed = timed(() => JSON.parse(text) as unknown)
    if (round === 0) peaks.parsed = peakBytesOf('self')
    const exchange = answerOf(text, { ok: true, value: parsed.result }, contract)
    const judged = timed(() => judgeAll(contract, exchange, passive))
    if (round === 0) peaks.judged = peakBytesOf('self')
    behaviors = judged.result
    parses.push(parsed.ms)
    judges.push(judged.ms)
  }
  const summed = (times: readonly number[]) => ({
    first: times[0] ?? NaN,
    later: median(times.slice(times.length / 2)),
  })
  return { behaviors, parse: summed(parses), judge: summed(judges), peakBytes: peaks }
}

process.stdout.write(JSON.stringify(measure()))
