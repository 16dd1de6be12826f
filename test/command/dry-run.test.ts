import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withServer } from './servers.ts'
import { expectRefusal, runCheck, runCommand, withFolder } from './support.ts'
import type { CommandOptions, Finished } from './support.ts'

const dry = (args: readonly string[], options?: CommandOptions): Promise<Finished> =>
  runCheck(['--dry-run', ...args], options)

test('it says of each behavior what it asks for, how often, and what the account must have', async () => {
  const { code, stdout } = await dry(['--provider=ryzeapi', '-t', 'filter.single-name'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ {2}ryzeapi\.filter\.single-name {2}must {2}at most \d+ requests$/m)
  expect(stdout).toContain('    GET /instance/list?instanceName={name}, as account\n')
  expect(stdout).toContain('    an instance that the filter must leave out (1 behavior)\n')
  expect(stdout).toMatch(/^ {2}at most \d+ requests, .* at the limit of 90 in 60 s/m)
  expect(stdout).toMatch(/^1 target, at most \d+ requests; nothing was sent$/m)
  expect(stdout).not.toContain('scope.')
})

test('nothing is sent, nothing is written, and no credential is needed', async () => {
  let asked = 0
  const answer = () => ({ status: 200, body: asked++ })
  await withServer(answer, (baseUrl) =>
    withFolder({}, async (cwd) => {
      const files = ['--report-dir=reports', '--history=history']
      const { code, stdout, stderr } = await dry(
        [`--base-url=${baseUrl}`, '--provider=wachat', ...files],
        { cwd },
      )
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('  not ready: no credential: set WACHAT_API_KEY in the environment')
      expect(await readdir(cwd)).toEqual([])
    }),
  )
  expect(asked).toBe(0)
})

const targets = `targets:
  - name: eu
    provider: ryzeapi
    baseUrl: https://eu.example/api
    credentials: { account: EU_TOKEN }
    headers: { X-Tenant: EU_TENANT }
`

test('values are masked: in their place stand the variables that hold them', async () => {
  const env = { EU_TOKEN: 'f3a1c09be2d84756', EU_TENANT: 'acme-tenant-77' }
  const { stdout, output } = await withFolder({ 'targets.yaml': targets }, (cwd) =>
    dry(['--targets=targets.yaml'], { cwd, env }),
  )
  expect(stdout).toContain('  as account, token: $EU_TOKEN\n')
  expect(stdout).toContain('  always x-tenant: $EU_TENANT\n')
  expect(output).not.toMatch(/f3a1c09be2d84756|acme-tenant-77/)
})

test('what a flag leaves out is named, and what it adds is counted', async () => {
  const at = ['--provider=ryzeapi', '--base-url=https://a.example', '-t', 'limit']
  const [without, withIt] = [await dry(at), await dry([...at, '--burst'])]
  expect(without.stdout).toContain('2 behaviors left out without --burst\n')
  expect(withIt.stdout).toContain('; and 208 in a burst\n')
})

test.each([
  ['a wrong option', ['--runs=0'], /^error: --runs .*expected a whole number/m],
  ['an unknown provider', ['--provider=ryzeap'], /^error: no provider "ryzeap"/m],
  ['a credential in a flag', ['--token=geheim'], /^error: --token is refused/m],
  ['a selection without a behavior', ['-t', 'nosuch'], /^error: nothing would be judged/m],
])('%s is code 2, and nothing is written', async (_, args, line) => {
  await withFolder({}, async (cwd) => {
    expectRefusal(await dry(['--report-dir=reports', ...args], { cwd }), line)
    expect(await readdir(cwd)).toEqual([])
  })
})

test('npx vitest says the same as the program, of what Vitest was told to select', async () => {
  await withFolder({}, async (folder) => {
    const dir = `--report-dir=${join(folder, 'reports')}`
    const args = ['--project=ryzeapi', '-t', 'filter.single-name', dir]
    const vitest = await runCommand(['--dry-run', ...args])
    const program = await dry(['--provider=ryzeapi', '-t', 'filter.single-name'])
    expect(vitest).toMatchObject({ code: 0, stdout: program.stdout, stderr: '' })
    expect(await readdir(folder)).toEqual([])
  })
})

test('names of files and shards select as they do in a run', async () => {
  const { stdout } = await runCommand(['--dry-run', 'run', 'limits', '--shard=1/2'])
  expect(stdout).toMatch(/^ryzeapi at its embedded mock/)
  expect(stdout.match(/^ {2}\w+\.[\w.-]+/gm)).toEqual([
    '  ryzeapi.limit.requests-per-minute',
    '  ryzeapi.limit.body',
  ])
})
