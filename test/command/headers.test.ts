import { expect, test } from 'vitest'
import { check } from '../../src/api/check.ts'
import { wachatAt, withMock, withServer } from './servers.ts'
import { expectRefusal, runCheck, withFolder } from './support.ts'
import type { Finished } from './support.ts'

const tenant = 'tenant-of-the-nightly-run'

/** Checks a server that answers only what it is asked with the header, and repeats it in each answer. */
function checkTenant(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  use: (finished: Finished, seen: readonly (string | undefined)[]) => void,
): Promise<void> {
  const seen: (string | undefined)[] = []
  return withMock('wachat', ({ baseUrl, credentials }) =>
    withServer(
      async ({ url = '', headers }) => {
        seen.push(headers['x-tenant']?.toString())
        const { authorization = '' } = headers
        const answer = await fetch(new URL(url, baseUrl), { headers: { authorization } })
        const body = (await answer.json()) as Record<string, unknown>
        return { status: answer.status, body: { ...body, message: headers['x-tenant'] } }
      },
      async (origin) => {
        const at = wachatAt(`${origin}/api/v1`)
        use(await runCheck([...at, ...args], { env: { ...credentials, ...env } }), seen)
      },
    ),
  )
}

test('a header is sent with every request, and shown as its variable', async () => {
  const formats = 'html,junit,har,markdown,ctrf'
  const args = ['--headers=X-Tenant=TENANT_VAR', `--report=${formats}`]
  await checkTenant(args, { TENANT_VAR: tenant }, ({ output, files, report }, seen) => {
    expect(seen.length).toBeGreaterThan(5)
    expect(new Set(seen)).toEqual(new Set([tenant]))
    expect([output, ...files.values()].join('\n')).not.toContain(tenant)
    expect(files.get('report.har')).toContain('$TENANT_VAR')
    expect(report?.options.headers).toEqual(['X-Tenant=TENANT_VAR'])
  })
})

test('a short value is masked in its header alone', async () => {
  await checkTenant(
    ['--headers=X-Tenant=TENANT_VAR', '--report=har'],
    { TENANT_VAR: 'whats' },
    ({ files }) => {
      const har = files.get('report.har') ?? ''
      expect(har).not.toMatch(/"name": "x-tenant",\s*"value": "whats/)
      expect(har).toContain('$TENANT_VAR')
    },
  )
})

test('a header of a target goes before that of the run, name by name', async () => {
  const seen = new Set<string>()
  await withServer(
    ({ headers }) => {
      seen.add(`${String(headers['x-a'])}, ${String(headers['x-b'])}`)
      return { status: 200, body: {} }
    },
    async (origin) => {
      const targets = `targets:
  - name: a
    provider: wachat
    baseUrl: ${origin}
    headers: { x-a: OWN }
`
      await withFolder({ 'targets.yaml': targets }, async (cwd) => {
        const env = { WACHAT_API_KEY: 'k', OWN: 'own', B: 'common', A: '' }
        const args = ['--targets=targets.yaml', '--headers=X-A=A,X-B=B']
        await runCheck(args, { env, cwd })
      })
    },
  )
  expect(seen).toEqual(new Set(['own, common']))
})

test('a program gives the values themselves', async () => {
  const seen = new Set<unknown>()
  await withServer(
    ({ headers }) => {
      seen.add(headers['x-tenant'])
      return { status: 200, body: {} }
    },
    async (baseUrl) => {
      const credentials = { account: 'k' }
      const headers = { 'X-Tenant': tenant }
      const report = await check({ provider: 'wachat', baseUrl, credentials, headers })
      expect(JSON.stringify(report)).not.toContain(tenant)
    },
  )
  expect(seen).toEqual(new Set([tenant]))
})

test.for([
  ['X-A=A,x-a=B', /^error: --headers: "x-a" stands there twice$/m],
  ['Connection=A', /^error: --headers: "connection" is not yours to set$/m],
  ['Proxy-Authorization=A', /^error: --headers: "proxy-authorization" is not yours/m],
  ['Host=A', /^error: --headers: "host" is not yours to set$/m],
  ['Accept=A', /^error: --headers: "accept" is not yours to set$/m],
  ['Accept-Encoding=A', /^error: --headers: "accept-encoding" is not yours to set$/m],
  ['Transfer-Encoding=A', /^error: --headers: "transfer-encoding" is not yours/m],
  ['Authorization=A', /^error: --headers: "authorization" holds the credential; .*WACHAT_API_KEY/m],
  ['X(A=A', /^error: --headers: no header has such a name$/m],
  ['X-A=NOT_SET', /no value for the header "X-A": set NOT_SET in the environment/],
  ['X-A=EMPTY_ONE', /no value for the header "X-A": set EMPTY_ONE/],
  ['X-A=sk4f9a1c77', /no value for the header "X-A": set its variable/],
  ['X-A=LINE_END', /the value of the header "X-A" has characters .*\(LINE_END\)/],
  ['X-A: sk-4f9a1c77', /^error: --headers \(CONFORMANCE_HEADERS\): expected Name=VARIABLE/m],
  ['X-A=sk-4f9a1c77', /^error: --headers \(CONFORMANCE_HEADERS\): expected Name=VARIABLE/m],
  ['X-A', /^error: --headers \(CONFORMANCE_HEADERS\): expected Name=VARIABLE/m],
  ['X-A=A,', /^error: --headers \(CONFORMANCE_HEADERS\): expected Name=VARIABLE/m],
] as const)('--headers=%s is refused before any request', async ([given, line]) => {
  let requests = 0
  await withServer(
    () => {
      requests++
      return { status: 200, body: {} }
    },
    async (origin) => {
      const env = { WACHAT_API_KEY: 'k', A: 'a', B: 'b', EMPTY_ONE: ' ', LINE_END: 'a\nb' }
      const finished = await runCheck([...wachatAt(origin), `--headers=${given}`], { env })
      expectRefusal(finished, line)
      expect([finished.output, ...finished.files.values()].join()).not.toContain('4f9a1c77')
    },
  )
  expect(requests).toBe(0)
})

test('a header of a target that cannot be sent is refused with its file', async () => {
  const targets =
    'targets:\n  - { name: a, provider: wachat, baseUrl: http://h.example, headers: { Host: A } }\n'
  await withFolder({ 'targets.yaml': targets }, async (cwd) => {
    const env = { WACHAT_API_KEY: 'k', A: 'a' }
    const finished = await runCheck(['--targets=targets.yaml'], { env, cwd })
    expectRefusal(finished, /targets\.yaml: "a": headers: "host" is not yours to set/)
  })
})
