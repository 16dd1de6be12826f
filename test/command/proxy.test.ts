import { expect, test } from 'vitest'
import { makeCa, signedBy } from '../support/certificates.ts'
import { forwardProxy } from '../support/proxy.ts'
import { tlsFront } from '../support/tls-server.ts'
import { deadOrigin, wachatAt, withMock } from './servers.ts'
import {
  expectErrorReport,
  expectRefusal,
  runCheck,
  runCommand,
  targetOf,
  withFolder,
} from './support.ts'
import type { Finished } from './support.ts'

const login = 'nightly:pa55%word-of-the-proxy'
const typed = 'nightly:pa55%25word-of-the-proxy'

/** The reference server under a name that only a proxy knows. */
function named(baseUrl: string, host = 'gateway.example'): string {
  return baseUrl.replace('127.0.0.1', host)
}

/** Checks Wachat's reference server through what the environment names. */
function throughProxy(
  env: Readonly<Record<string, string>>,
  run: typeof runCheck = runCheck,
): Promise<Finished> {
  return withMock('wachat', ({ baseUrl, credentials }) =>
    run([...wachatAt(named(baseUrl)), '--report=har'], { env: { ...credentials, ...env } }),
  )
}

function expectNoLogin({ output, files }: Finished): void {
  const everything = [output, ...files.values()].join('\n')
  for (const secret of ['pa55', Buffer.from(login).toString('base64')])
    expect(everything).not.toContain(secret)
}

test.for([
  ['Vitest', runCommand],
  ['the program', runCheck],
] as const)('plain HTTP goes through http_proxy, by %s', async ([, run]) => {
  const proxy = await forwardProxy({ login })
  const finished = await throughProxy({ http_proxy: `http://${typed}@${proxy.host}` }, run)
  expect(targetOf(finished).counts.fail, finished.output).toBe(0)
  expect(finished.code).toBe(0)
  expect(new Set(proxy.asked.map((line) => line.split('/instance')[0]))).toEqual(
    new Set([expect.stringMatching(/^GET http:\/\/gateway\.example:\d+\/api\/v1$/)]),
  )
  expectNoLogin(finished)
})

test('HTTPS goes through a tunnel of https_proxy, with a private CA on both sides of it', async () => {
  const ca = await makeCa()
  const [server, own] = [await signedBy(ca, 'gateway.example'), await signedBy(ca, 'localhost')]
  const proxy = await forwardProxy({ login, certificate: own })
  const https_proxy = `https://${typed}@${proxy.host.replace('127.0.0.1', 'localhost')}`
  await withFolder({ 'ca.pem': ca.cert }, (folder) =>
    withMock('wachat', async ({ baseUrl, credentials }) => {
      const port = await tlsFront(baseUrl, server)
      const finished = await runCheck(
        [...wachatAt(`https://gateway.example:${port}/api/v1`), `--tls-ca=${folder}/ca.pem`],
        { env: { ...credentials, https_proxy } },
      )
      expect(finished.code, finished.output).toBe(0)
      expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT gateway.example:${port}`]))
      expectNoLogin(finished)
    }),
  )
})

test('lower case goes before upper', async () => {
  const proxy = await forwardProxy()
  const env = { http_proxy: proxy.origin, HTTP_PROXY: await deadOrigin() }
  expect((await throughProxy(env)).code).toBe(0)
  expect(proxy.asked).not.toEqual([])
})

test('a server on this machine is reached without a proxy', async () => {
  const HTTP_PROXY = await deadOrigin()
  const finished = await withMock('wachat', ({ baseUrl, credentials }) =>
    runCheck(wachatAt(baseUrl), { env: { ...credentials, HTTP_PROXY } }),
  )
  expect(finished.code, finished.output).toBe(0)
})

const scheme = { http: 'http_proxy', https: 'https_proxy' } as const

test.for([
  [
    'http',
    407,
    undefined,
    /the proxy http:\S+ of http_proxy asks for a user \(407\); .*http_proxy=http:\/\/user:password@host/,
  ],
  ['https', 407, undefined, /the proxy http:\S+ of https_proxy asks for a user \(407\)/],
  [
    'http',
    407,
    'nightly:wrong',
    /the proxy http:\S+ of http_proxy refuses the user and the password \(407\)/,
  ],
  [
    'https',
    407,
    'nightly:wrong',
    /the proxy http:\S+ of https_proxy refuses the user and the password \(407\)/,
  ],
  ['http', 403, undefined, /\(403\) through the proxy http:/],
  [
    'https',
    403,
    undefined,
    /the proxy http:\S+ of https_proxy refuses to connect with the server \(403\); NO_PROXY/,
  ],
  ['http', 502, undefined, /through the proxy http:\S+ answers 502/],
  ['https', 502, undefined, /the proxy http:\S+ of https_proxy cannot reach the server \(502\)/],
  ['https', 503, undefined, /the proxy http:\S+ of https_proxy cannot reach the server \(503\)/],
] as const)(
  'what a proxy refuses is its fault: %s, %i, as %s',
  async ([over, status, user, line]) => {
    const proxy = await forwardProxy(status === 407 ? { login } : { refuses: status })
    const env = {
      [scheme[over]]: `http://${user ? `${user}@` : ''}${proxy.host}`,
      WACHAT_API_KEY: 'k',
    }
    const finished = await runCheck(wachatAt(`${over}://gateway.example/api/v1`), { env })
    expectRefusal(finished, line)
    expectErrorReport(finished, line)
  },
)

test.for(['http', 'https'] as const)(
  'a proxy that is down is said to be that, for %s',
  async (over) => {
    const env = { [scheme[over]]: await deadOrigin(), WACHAT_API_KEY: 'k' }
    const finished = await runCheck(wachatAt(`${over}://gateway.example/api/v1`), { env })
    expectRefusal(finished, /the proxy http:\S+ of https?_proxy: connection refused/)
  },
)

test.for([
  ['socks5://127.0.0.1:1080', /^error: https_proxy: expected the URL of a proxy/m],
  ['http://nightly:pa55%zz@proxy:1', /^error: https_proxy: write "%" as %25/m],
  ['http://', /^error: https_proxy: expected the URL of a proxy/m],
] as const)('a proxy of no use (%s) is refused before any request', async ([https_proxy, line]) => {
  const env = { https_proxy, WACHAT_API_KEY: 'k' }
  const finished = await runCheck(wachatAt('https://gateway.example/api/v1'), { env })
  expectRefusal(finished, line)
  expectNoLogin(finished)
})
