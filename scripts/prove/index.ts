/**
 * Runs the suite against every fault of the mocks and says what it catches, and against every odd
 * and right variant and says where it gives a false alarm.
 *
 *     npm run prove [-- [<provider>[/<start of an id>]] [--seed=N] [--seeds=N] [--part=K/N]]
 *
 * The whole proof writes docs/kill-score.md. Ends with 1 where a fault was not caught, a
 * behavior is dead, or a variant was called broken.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pLimit from 'p-limit'
import { mockedFaults, mockedProviders, mockedSetUps, mockedVariants } from '../../mock/index.ts'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import type { MutationScore } from '../mutate/score.ts'
import { blamed, falseAlarm, seedsOf } from './alarms.ts'
import type { FalseAlarm, Right } from './alarms.ts'
import { documentOf } from './document.ts'
import { prove } from './proof.ts'
import type { Proof } from './proof.ts'
import { percent, scoreOf } from './score.ts'
import type { Score } from './score.ts'

const root = packageRoot()

/** Servers under way together: while one waits for a socket, another computes. */
const together = 4

interface Asked {
  /** What the ids of faults and variants begin with, the provider's name and a slash before them. */
  readonly start: string
  /** That of the faults, and the first of the variants. */
  readonly seed: number
  /** How many seeds each variant is judged with. */
  readonly seeds: number
  /** `{ number: 2, of: 3 }`: of each provider's faults, variants and set-ups every third, from the second on. */
  readonly part: { readonly number: number; readonly of: number }
}

const line = ({ fault, result, fell }: Proof): string => {
  const behaviors = fell.map(({ id }) => id.slice(fault.provider.length + 1)).join(' ')
  return `${result.padEnd(13)} ${fault.provider}/${fault.id} (${fault.breaks.join(' ')}) ${behaviors}\n`
}

const alarmLine = ({ variant: { provider, id }, seed, alarms }: FalseAlarm): string =>
  `${'false alarm'.padEnd(13)} ${provider}/${id} seed ${seed}\n${alarms.map((one) => `  ${one}\n`).join('')}`

/** What of a provider is asked for. */
function chosen<One extends { id: string; provider: string }>(
  all: readonly One[],
  { start, part }: Asked,
) {
  return all
    .filter(({ id, provider }) => `${provider}/${id}`.startsWith(start))
    .filter((_, place) => place % part.of === part.number - 1)
}

interface Proved {
  readonly score: Score
  readonly right: Right
}

async function proveProvider(provider: string, asked: Asked): Promise<Proved> {
  const { seed, seeds } = asked
  const contract = new Contracts(root).load(provider)
  const limit = pLimit(together)
  const proofs = await Promise.all(
    chosen(mockedFaults(provider), asked).map((fault) => limit(() => prove(fault, contract, seed))),
  )
  for (const proof of proofs) process.stdout.write(line(proof))
  const variants = chosen(mockedVariants(provider), asked)
  const runs = variants.flatMap((variant) =>
    seedsOf(variant, seed, seeds).map((own) => limit(() => falseAlarm(variant, contract, own))),
  )
  const alarms = (await Promise.all(runs)).filter((alarm) => alarm !== null)
  for (const alarm of alarms) process.stdout.write(alarmLine(alarm))
  const setUps = chosen(
    mockedSetUps(provider).map((one) => ({ ...one, provider })),
    asked,
  )
  const blames = await Promise.all(
    setUps.map((setUp) => limit(() => blamed(setUp, contract, seed))),
  )
  const found = blames.filter((blame) => blame !== null)
  for (const { id, line: said } of found)
    process.stdout.write(`${'blamed'.padEnd(13)} ${provider}/${id}\n  ${said}\n`)
  return {
    score: scoreOf(provider, proofs, contract.behaviors),
    right: { provider, variants, runs: runs.length, alarms, setUps: setUps.length, blamed: found },
  }
}

function summary({ score, right }: Proved): string {
  const { provider, proofs, caught, dead, imprecise } = score
  const { variants, runs, alarms, setUps, blamed: blames } = right
  return [
    `${provider}: ${caught} of ${proofs.length} faults caught, ${percent(caught, proofs.length)}`,
    `${dead.length} dead checks, ${imprecise.length} imprecise behaviors`,
    `${alarms.length} false alarms on ${variants.length} variants in ${runs} runs`,
    `${blames.length} of ${setUps} set-up mistakes blamed on the server\n`,
  ].join('; ')
}

const usage =
  'usage: npm run prove [-- [<provider>[/<start of an id>]] [--seed=<n>] [--seeds=<n>] [--part=<k>/<n>]]'

/** What was asked for; null where that cannot be understood. */
function read(args: readonly string[]): Asked | null {
  try {
    const options = {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '5' },
      part: { type: 'string', default: '1/1' },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [seed, seeds] = [Number(values.seed), Number(values.seeds)]
    const part = partOf(values.part)
    const isUsable = Number.isSafeInteger(seed) && Number.isInteger(seeds) && seeds > 0
    return isUsable && part && positionals.length <= 1
      ? { start: positionals[0] ?? '', seed, seeds, part }
      : null
  } catch {
    return null
  }
}

function partOf(text: string): Asked['part'] | null {
  const [, number = 0, of = 0] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? []
  return number >= 1 && number <= of ? { number, of } : null
}

/** Whether all that was asked for was proved, and there was something. */
function isProved(proved: readonly Proved[], isWhole: boolean): boolean {
  return (
    proved.length > 0 &&
    proved.every(
      ({ score, right }) =>
        score.caught === score.proofs.length &&
        (!isWhole || score.dead.length === 0) &&
        right.alarms.length === 0 &&
        right.blamed.length === 0,
    )
  )
}

async function main(): Promise<void> {
  const asked = read(process.argv.slice(2))
  if (asked === null) {
    process.stderr.write(`error: ${usage}\n`)
    process.exitCode = 2
    return
  }
  const started = performance.now()
  const all: Proved[] = []
  for (const provider of mockedProviders()) all.push(await proveProvider(provider, asked))
  const isWhole = asked.start === '' && asked.part.of === 1
  if (isWhole) {
    const date = new Date().toISOString().slice(0, 10)
    const scores = readFileSync(join(root, 'scripts', 'mutate', 'scores.json'), 'utf8')
    const mutation = JSON.parse(scores) as MutationScore[]
    writeFileSync(
      join(root, 'docs', 'kill-score.md'),
      documentOf(all, mutation, { ...asked, date }),
    )
  }
  const proved = all.filter(
    ({ score, right }) => score.proofs.length + right.runs + right.setUps > 0,
  )
  const took = ((performance.now() - started) / 1000).toFixed(0)
  process.stdout.write(`\n${proved.map(summary).join('')}${took} s\n`)
  if (!isProved(proved, isWhole)) process.exitCode = 1
}

await main()
