import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { mockedFaults, mockedProviders, mockedVariants } from '../../mock/index.ts'
import { runProgram, scriptEnvironment } from '../support/program.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** In a process of its own, for it ends only when it is told to. */
function launch(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/bin.ts', 'mock', ...args], {
    cwd: root,
    env: { ...process.env, ...scriptEnvironment('mock', root) },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  return output
}

const run = (...args: readonly string[]) => runProgram('mock', args, root)

const linesOf = (text: string) => text.trimEnd().split('\n')

test('--fault=ID serves that fault', async () => {
  const output = launch('ryzeapi', '--fault=message.one-is-plural', '--instances=1')
  await expect.poll(() => output.stdout, { timeout: 30_000 }).toContain('Ctrl+C')
  const url = /http:\S+\/list/.exec(output.stdout)?.[0] ?? ''
  const token = /^export RYZEAPI_TOKEN_ACCOUNT=(.+)$/m.exec(output.stdout)?.[1] ?? ''
  const response = await fetch(url, { headers: { token } })
  expect(await response.json()).toMatchObject({ message: '1 Instances found' })
})

test('--fault=list lists the faults of a provider with the facts that they break', async () => {
  const { code, stdout } = await run('ryzeapi', '--fault=list')
  expect(code).toBe(0)
  const lines = linesOf(stdout)
  expect(lines).toContain('ryzeapi message.one-is-plural R20')
  expect(lines).toHaveLength(mockedFaults('ryzeapi').length)
})

test('--fault=list without a provider lists all faults', async () => {
  const { code, stdout } = await run('--fault=list')
  expect(code).toBe(0)
  const all = mockedProviders().flatMap((provider) => mockedFaults(provider))
  expect(linesOf(stdout)).toHaveLength(all.length)
})

test('an unknown fault ends with 2 and one line that says how to list them', async () => {
  const { code, stderr } = await run('wachat', '--fault=zq7')
  expect(code).toBe(2)
  expect(stderr).toBe('error: wachat has no fault "zq7"; --fault=list lists them\n')
})

test('--variant=ID serves that variant', async () => {
  const output = launch('ryzeapi', '--variant=size.2')
  await expect.poll(() => output.stdout, { timeout: 30_000 }).toContain('Ctrl+C')
  const url = /http:\S+\/list/.exec(output.stdout)?.[0] ?? ''
  const token = /^export RYZEAPI_TOKEN_ACCOUNT=(.+)$/m.exec(output.stdout)?.[1] ?? ''
  const response = await fetch(url, { headers: { token } })
  expect(await response.json()).toMatchObject({ message: '2 Instances found' })
})

test('--variant=list lists the variants of a provider with the reasons why they are right', async () => {
  const { code, stdout } = await run('hypersender', '--variant=list')
  expect(code).toBe(0)
  const lines = linesOf(stdout)
  expect(lines).toContain('hypersender silence.403 (errors are not documented)')
  expect(lines).toHaveLength(mockedVariants('hypersender').length)
})

test('an unknown variant ends with 2 and one line that says how to list them', async () => {
  const { code, stderr } = await run('wachat', '--variant=zq7')
  expect(code).toBe(2)
  expect(stderr).toBe('error: wachat has no variant "zq7"; --variant=list lists them\n')
})
