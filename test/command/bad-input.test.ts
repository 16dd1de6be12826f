import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import {
  expectErrorReport,
  expectRefusal,
  expectValidReport,
  runCheck,
  runCommand,
  withFolder,
} from './support.ts'

const contract = await readFile(new URL('clinic.yaml', import.meta.url), 'utf8')

/** What is wrong; the arguments, with `{folder}` where the files are; what the line must say. */
type Row = readonly [name: string, args: readonly string[], line: RegExp]

const wachat = ['--provider=wachat']

const flagRows: readonly Row[] = [
  ['an unknown provider', ['--provider=ryzeap'], /"ryzeap".*"ryzeapi"/],
  ['a contract that is not there', ['--provider={folder}/none.yaml'], /none\.yaml/],
  [
    'a base URL without scheme',
    [...wachat, '--base-url=api.example.com/v1'],
    /--base-url.*scheme.*https:/,
  ],
  [
    'a base URL of another scheme',
    [...wachat, '--base-url=ftp://a.example'],
    /--base-url.*ftp.*https?/,
  ],
  [
    'a base URL with a fragment',
    [...wachat, '--base-url=http://a.example/v1#top'],
    /--base-url.*fragment/,
  ],
  [
    'a base URL with an empty fragment',
    [...wachat, '--base-url=http://a.example/v1#'],
    /--base-url.*fragment/,
  ],
  [
    'a base URL with a query',
    [...wachat, '--base-url=http://a.example/v1?a=1'],
    /--base-url.*query/,
  ],
  ['--runs out of range', [...wachat, '--runs=0'], /--runs.*from 1.*"0"/],
  ['--seed out of range', [...wachat, '--seed=1.5'], /--seed.*whole number.*"1\.5"/],
  ['--timeout out of range', [...wachat, '--timeout=-1'], /--timeout.*from 1.*"-1"/],
  [
    '--concurrency out of range',
    [...wachat, '--concurrency=many'],
    /--concurrency.*from 1.*"many"/,
  ],
  ['--rate out of range', [...wachat, '--rate=1e3'], /--rate.*from 1.*"1e3"/],
  ['--max-requests out of range', [...wachat, '--max-requests=0'], /--max-requests.*from 1.*"0"/],
  ['an unknown format', [...wachat, '--report=htmll'], /--report.*"htmll".*html/],
  ['--fail-on=new without --compare', [...wachat, '--fail-on=new'], /--fail-on=new.*--compare/],
  ['--compare without its file', [...wachat, '--compare={folder}/none.json'], /none\.json/],
  ['a flag without its value', [...wachat, '--seed'], /--seed.*value/],
]

test.for(flagRows)('%s is exit code 2, one line and a report', async ([, args, line]) => {
  const finished = await withFolder({}, (folder) =>
    runCheck(args.map((arg) => arg.replace('{folder}', folder))),
  )
  expectRefusal(finished, line)
  expect(finished.stdout).toBe('')
  expect(finished.stderr.trimEnd().split('\n')).toHaveLength(1)
  expectErrorReport(finished, line)
  expectValidReport(finished)
})

test('a report folder that cannot be written is exit code 2', async () => {
  const finished = await withFolder({ occupied: 'a file' }, (folder) =>
    runCheck([...wachat, `--report-dir=${folder}/occupied`]),
  )
  expectRefusal(finished, /--report-dir.*occupied/)
})

/** What is wrong; the text of the contract; what a line must say, each once. */
type ContractRow = readonly [name: string, text: string, lines: readonly RegExp[]]

const bomb = Array.from(
  { length: 9 },
  (_, level) => `l${level + 1}: &l${level + 1} [${Array<string>(9).fill(`*l${level}`).join(', ')}]`,
)

const unknownKeys: ContractRow = [
  'has unknown keys',
  contract.replace('title: Clinic', 'titel: Clinic').replace('covers: [C1]', 'cover: [C1]'),
  [/mine\.yaml:3:1 .*"titel".*"title"/, /mine\.yaml:\d+:5 .*"cover".*"covers"/],
]

const contractRows: readonly ContractRow[] = [
  ['is no YAML', 'provider: [clinic\ntitle: x', [/mine\.yaml:\d+:\d+ .*YAML/]],
  unknownKeys,
  [
    'has a $ref that leads nowhere',
    contract.replace('#/schemas/device', '#/schemas/devise'),
    [/mine\.yaml:\d+:\d+ .*#\/schemas\/devise.*"device"/],
  ],
  [
    'has an id twice',
    contract.replace('filter.unknown-label', 'filter.label'),
    [/mine\.yaml:\d+:\d+ .*"filter\.label"/],
  ],
  ['is an alias bomb', ['l0: &l0 lol', ...bomb].join('\n'), [/alias/i]],
]

async function expectEachProblem(
  [, text, lines]: ContractRow,
  run: typeof runCheck,
): Promise<void> {
  const finished = await withFolder({ 'mine.yaml': text }, (folder) =>
    run([`--provider=${folder}/mine.yaml`, '--base-url=http://127.0.0.1:9']),
  )
  for (const line of lines) expectRefusal(finished, line)
  expect(finished.stderr).toMatch(/^error: .*mine\.yaml/)
  expect(finished.stdout).toBe('')
  expectErrorReport(finished, /mine\.yaml/)
  expectValidReport(finished)
}

describe('a contract of one’s own', () => {
  test.for(contractRows)('that %s is exit code 2, with each problem on a line', (row) =>
    expectEachProblem(row, runCheck),
  )

  test('that has unknown keys is the same to Vitest', () =>
    expectEachProblem(unknownKeys, runCommand))
})

const target = 'name: a, provider: wachat, baseUrl: http://127.0.0.1:9'

/** What is wrong; the text of the targets file; what the line must say. */
const targetsRows: readonly (readonly [name: string, text: string, line: RegExp])[] = [
  ['is no YAML', 'targets: [', /targets\.yaml:\d+:\d+ .*YAML/],
  [
    'has an unknown key',
    `targets: [{ ${target}, rates: 3 }]`,
    /targets\.yaml:1:\d+ .*"rates".*"rate"/,
  ],
  ['has a name twice', `targets: [{ ${target} }, { ${target} }]`, /targets\.yaml.*"a"/],
  [
    'has an unknown role',
    `targets: [{ ${target}, credentials: { acount: A } }]`,
    /targets\.yaml.*"acount".*account/,
  ],
]

describe('a targets file', () => {
  test.for(targetsRows)('that %s is exit code 2', async ([, text, line]) => {
    const finished = await withFolder({ 'targets.yaml': text }, (folder) =>
      runCheck([`--targets=${folder}/targets.yaml`]),
    )
    expectRefusal(finished, line)
    expect(finished.stdout).toBe('')
  })

  test('that is not there is exit code 2', async () => {
    const finished = await withFolder({}, (folder) => runCheck([`--targets=${folder}/none.yaml`]))
    expectRefusal(finished, /none\.yaml/)
  })

  test('does not go together with --base-url', async () => {
    const finished = await withFolder({ 'targets.yaml': `targets: [{ ${target} }]` }, (folder) =>
      runCheck([`--targets=${folder}/targets.yaml`, '--base-url=http://127.0.0.1:9']),
    )
    expectRefusal(finished, /--targets.*--base-url/)
  })
})
