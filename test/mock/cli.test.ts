import { spawn } from 'node:child_process'
import { expect, onTestFinished, test } from 'vitest'
import { root, scripts } from '../command/support.ts'
import { runProgram, scriptEnvironment } from '../support/program.ts'
import { running } from './support.ts'

/** In a process of its own, for it ends only when it is told to. */
function launch(...args: readonly string[]) {
  const child = spawn(process.execPath, [scripts.program, 'mock', ...args], {
    cwd: root,
    env: { ...process.env, ...scriptEnvironment('mock', root) },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output, ended }
}

const run = (...args: readonly string[]) => runProgram('mock', args, root)

test('it prints address, credentials, a curl line and a vitest line, and serves', async () => {
  const { child, output, ended } = launch('hypersender', '--seed=3', '--instances=2')
  await expect.poll(() => output.stdout, { timeout: 30_000 }).toContain('Ctrl+C')
  const { stdout } = output
  const url = /http:\S+\/instances/.exec(stdout)?.[0] ?? ''
  const token = /^export HYPERSENDER_TOKEN='(.+)'$/m.exec(stdout)?.[1]
  expect(stdout).toContain(`curl -H "Authorization: Bearer $HYPERSENDER_TOKEN" ${url}`)
  const baseUrl = url.replace('/instances', '')
  expect(stdout).toContain(`npx vitest --base-url=${baseUrl} --provider=hypersender\n`)
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } })
  expect(await response.json()).toHaveLength(2)
  child.kill('SIGINT')
  expect(await ended).toBe(0)
})

test('--fault and --variant say what is served', async () => {
  const { output } = launch('ryzeapi', '--variant=size.1', '--fault=message.one-is-plural')
  await expect.poll(() => output.stdout, { timeout: 30_000 }).toContain('Ctrl+C')
  const url = /http:\S+\/list/.exec(output.stdout)?.[0] ?? ''
  const token = /^export RYZEAPI_TOKEN_ACCOUNT=(.+)$/m.exec(output.stdout)?.[1] ?? ''
  const response = await fetch(url, { headers: { token } })
  expect(await response.json()).toMatchObject({ message: '1 Instances found', meta: { total: 1 } })
})

test('--help prints the usage and ends with 0', async () => {
  const { code, stdout } = await run('--help')
  expect(code).toBe(0)
  expect(stdout).toContain('Usage: npm run mock -- <provider>')
})

test.each([
  [[], 'evolution, hypersender, ryzeapi, wachat'],
  [['zq7'], 'evolution, hypersender, ryzeapi, wachat'],
  [['wachat', 'ryzeapi'], 'one provider at a time'],
  [['wachat', '--prot=1'], '--port, --instances, --seed, --latency, --help'],
  [['wachat', '--port'], 'argument missing'],
  [['wachat', '--port', '-1'], 'ambiguous; the flags are'],
  [['wachat', '--port=65536'], '0 to 65535'],
  [['wachat', '--instances=many'], '0 to 10000'],
  [['wachat', '--seed='], '0 to 4294967295'],
])('%j ends with 2 and one line that says what is allowed', async (args, hint) => {
  const { code, stdout, stderr } = await run(...args)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^error: .+\n$/)
  expect(stderr).toContain(hint)
})

test('the process ends with the code of the command', async () => {
  const { output, ended } = launch('zq7')
  expect(await ended).toBe(2)
  expect(output).toEqual({ stdout: '', stderr: expect.stringMatching(/^error: .+\n$/) as unknown })
})

test('a port in use ends with 2 and one line', async () => {
  const { port } = new URL((await running('wachat')).baseUrl)
  const { code, stderr } = await run('wachat', `--port=${port}`)
  expect(code).toBe(2)
  expect(stderr).toBe(
    `error: port ${port} is in use; choose another, or any free one by --port=0\n`,
  )
})
