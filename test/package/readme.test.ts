import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMock } from '../../mock/index.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { checkout } from '../examples/runner.ts'
import { snippetsOf } from './snippets.ts'
import type { Snippet } from './snippets.ts'
import { packInto, runLines } from './support.ts'
import type { Ended } from './support.ts'

const root = packageRoot()
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const snippets = snippetsOf(readme)
const typed = snippets.filter(({ language }) => language === 'sh')

let folder: string
/** Where each section is typed: in a checkout, or in a project that has the package. */
const placeOf = ({ section }: Snippet): string =>
  join(folder, section === 'In a project of your own' ? 'vendor' : 'checkout')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'))
  await checkout(join(folder, 'checkout'))
  mkdirSync(join(folder, 'vendor'))
  writeFileSync(join(folder, 'vendor', 'package.json'), '{ "type": "module" }\n')
  packInto(join(folder, 'vendor'))
  for (const snippet of snippets) if (snippet.file !== null) write(snippet, snippet.file)
  // What a reader brings: an OpenAPI document, and a contract.
  const brought = { 'test/init/documents/orbit.yaml': 'openapi', 'contracts/ryzeapi.yaml': 'mine' }
  for (const [from, name] of Object.entries(brought))
    cpSync(join(root, from), join(folder, 'checkout', `${name}.yaml`))
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(snippet: Snippet, file: string): void {
  const path = join(placeOf(snippet), file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, snippet.text)
}

/** What was exported in the reader's terminal by then. */
const exported = snippets
  .flatMap(({ text }) => [...text.matchAll(/^export (\w+)=(\S+)$/gm)])
  .map(([, name = '', value = '']) => [name, value])
const env = Object.fromEntries(exported) as Record<string, string>

const servesMock = ({ text }: Snippet): boolean => text.startsWith('npm run mock')
const needsDocker = ({ text }: Snippet): boolean => text.startsWith('docker ')
const hasDocker = spawnSync('docker', ['info']).status === 0

/** Serves on the port that README names; where the deviations of its example are used, a server that has them. */
async function withServer(text: string, use: () => Promise<Ended>): Promise<Ended> {
  const fault = text.includes('--targets') ? { fault: 'message.one-is-plural' } : {}
  const mock = await startMock('ryzeapi', { port: 4010, ...fault })
  try {
    return await use()
  } finally {
    await mock.close()
  }
}

test('README shows what a run prints', () => {
  expect(printed).toContain('4 targets')
})

test('the first lines are two commands, and a server of your own is on the same screen', () => {
  expect(typed[0]?.text.split('\n').filter(Boolean)).toHaveLength(2)
  const until = readme.slice(0, readme.indexOf('npm run mock'))
  expect(until.split('\n').length).toBeLessThan(36)
})

/** The first block that README shows of what is printed, and what was printed, whatever numbers are in them. */
const withoutNumbers = (text: string): string => text.replace(/\d[\d.]*/g, '0')
const printed = /^## What it prints\n[^`]*`[^`]*`[^`]*^```\n([^]*?)^```$/m.exec(readme)?.[1] ?? ''

const runnable = typed.filter((one) => !servesMock(one) && (hasDocker || !needsDocker(one)))

test.each(runnable.map((one) => [one.text.trim(), one] as const))(
  'as it stands in README: %s',
  async (text, snippet) => {
    const { code, stdout, stderr } = await withServer(text, () =>
      runLines(placeOf(snippet), snippet.text, env),
    )
    expect(code, stdout + stderr).toBe(0)
    if (text.includes('npm install')) expect(stderr).toBe('')
    if (snippet === typed[0]) expect(withoutNumbers(stdout)).toContain(withoutNumbers(printed))
  },
  300_000,
)

test('the mock that README starts prints the lines that README exports', async () => {
  const { text = '' } = typed.find(servesMock) ?? {}
  const child = spawn('bash', ['-c', `exec ${text}`], { cwd: root, detached: true })
  try {
    let output = ''
    while (!output.includes('Ctrl+C'))
      output += String((await once(child.stdout, 'data')) as unknown[])
    for (const [name = '', value = ''] of exported)
      expect(output).toContain(`export ${name}=${value}\n`)
    expect(output).toContain('http://127.0.0.1:4010/api')
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid)
  }
})
