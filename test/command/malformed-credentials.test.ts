import { expect, test } from 'vitest'
import { runCheck, withFolder } from './support.ts'

const key = 'f3a6b9d0111142228333abcdefabcdef'
const server = ['--base-url=http://127.0.0.1:9', '--provider=ryzeapi']

const values: readonly (readonly [what: string, value: string, line: RegExp])[] = [
  ['double quotes', `"${key}"`, /value of RYZEAPI_TOKEN_ACCOUNT has quotes around it/],
  ['single quotes', `'${key}'`, /value of RYZEAPI_TOKEN_ACCOUNT has quotes around it/],
  ['its scheme', `Bearer ${key}`, /value of RYZEAPI_TOKEN_ACCOUNT begins with "Bearer "/],
  ['a name that no shell expanded', '$TOKEN', /name of another variable, which was not expanded/],
  ['a whole line of .env', `RYZEAPI_TOKEN_ACCOUNT=${key}`, /begins with "RYZEAPI_TOKEN_ACCOUNT="/],
  ['a name in braces', '${TOKEN}', /name of another variable, which was not expanded/],
]

test.for(values)('%s in a credential is named, and nothing is sent', async ([, value, line]) => {
  const { code, stderr, stdout } = await runCheck(server, {
    env: { RYZEAPI_TOKEN_ACCOUNT: value },
  })
  expect(code).toBe(2)
  expect(stderr).toMatch(line)
  expect(stderr + stdout).not.toContain(key)
})

test('one value for two roles is named', async () => {
  const env = { RYZEAPI_TOKEN_ACCOUNT: key, RYZEAPI_TOKEN_INSTANCE: key }
  const { code, stderr } = await runCheck(server, { env })
  expect(code).toBe(2)
  expect(stderr).toContain('RYZEAPI_TOKEN_ACCOUNT and RYZEAPI_TOKEN_INSTANCE have the same value')
})

const keys = [
  ['a UUID', 'f3a6b9d0-1111-4222-8333-abcdefabcdef'],
  ['letters and digits', key],
] as const

test.for(keys)('a key (%s) in place of a variable is named, and not shown', ([, secret]) => {
  const target = `{ name: a, provider: ryzeapi, baseUrl: 'http://127.0.0.1:9', credentials: { account: '${secret}' } }`
  return withFolder({ 'targets.yaml': `targets:\n  - ${target}\n` }, async (folder) => {
    const { code, stderr, stdout } = await runCheck(['--targets=targets.yaml'], { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toMatch(/never the key itself/)
    expect(stderr + stdout).not.toContain(secret)
  })
})
