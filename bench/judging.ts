/**
 * How long it takes to judge a listing by all behaviors that need no request of their own, beside
 * `JSON.parse` of the same text, and the memory of both. Each size in a process of its own.
 *
 *     npm run bench -- judging [most]
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startMock } from '../mock/index.ts'
import { credentialValue, pathOf } from '../src/http/send.ts'
import type { Contract } from '../src/model/contract.ts'
import { Contracts } from '../src/run/contracts.ts'
import { packageRoot } from '../src/run/root.ts'
import type { Judged } from './judge-listing.ts'
import { shownMemory } from './memory.ts'

export interface JudgedListing extends Judged {
  provider: string
  instances: number
  /** Length of the body in bytes. */
  bytes: number
}

/** The providers whose listings are measured: a small instance and a large one. */
const measured = ['hypersender', 'ryzeapi']

/** Sizes of accounts, each ten times the one before. */
const sizes = [1000, 10_000, 100_000]

/** As .npmrc starts the command: what survives a round of parsing is not moved in the next one of judging. */
const youngGeneration = '--max-semi-space-size=2'

/** So many instances are judged in all, so that a short listing, too, is judged by code that is optimized. */
const instancesInAll = 1_000_000

/** Rounds for a listing of that length. */
export const roundsFor = (instances: number): number =>
  Math.max(10, Math.ceil(instancesInAll / instances))

const root = packageRoot()
const run = promisify(execFile)

/** The body of a reference server's listing. */
async function listingOf({ provider, credentials, operation, listing }: Contract, size: number) {
  const mock = await startMock(provider, { instances: size })
  try {
    const [primary] = credentials
    const secret = primary && mock.credentials[primary.env]
    if (!primary || secret === undefined) throw new Error(`${provider} has no credential`)
    const { origin } = new URL(mock.baseUrl)
    const answer = await fetch(origin + pathOf(mock.baseUrl, operation.path, listing.query), {
      headers: { [primary.header]: credentialValue(primary, secret) },
    })
    if (answer.status !== 200) throw new Error(`${provider} answers ${answer.status}`)
    return Buffer.from(await answer.arrayBuffer())
  } finally {
    await mock.close()
  }
}

async function measure(contract: Contract, size: number): Promise<JudgedListing> {
  const folder = mkdtempSync(join(tmpdir(), 'judging-'))
  try {
    const body = await listingOf(contract, size)
    const file = join(folder, 'listing.json')
    writeFileSync(file, body)
    const script = join(root, 'bench', 'judge-listing.ts')
    const rounds = String(roundsFor(size))
    const { stdout } = await run(
      process.execPath,
      [youngGeneration, '--import', 'tsx', script, contract.provider, file, rounds],
      { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } },
    )
    const judged = JSON.parse(stdout) as Judged
    return { ...judged, provider: contract.provider, instances: size, bytes: body.length }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Measures every size up to the largest, one after the other. */
export async function measureJudging(most: number): Promise<JudgedListing[]> {
  const contracts = new Contracts(root, 'bench', root)
  const wanted = [...new Set(sizes.filter((size) => size < most).concat(most))]
  const found: JudgedListing[] = []
  for (const provider of measured) {
    for (const size of wanted) found.push(await measure(contracts.load(provider), size))
  }
  return found
}

/** Measures and prints a line for each provider and size. */
export async function judging(most: number): Promise<void> {
  for (const one of await measureJudging(most)) {
    const { provider, instances, bytes, behaviors, parse, judge, peakBytes } = one
    const ms = (value: number): string => value.toFixed(1)
    process.stdout.write(
      `  ${provider.padEnd(12)} ${String(instances).padStart(6)} instances, ${shownMemory(bytes)}: ` +
        `JSON.parse ${ms(parse.later)} ms, ${behaviors} behaviors ${ms(judge.later)} ms, ` +
        `ratio ${(judge.later / parse.later).toFixed(2)} (first time ${(judge.first / parse.first).toFixed(2)}), ` +
        `at most ${shownMemory(peakBytes.parsed)} and ${shownMemory(peakBytes.judged)}\n`,
    )
  }
}
