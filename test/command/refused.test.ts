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
  runCommand,
  targetOf,
} from './support.ts'
import type { CommandOptions, Finished } from './support.ts'

let folder = ''
/** A run that was judged to its end. */
let whole: Finished

const all = `--report=${Object.keys(formats).join(',')}`

/** Runs the command over a broken server, into the same folder each time. */
function run(args: readonly string[], options: CommandOptions = {}): Promise<Finished> {
  return withChangedWachat(breakingMust, async ({ baseUrl, credentials }) => {
    const places = [`--report-dir=${folder}/report`, `--history=${folder}/history`]
    const given = [...wachatAt(baseUrl), ...places, all, '--seed=1', ...args]
    const finished = await runCommand(given, { env: credentials, ...options })
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

/** What is wrong; the arguments; the line; the environment, where it is another one. */
const refusals: readonly (readonly [string, readonly string[], RegExp, CommandOptions?])[] = [
  ['no credential', [], /no credential: set WACHAT_API_KEY/, { env: {} }],
  ['a bad value', ['--runs=0'], /--runs.*"0"/],
  ['a flag of nobody', ['--basurl=x'], /--basurl.*--base-url/],
  ['a flag of nobody to the program', ['--basurl=x'], /--basurl.*base-url/, { way: 'program' }],
  ['a credential in a flag', [`--token=${geheim}`], /--token is refused/],
  ['a project of nobody', ['--project=nobody'], /--project=nobody/],
  ['a shard too many', ['--shard=2/2'], /--shard=2\/2/],
  ['a password in the URL', [`--base-url=http://ada:${geheim}@127.0.0.1:9`], /holds credentials/],
  [
    'a password elsewhere',
    [`--provider=http://ada:${geheim}@127.0.0.1:9`],
    /is a name or a file.*--base-url/,
  ],
]

test.for(refusals)('of a run refused for %s every format says so', async ([, args, line, how]) => {
  const history = await filesIn(`${folder}/history`)
  const finished = await run(args, how)
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
})

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
