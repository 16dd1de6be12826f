import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startMock } from '../../mock/index.ts'
import type { RunningMock } from '../../mock/index.ts'
import type { Report } from '../../src/model/report.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { installed, run, runNode } from './support.ts'
import type { Project } from './support.ts'

let project: Project

beforeAll(() => {
  project = installed()
}, 180_000)
afterAll(() => rmSync(project.folder, { recursive: true }))

/** A server of its own for each run: a second one would wait for the limit. */
async function served(fault?: string): Promise<RunningMock> {
  const mock = await startMock('ryzeapi', fault === undefined ? {} : { fault })
  onTestFinished(() => mock.close())
  return mock
}

const serveWrong = (): Promise<RunningMock> => served('filter.prefix')

const program = 'wa-gateway-conformance'
const shown = (text: string): string =>
  text
    .replace(/127\.0\.0\.1:\d+/g, '(host)')
    .replace(/\d+\.\d s/g, '(time)')
    .replace(/\S+(?=\/report\.html)/g, '(folder)')
    .replace(/^.*: report/m, '')

function check(mock: RunningMock, ...args: readonly string[]) {
  const all = [`--base-url=${mock.baseUrl}`, '--provider=ryzeapi', '--seed=1', ...args]
  return run(project, program, all, mock.credentials)
}

function written(): Report {
  return JSON.parse(
    readFileSync(join(project.folder, 'conformance-report', 'report.json'), 'utf8'),
  ) as Report
}

test('the package has less than 1 MB without what it depends on', () => {
  expect(project.unpackedSize).toBeLessThan(1_000_000)
})

test('contracts, suites, schemas, declarations and source maps are in it', () => {
  const root = packageRoot()
  const contracts = readdirSync(join(root, 'contracts')).map((file) => `contracts/${file}`)
  const suites = readdirSync(join(root, 'suites')).map(
    (file) => `dist/suites/${file.slice(0, -2)}js`,
  )
  expect(project.files).toEqual(
    expect.arrayContaining([
      ...contracts,
      ...suites,
      'reporters/report.schema.json',
      'reporters/history.schema.json',
      'dist/types/src/api/index.d.ts',
      'dist/index.js',
      'dist/index.js.map',
    ]),
  )
  expect(project.files.filter((file) => /(?<!\.d)\.ts$|^test\//.test(file))).toEqual([])
})

describe('the program', () => {
  test('a right server is conformant, and the code is 0', async () => {
    const { code, stdout, stderr } = await check(await served())
    expect(stderr).toBe('')
    expect(stdout).toContain('ryzeapi  conformant, 2 musts not exercised (--burst)  ')
    expect(code).toBe(0)
  })

  test('it prints and ends as the command in the repository does', async () => {
    const [wrong, again] = [await serveWrong(), await serveWrong()]
    const packed = await check(wrong, '--runs=3')
    const own = await run({ ...project, folder: packageRoot() }, 'vitest', ['run'], {
      ...again.credentials,
      CONFORMANCE_BASE_URL: again.baseUrl,
      CONFORMANCE_PROVIDER: 'ryzeapi',
      CONFORMANCE_SEED: '1',
      CONFORMANCE_RUNS: '3',
      CONFORMANCE_REPORT_DIR: join(project.folder, 'own'),
    })
    expect(shown(packed.stdout)).toBe(shown(own.stdout))
    expect([packed.code, own.code]).toEqual([1, 1])
  })

  test('its report.json tells of the server that was checked, with the exchanges that its failures cite', async () => {
    const wrong = await serveWrong()
    await check(wrong, '--runs=3')
    const { targets, seed } = written()
    expect(seed).toBe(1)
    expect(targets[0]).toMatchObject({ verdict: 'non-conformant', baseUrl: wrong.baseUrl })
    expect(targets[0]?.exchanges.length).toBeGreaterThan(0)
  })

  test('-t runs some behaviors', async () => {
    const { stdout, code } = await check(await serveWrong(), '-t', 'envelope')
    expect(stdout).toContain('not run: not selected')
    expect(code).toBe(0)
  })

  test.each([
    [['--provider=zq7'], 'error: no provider "zq7"'],
    [['--provder=wachat'], 'error: there is no flag --provder (did you mean "provider"?)'],
    [['--token=geheim'], 'error: --token is refused'],
    [['chek'], 'error: no command "chek" (did you mean "check"?)'],
    [['validate', 'none.yaml'], 'error: cannot read the contract none.yaml'],
    [['compare', 'a.json'], 'error: two files are compared'],
    [['mock', 'zq7'], 'error: no mock of "zq7"'],
    [['explain', 'zq7'], 'error: no behavior "zq7"'],
    [['init', 'none.yaml'], 'error: '],
  ])('%j ends with 2 and one line', async (args, line) => {
    const { code, stdout, stderr } = await run(project, program, args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')).toEqual([expect.stringContaining(line), ''])
    expect(stderr).not.toContain('geheim')
  })

  test.each(['check', 'mock', 'list', 'explain', 'compare', 'init', 'validate'])(
    '%s --help says how it is used',
    async (command) => {
      const { code, stdout } = await run(project, program, [command, '--help'])
      expect(stdout).toMatch(new RegExp(`^Usage: ${program} ${command} `))
      expect(code).toBe(0)
    },
  )

  test.each([
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['--help'], /^Usage: wa-gateway-conformance \[command\]/],
    [['list', 'wachat', '--level=must'], /^wachat\.\S+ +must/],
    [['explain', 'ryzeapi.filter.single-name'], /^ryzeapi\.filter\.single-name {2}must/],
    [['validate', 'ryzeapi'], /^ryzeapi: ryzeapi, \d+ behaviors, \d+ of them must\n$/],
    [['mock', '--fault=list'], /^evolution \S+ E\d/],
  ])('%j prints what is asked for', async (args, text) => {
    const { code, stdout } = await run(project, program, args)
    expect(stdout).toMatch(text)
    expect(code).toBe(0)
  })

  test('its source maps name the sources', () => {
    const maps = project.files.filter((file) => file.endsWith('.js.map'))
    expect(maps.length).toBeGreaterThan(0)
    const map = JSON.parse(
      readFileSync(join(project.folder, 'node_modules', program, 'dist', 'bin.js.map'), 'utf8'),
    ) as { sources: string[] }
    expect(map.sources).toContain('../src/cli/bin.ts')
  })
})

/** Runs a script of the vendor's. */
function scripted(source: string) {
  writeFileSync(join(project.folder, 'script.js'), source)
  return runNode(project, ['script.js'])
}

describe('the function', () => {
  test('a script gets the report of a server, and hears how far it is', async () => {
    const wrong = await serveWrong()
    const { stdout, stderr } = await scripted(`
      import { check } from 'wa-gateway-conformance'
      let heard = 0
      const report = await check({
        provider: 'ryzeapi',
        baseUrl: '${wrong.baseUrl}',
        credentials: { account: '${wrong.credentials.RYZEAPI_TOKEN_ACCOUNT ?? ''}' },
        seed: 1,
        runs: 3,
        onProgress: () => heard++,
      })
      console.log(report.targets[0].verdict, heard > 30)
    `)
    expect(stderr).toBe('')
    expect(stdout).toBe('non-conformant true\n')
  })

  test('it can be broken off', async () => {
    const { stdout } = await scripted(`
      import { check } from 'wa-gateway-conformance'
      const stop = new AbortController()
      const onProgress = ({ requests }) => requests > 5 && stop.abort(new Error('enough'))
      await check({ provider: 'wachat', signal: stop.signal, onProgress }).catch((error) =>
        console.log(error.message),
      )
      await check({ provider: 'ryzeapi', signal: stop.signal }).catch((error) => console.log(error.message))
    `)
    expect(stdout).toBe('enough\nenough\n')
  })

  test("a caller's mistake is an error of its own kind", async () => {
    const { stdout } = await scripted(`
      import { check, UsageError } from 'wa-gateway-conformance'
      for (const options of [{ provider: 'zq7' }, { provider: 'wachat', credentials: { boss: 'x' } }])
        await check(options).catch((error) => console.log(error instanceof UsageError, error.message))
    `)
    expect(stdout).toMatch(
      /^true no provider "zq7"[^\n]*\ntrue no role "boss"; the roles of wachat are account\n$/,
    )
  })
})

describe('in tests of the vendor', () => {
  test('behaviors are tests of their own, against a server that the tests start', async () => {
    const wrong = await serveWrong()
    writeFileSync(
      join(project.folder, 'gateway.test.js'),
      `import { conformance } from 'wa-gateway-conformance/vitest'
       conformance({
         provider: 'ryzeapi',
         baseUrl: () => '${wrong.baseUrl}',
         credentials: () => ({ account: '${wrong.credentials.RYZEAPI_TOKEN_ACCOUNT ?? ''}' }),
         seed: 1,
         runs: 3,
       })`,
    )
    const { stdout, code } = await run(project, 'vitest', ['run', '--reporter=json'])
    const { testResults } = JSON.parse(stdout) as {
      testResults: { assertionResults: { status: string; title: string }[] }[]
    }
    const results = testResults[0]?.assertionResults ?? []
    const failed = results.filter(({ status }) => status === 'failed').map(({ title }) => title)
    expect(failed).toContainEqual(expect.stringMatching(/^ryzeapi\.filter\.single-unknown-name /))
    expect(results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(70)
    expect(code).toBe(1)
  })

  test("Vitest's whole configuration can be theirs", async () => {
    writeFileSync(
      join(project.folder, 'conformance.config.js'),
      `export { default } from 'wa-gateway-conformance/config'`,
    )
    const { stdout, code, stderr } = await run(
      project,
      'vitest',
      ['run', '--config=conformance.config.js', '-t', 'envelope'],
      { CONFORMANCE_PROVIDER: 'wachat' },
    )
    expect(stderr).toBe('')
    expect(stdout).toContain('wachat  incomplete')
    expect(code).toBe(0)
  })
})
