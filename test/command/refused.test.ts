import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flags } from '../../src/flags/flags.js'
import { formats } from '../../reporters/formats.ts'
import { breakingMust, wachatAt, withChangedWachat } from './servers.ts'
import {
  expectErrorReport,
  expectRefusal,
  expectValidReport,
  filesIn,
  idsOf,
  reportOf,
  runCheck,
  runCommand,
  targetOf,
} from './support.ts'
import type { Finished } from './support.ts'

let folder = ''
/** A run that was judged to its end. */
let whole: Finished

const all = `--report=${Object.keys(formats).join(',')}`

/** Checks a broken server, into the same folder each time. */
function run(
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
  check: typeof runCheck = runCheck,
): Promise<Finished> {
  return withChangedWachat(breakingMust, async ({ baseUrl, credentials }) => {
    const places = [`--report-dir=${folder}/report`, `--history=${folder}/history`]
    const given = [...wachatAt(baseUrl), ...places, all, '--seed=1', ...args]
    const finished = await check(given, { env: env ?? credentials })
    const files = await filesIn(`${folder}/report`)
    return { ...finished, files, report: JSON.parse(files.get('report.json') ?? 'null') as never }
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'))
  whole = await run([])
  await writeFile(join(folder, 'report', 'badge.txt'), 'not ours')
})

afterAll(() => rm(folder, { recursive: true }))

const geheim = 'ada-lovelace-1815'

type Refusal = readonly [name: string, args: readonly string[], line: RegExp]

/** What every way into a run refuses. */
const refusals: readonly Refusal[] = [
  ['a bad value', ['--runs=0'], /--runs.*"0"/],
  ['a credential in a flag', [`--token=${geheim}`], /--token is refused.*\.env/],
  ['a flag of nobody', ['--basurl=x'], /--basurl.*base-url/],
  ['a password in the URL', [`--base-url=http://ada:${geheim}@127.0.0.1:9`], /holds credentials/],
  [
    'a password elsewhere',
    [`--provider=http://ada:${geheim}@127.0.0.1:9`],
    /is a name or a file.*--base-url/,
  ],
]

/** What Vitest is the one to find, or to hand on. */
const refusalsOfVitest: readonly Refusal[] = [
  ...refusals.slice(0, 3),
  ['a project of nobody', ['--project=nobody'], /--project=nobody/],
  ['a shard too many', ['--shard=2/2'], /--shard=2\/2/],
]

/** The run and its line; all formats say that it was refused, and earlier results stay. */
async function expectRefused(
  [, args, line]: Refusal,
  env?: Readonly<Record<string, string>>,
  check?: typeof runCheck,
): Promise<void> {
  const history = await filesIn(`${folder}/history`)
  const finished = await run(args, env, check)
  expectRefusal(finished, line)
  expectErrorReport(finished, line)
  expectValidReport(finished)
  const { files } = finished
  for (const { file } of Object.values(formats))
    expect(files.get(file), file).not.toBe(whole.files.get(file))
  expect(files.get('junit.xml')).toMatch(/errors="1"/)
  expect(files.get('badge.svg')).toMatch(/error/)
  expect(files.get('badge.txt')).toBe('not ours')
  expect(files.get('last-judged.json')).toBe(whole.files.get('report.json'))
  expect(await filesIn(`${folder}/history`)).toEqual(history)
  expect([finished.output, ...files.values()].join('\n')).not.toContain(geheim)
}

test.for(refusals)('of a run refused for %s every format says so', (refusal) =>
  expectRefused(refusal),
)

test('of a run refused for want of a credential every format says so', () =>
  expectRefused(['no credential', [], /no credential: set WACHAT_API_KEY/], {}))

test('of a run that the program refused in its own process every format says so', () =>
  expectRefused(['a credential in a flag', [`--token=${geheim}`], /--token is/], {}, (args, how) =>
    runCommand(args, { ...how, way: 'program' }),
  ))

test.for(refusalsOfVitest)('of a run that Vitest refused for %s every format says so', (refusal) =>
  expectRefused(refusal, undefined, runCommand),
)

test('formats that were not asked for are left alone', async () => {
  await writeFile(join(folder, 'report', 'junit.xml'), 'of another run')
  const { files } = await run(['--report=html', '--runs=0'])
  expect(files.get('junit.xml')).toBe('of another run')
})

test('a run is compared with the last one that was judged to its end', async () => {
  await run(['--runs=0'])
  const compare = [`--compare=${folder}/report/report.json`, '--fail-on=new']
  const finished = await run(compare)
  expect(finished.code, finished.output).toBe(0)
  expect(finished.stdout).toContain('compared with last-judged.json beside it')
})

test('where no run was judged to its end, that is said, and nothing is called new', async () => {
  const refused = join(folder, 'refused.json')
  await run(['--runs=0'])
  await writeFile(refused, await readFile(join(folder, 'report', 'report.json')))
  const finished = await run([`--compare=${refused}`, '--fail-on=new'])
  expect(idsOf(targetOf(finished), 'fail')).not.toEqual([])
  expect(finished.code, finished.output).toBe(0)
  expect(finished.stdout).toMatch(/refused\.json was not judged.*nothing is called new/)
  expect(finished.stdout).not.toContain('newly broken')
})

test('the report has every option as it was used, and of credentials the names of variables', () => {
  const { options, suite } = reportOf(whole)
  expect(Object.keys(options).sort()).toEqual(
    [...flags.map(({ name }) => name), 'credentials'].sort(),
  )
  expect(options).toMatchObject({
    ...{ provider: 'wachat', seed: 1, runs: 10, burst: false, rate: null, 'fail-on': 'any' },
    'base-url': targetOf(whole).baseUrl,
    report: Object.keys(formats),
    credentials: { wachat: { account: 'WACHAT_API_KEY' } },
  })
  expect(suite.node).toBe(process.version)
})
