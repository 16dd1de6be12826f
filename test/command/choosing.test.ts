import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { wachatAt, withMock, withServer } from './servers.ts'
import {
  expectRefusal,
  expectValidReport,
  filesIn,
  idsOf,
  reportOf,
  root,
  runCheck,
  runCommand,
  targetOf,
  verdictsOf,
  withFolder,
  withSubfolder,
} from './support.ts'

const providers = ['evolution', 'hypersender', 'ryzeapi', 'wachat']

describe('what is checked', () => {
  test('without a flag, every provider conforms on its embedded mock, burst included', async () => {
    const finished = await runCommand([])
    expect(verdictsOf(finished)).toEqual(
      Object.fromEntries(providers.map((name) => [name, 'conformant'])),
    )
    for (const target of reportOf(finished).targets) {
      const unverified = new Set(idsOf(target, 'unverified'))
      const musts = target.behaviors.filter(({ level }) => level === 'must')
      expect(musts.filter(({ id }) => unverified.has(id))).toEqual([])
    }
    expect(targetOf(finished, 'ryzeapi').requests.burst).toBeGreaterThan(0)
    expect(finished.stdout).toContain(`seed ${reportOf(finished).seed}`)
    expectValidReport(finished)
    expect(finished.code).toBe(0)
  })

  test('a base URL may have blanks around it, and capitals in scheme and host', async () => {
    const finished = await withMock('wachat', ({ baseUrl, credentials }) => {
      const given = baseUrl.replace('http://127.0.0.1', ' HTTP://LocalHost')
      const env = { ...credentials, CONFORMANCE_BASE_URL: `${given}\t` }
      return runCheck(['--provider=wachat'], { env })
    })
    expect(targetOf(finished).baseUrl).toMatch(/^http:\/\/localhost:\d+\/api\/v1$/)
    expect(finished.code, finished.output).toBe(0)
  })

  test('--provider chooses one provider', async () => {
    const finished = await runCheck(['--provider=ryzeapi'])
    expect(verdictsOf(finished)).toEqual({ ryzeapi: 'conformant' })
    expect(finished.code).toBe(0)
  })

  test('--base-url checks that server, and takes instance tokens from its listing', async () => {
    const [finished, baseUrl] = await withMock('ryzeapi', async (mock) => {
      const { RYZEAPI_TOKEN_ACCOUNT = '' } = mock.credentials
      const args = ['--base-url', mock.baseUrl, '--provider', 'ryzeapi']
      return [await runCheck(args, { env: { RYZEAPI_TOKEN_ACCOUNT } }), mock.baseUrl]
    })
    const target = targetOf(finished)
    expect(target).toMatchObject({ baseUrl, verdict: 'conformant', requests: { burst: 0 } })
    expect(idsOf(target, 'pass')).toContain('ryzeapi.scope.instance-token')
    expect(target.behaviors).toContainEqual(
      expect.objectContaining({
        id: 'ryzeapi.limit.requests-per-minute',
        verdict: 'unverified',
        optIn: '--burst',
      }),
    )
    expect(finished.code).toBe(0)
  })

  test('the path of the operation is appended to the base URL as it is given', async () => {
    const asked = new Set<string>()
    const finished = await withServer(
      ({ url = '' }) => {
        asked.add(url)
        return { status: 500, body: {} }
      },
      (origin) => runCheck(wachatAt(`${origin}/deep/v7`), { env: { WACHAT_API_KEY: 'a-key' } }),
    )
    expect([...asked]).toEqual(['/deep/v7/instance/list'])
    expect(finished.code).toBe(2)
  })

  test('--base-url alone finds the contract by the host of its servers', async () => {
    const finished = await runCheck(['--base-url=https://app.wachat.net/api/v1'])
    expect(targetOf(finished)).toMatchObject({ name: 'wachat', requests: { sent: 0 } })
    expectRefusal(finished, /WACHAT_API_KEY/)
  })

  test('--base-url alone with a host that no contract has lists the providers', async () => {
    const finished = await runCheck(['--base-url=http://api.unknown.example/v1'])
    expectRefusal(finished, /api\.unknown\.example.*evolution.*hypersender.*ryzeapi.*wachat/)
  })
})

describe('where it is said', () => {
  test('variables say the same as flags', async () => {
    const finished = await withMock('wachat', ({ baseUrl, credentials }) =>
      runCheck([], {
        env: {
          ...credentials,
          CONFORMANCE_BASE_URL: baseUrl,
          CONFORMANCE_PROVIDER: 'wachat',
          CONFORMANCE_SEED: '4711',
        },
      }),
    )
    expect(verdictsOf(finished)).toEqual({ wachat: 'conformant' })
    expect(reportOf(finished).seed).toBe(4711)
  })

  test('a .env file holds variables and credentials, also in a subfolder', async () => {
    const finished = await withMock('wachat', ({ baseUrl, credentials }) => {
      const variables = {
        ...credentials,
        CONFORMANCE_BASE_URL: baseUrl,
        CONFORMANCE_PROVIDER: 'wachat',
      }
      const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`)
      return withSubfolder({ '.env': lines.join('') }, (cwd) => runCheck([], { cwd }))
    })
    expect(verdictsOf(finished)).toEqual({ wachat: 'conformant' })
  })

  test('a .env file beside the targets file counts, after one where the command is called', async () => {
    const finished = await withMock('wachat', ({ baseUrl, credentials }) => {
      const key = `KEY=${credentials.WACHAT_API_KEY ?? ''}\n`
      const target = { name: 'eu', provider: 'wachat', baseUrl, credentials: { account: 'KEY' } }
      const files = {
        '.env': 'CONFORMANCE_RUNS=3\n',
        'fleet/.env': `${key}CONFORMANCE_RUNS=4\nCONFORMANCE_SEED=4711\n`,
        'fleet/targets.yaml': JSON.stringify({ targets: [target] }),
      }
      return withFolder(files, (cwd) => runCheck(['--targets=fleet/targets.yaml'], { cwd }))
    })
    expect(verdictsOf(finished)).toEqual({ eu: 'conformant' })
    expect(reportOf(finished).options).toMatchObject({ runs: 3, seed: 4711 })
  })

  test('a variable wins over .env', async () => {
    const finished = await withSubfolder({ '.env': 'CONFORMANCE_PROVIDER=from-file\n' }, (cwd) =>
      runCheck([], { cwd, env: { CONFORMANCE_PROVIDER: 'from-variable' } }),
    )
    expectRefusal(finished, /from-variable/)
  })

  test('a flag wins over a variable', async () => {
    const finished = await runCheck(['--provider=from-flag'], {
      env: { CONFORMANCE_PROVIDER: 'from-variable' },
    })
    expectRefusal(finished, /from-flag/)
  })

  test('Vitest takes them from a subfolder as well: flags, then variables, then .env', async () => {
    const dotenv = 'CONFORMANCE_PROVIDER=from-file\nCONFORMANCE_SEED=1\nCONFORMANCE_RUNS=3\n'
    const variables = { CONFORMANCE_PROVIDER: 'from-variable', CONFORMANCE_SEED: '2' }
    const { code, files } = await withSubfolder({ '.env': dotenv }, async (cwd) => {
      const args = ['--provider=wachat', '--report-dir=out']
      const ended = await runCommand(args, { cwd, env: variables })
      return { ...ended, files: await filesIn(`${cwd}/out`) }
    })
    const { options } = JSON.parse(files.get('report.json') ?? '{}') as Report
    expect(options).toMatchObject({ provider: 'wachat', seed: 2, runs: 3 })
    expect(code).toBe(0)
  })

  test('it is this command in the folder of the project’s own tests as well', async () => {
    const args = ['list', '--filesOnly', '--provider=wachat']
    const { stdout } = await runCommand(args, { cwd: `${root}/test` })
    expect(stdout).toContain('suites/envelope.test.ts')
  })
})
