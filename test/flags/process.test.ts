import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const npmrc = readFileSync(join(root, '.npmrc'), 'utf8')
const nodeOptions = /^node-options=(.+)$/m.exec(npmrc)?.[1] ?? 'none'

/** The environment of somebody's shell, without what this run of Vitest and npm added to it. */
const shell = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|CONFORMANCE_|NODE_|CI$)/i.test(name),
  ),
)

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

function run(command: string, args: readonly string[], cwd: string, env = {}): Promise<Ended> {
  const child = spawn(command, args, { cwd, env: { ...shell, NO_COLOR: '1', ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...output }))
  })
}

const vitest = (args: readonly string[], folder = '.') =>
  run('npx', ['--no-install', 'vitest', ...args], join(root, folder))

/** What is on stderr apart from npm's own warnings. */
function errorLines({ stderr }: Ended): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('npm '))
}

test.each([
  ['--foo', /^error: neither this suite nor Vitest knows the flag --foo\. All flags: /],
  ['--prvider=x', /^error: .* the flag --prvider\. Did you mean --provider\? All flags: /],
  ['--token=geheim', /^error: --token is refused: (?!.*geheim)/],
  ['--provider', /^error: --provider needs a value: --provider=<name\|file>$/],
])('npx vitest %s ends with 2 and one line that says what to do', async (flag, line) => {
  const ended = await vitest([flag])
  expect(errorLines(ended)).toEqual([expect.stringMatching(line)])
  expect(ended).toMatchObject({ code: 2, stdout: '' })
})

test.each(['.', 'src/contract'])(
  "--help in %s shows our flags ahead of Vitest's",
  async (folder) => {
    const ended = await vitest(['--help'], folder)
    expect(errorLines(ended)).toEqual([])
    expect(ended.code).toBe(0)
    expect(ended.stdout).toMatch(
      /^Conformance options:\n {2}--base-url <url>[^]*\nvitest\/\d[^]*--reporter/,
    )
  },
)

test('a flag that is refused is refused in a subfolder, too', async () => {
  const ended = await vitest(['--token=x'], 'test/flags')
  expect(ended.code).toBe(2)
  expect(errorLines(ended)).toEqual([expect.stringContaining('--token is refused')])
})

/** A folder from which nothing of this project resolves. */
function farFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'far-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('far from the project the node option of .npmrc does nothing', async () => {
  const ended = await run(process.execPath, ['-e', '1'], farFolder(), { NODE_OPTIONS: nodeOptions })
  expect(ended).toEqual({ code: 0, stdout: '', stderr: '' })
})

test("far from the project another project's Vitest keeps its arguments", async () => {
  const folder = farFolder()
  writeFileSync(join(folder, 'vitest.mjs'), 'console.log(process.argv.slice(2).join())')
  const args = [join(folder, 'vitest.mjs'), '--provider=x', '--token=y']
  const ended = await run(process.execPath, args, folder, { NODE_OPTIONS: nodeOptions })
  expect(ended).toEqual({ code: 0, stdout: '--provider=x,--token=y\n', stderr: '' })
})

test('in the project the node option takes our flags from a script called vitest.mjs', async () => {
  const script = join(farFolder(), 'vitest.mjs')
  writeFileSync(
    script,
    'console.log(process.argv.slice(2).join(), process.env.CONFORMANCE_PROVIDER)',
  )
  const args = [script, '--provider=x', '--bail=1']
  const ended = await run(process.execPath, args, root, { NODE_OPTIONS: nodeOptions })
  expect(ended).toEqual({ code: 0, stdout: '--bail=1 x\n', stderr: '' })
})

test('in the project the node option leaves other scripts alone', async () => {
  const script = join(farFolder(), 'other.mjs')
  writeFileSync(script, 'console.log(process.argv.slice(2).join())')
  const ended = await run(process.execPath, [script, '--provider=x'], root, {
    NODE_OPTIONS: nodeOptions,
  })
  expect(ended).toEqual({ code: 0, stdout: '--provider=x\n', stderr: '' })
})
