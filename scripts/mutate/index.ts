/**
 * Changes the sources of a room one small thing at a time, and says which changes no test of the room notices.
 *
 *     npm run mutate [-- <room or file> …] [--force]
 *
 * A whole room writes its figures to scripts/mutate/scores.json and docs/kill-score.md. What did not change since the
 * last run is not tried again, unless forced; a change of what tests share is not seen. Ends with 1 where a mutant
 * survives that scripts/mutate/equivalent.yaml does not explain, or where that explains what is not there.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { parse } from 'yaml'
import { packageRoot } from '../../src/files/package-root.ts'
import { mutated, rooms, scoreText, survivorLine, withScore, withScores } from './score.ts'
import type { Equivalents, Mutant, MutationScore, Room } from './score.ts'

const root = packageRoot()
const scoresFile = join(root, 'scripts/mutate/scores.json')
const page = join(root, 'docs/kill-score.md')
const usage = `usage: npm run mutate [-- <room or file> …] [--force]; rooms are ${rooms.join(', ')}`

interface Asked {
  readonly room: Room
  /** Null: the whole room. */
  readonly files: readonly string[] | null
}

/** The rooms that are asked for, or the rooms of the files; null where that is something else. */
function asked(paths: readonly string[]): Asked[] | null {
  if (paths.length === 0) return rooms.map((room) => ({ room, files: null }))
  const known = paths.map((path) => {
    const [, name, file] = /^(?:src\/)?(\w+)\/?(.*)$/.exec(path) ?? []
    const room = rooms.find((one) => one === name)
    return room && { room, files: file ? [`src/${room}/${file}`] : null }
  })
  return known.includes(undefined) ? null : known.filter((one) => one !== undefined)
}

/** Tries the mutants of a room, or of some of its files. */
async function mutate({ room, files }: Asked, force: boolean): Promise<Mutant[]> {
  const results = await new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation.config.ts', dir: `test/${room}`, related: false },
    mutate: [...(files ?? [`src/${room}/**/*.ts`])],
    coverageAnalysis: 'perTest',
    // Two of them on two cores: more would only wait for each other.
    concurrency: 2,
    // On a busy machine a slow test is no endless one; those are counted out by their hits.
    timeoutMS: 60_000,
    incremental: true,
    incrementalFile: `.stryker/${room}.json`,
    force,
    tempDirName: '.stryker/sandbox',
    cleanTempDir: 'always',
    ignorePatterns: ['/.stryker', '/docs', '/examples', '/conformance-report', '/dist', '/blobs'],
    reporters: ['progress-append-only'],
  }).runMutationTest()
  return results.map(({ fileName, status, location: { start }, replacement }) => {
    const file = relative(root, fileName)
    const lines = readFileSync(join(root, file), 'utf8').split('\n')
    const code = lines[start.line - 1] ?? ''
    return {
      file,
      line: start.line,
      code: code.trim(),
      to: replacement,
      status,
    }
  })
}

async function main(): Promise<void> {
  const options = { force: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const wanted = asked(positionals)
  if (wanted === null) {
    process.stderr.write(`error: ${usage}\n`)
    process.exitCode = 2
    return
  }
  const explained = readFileSync(join(root, 'scripts/mutate/equivalent.yaml'), 'utf8')
  for (const one of wanted) {
    const mutants = await mutate(one, values.force)
    const { score, survivors, stale } = mutated(one.room, mutants, parse(explained) as Equivalents)
    for (const survivor of survivors) process.stdout.write(survivorLine(survivor))
    for (const line of stale) process.stdout.write(`explained, but not there: ${line}\n`)
    const { mutants: all, killed, equivalent } = score
    const counts = `${killed} of ${all} killed, ${equivalent} equivalent, ${scoreText(score)}`
    process.stdout.write(`${one.room}: ${counts}\n`)
    if (one.files === null) publish(score)
    if (survivors.length + stale.length > 0) process.exitCode = 1
  }
}

/** Writes the figures of a room, and the page that shows them. */
function publish(score: MutationScore): void {
  const earlier = JSON.parse(readFileSync(scoresFile, 'utf8')) as MutationScore[]
  const scores = withScore(earlier, score)
  writeFileSync(scoresFile, `${JSON.stringify(scores, null, 2)}\n`)
  writeFileSync(page, withScores(readFileSync(page, 'utf8'), scores))
}

await main()
