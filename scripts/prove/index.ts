/**
 * Runs the suite against every fault of the mocks, and says what it catches.
 *
 *     npm run prove [-- [<provider>[/<start of a fault's id>]] [--seed=N]]
 *
 * The whole proof writes docs/kill-score.md. Ends with 1 where a fault was not caught.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pLimit from 'p-limit'
import { mockedFaults, mockedProviders } from '../../mock/index.ts'
import { Contracts } from '../../src/run/contracts.ts'
import { packageRoot } from '../../src/run/root.ts'
import { documentOf } from './document.ts'
import { prove } from './proof.ts'
import type { Proof } from './proof.ts'
import { percent, scoreOf } from './score.ts'
import type { Score } from './score.ts'

const root = packageRoot()

/** Faults under way together: while one waits for a socket, another computes. */
const together = 4

const line = ({ fault, result, fell }: Proof): string => {
  const behaviors = fell.map(({ id }) => id.slice(fault.provider.length + 1)).join(' ')
  return `${result.padEnd(13)} ${fault.provider}/${fault.id} (${fault.breaks.join(' ')}) ${behaviors}\n`
}

async function proveProvider(provider: string, start: string, seed: number): Promise<Score> {
  const contract = new Contracts(root, 'prove', root).load(provider)
  const limit = pLimit(together)
  const proofs = await Promise.all(
    mockedFaults(provider)
      .filter(({ id }) => `${provider}/${id}`.startsWith(start))
      .map((fault) => limit(() => prove(fault, contract, seed))),
  )
  for (const proof of proofs) process.stdout.write(line(proof))
  return scoreOf(provider, proofs, contract.behaviors)
}

function summary({ provider, proofs, caught, dead, imprecise }: Score): string {
  const counts = `${caught} of ${proofs.length} faults caught, ${percent(caught, proofs.length)}`
  return `${provider}: ${counts}; ${dead.length} dead checks, ${imprecise.length} imprecise behaviors\n`
}

const usage = 'usage: npm run prove [-- [<provider>[/<start of a fault’s id>]] [--seed=N]]'

/** What was asked for; null where that cannot be understood. */
function read(args: readonly string[]): { start: string; seed: number } | null {
  try {
    const options = { seed: { type: 'string', default: '1' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const seed = Number(values.seed)
    return Number.isSafeInteger(seed) ? { start: positionals[0] ?? '', seed } : null
  } catch {
    return null
  }
}

async function main(): Promise<void> {
  const asked = read(process.argv.slice(2))
  if (asked === null) {
    process.stderr.write(`error: ${usage}\n`)
    process.exitCode = 2
    return
  }
  const { start, seed } = asked
  const started = performance.now()
  const scores: Score[] = []
  for (const provider of mockedProviders()) scores.push(await proveProvider(provider, start, seed))
  const proved = scores.filter(({ proofs }) => proofs.length > 0)
  if (start === '') {
    const date = new Date().toISOString().slice(0, 10)
    writeFileSync(join(root, 'docs', 'kill-score.md'), documentOf(scores, { date, seed }))
  }
  const took = ((performance.now() - started) / 1000).toFixed(0)
  process.stdout.write(`\n${proved.map(summary).join('')}${took} s\n`)
  const isWhole =
    proved.length > 0 && proved.every(({ proofs, caught }) => caught === proofs.length)
  if (!isWhole) process.exitCode = 1
}

await main()
