import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { mockedFaults, mockedProviders, mockedVariants } from '../../mock/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function launch(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/bin.ts', 'mock', ...args], {
    cwd: root,
    env: {
      ...process.env,
      npm_lifecycle_event: 'mock',
      npm_package_name: 'wa-gateway-conformance',
      INIT_CWD: root,
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { output, ended }
}

const linesOf = (text: string) => text.trimEnd().split('\n')

test('--fault=ID serves that fault', async () => {
  const { output } = launch('ryzeapi', '--fault=message.one-is-plural', '--instances=1')
  await expect.poll(() => output.stdout, { timeout: 10_000 }).toContain('Ctrl+C')
  const url = /http:\S+\/list/.exec(output.stdout)?.[0] ?? ''
  const token = /^export RYZEAPI_TOKEN_ACCOUNT=(.+)$/m.exec(output.stdout)?.[1] ?? ''
  const response = await fetch(url, { headers: { token } })
  expect(await response.json()).toMatchObject({ message: '1 Instances found' })
})

test('--fault=list lists the faults of a provider with the facts that they break', async () => {
  const { output, ended } = launch('ryzeapi', '--fault=list')
  expect(await ended).toBe(0)
  const lines = linesOf(output.stdout)
  expect(lines).toContain('ryzeapi message.one-is-plural R20')
  expect(lines).toHaveLength(mockedFaults('ryzeapi').length)
})

test('--fault=list without a provider lists all faults', async () => {
  const { output, ended } = launch('--fault=list')
  expect(await ended).toBe(0)
  const all = mockedProviders().flatMap((provider) => mockedFaults(provider))
  expect(linesOf(output.stdout)).toHaveLength(all.length)
})

test('an unknown fault ends with 2 and one line that says how to list them', async () => {
  const { output, ended } = launch('wachat', '--fault=zq7')
  expect(await ended).toBe(2)
  expect(output.stderr).toBe('error: wachat has no fault "zq7"; --fault=list lists them\n')
})

test('--variant=ID serves that variant', async () => {
  const { output } = launch('ryzeapi', '--variant=size.2')
  await expect.poll(() => output.stdout, { timeout: 10_000 }).toContain('Ctrl+C')
  const url = /http:\S+\/list/.exec(output.stdout)?.[0] ?? ''
  const token = /^export RYZEAPI_TOKEN_ACCOUNT=(.+)$/m.exec(output.stdout)?.[1] ?? ''
  const response = await fetch(url, { headers: { token } })
  expect(await response.json()).toMatchObject({ message: '2 Instances found' })
})

test('--variant=list lists the variants of a provider with the reasons why they are right', async () => {
  const { output, ended } = launch('hypersender', '--variant=list')
  expect(await ended).toBe(0)
  const lines = linesOf(output.stdout)
  expect(lines).toContain('hypersender silence.403 (errors are not documented)')
  expect(lines).toHaveLength(mockedVariants('hypersender').length)
})

test('an unknown variant ends with 2 and one line that says how to list them', async () => {
  const { output, ended } = launch('wachat', '--variant=zq7')
  expect(await ended).toBe(2)
  expect(output.stderr).toBe('error: wachat has no variant "zq7"; --variant=list lists them\n')
})
