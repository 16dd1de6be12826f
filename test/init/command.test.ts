import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Contracts } from '../../src/files/contracts.ts'
import { packageRoot } from '../../src/files/package-root.ts'
import { withFolder } from '../command/support.ts'
import { runProgram, scriptEnvironment } from '../support/program.ts'
import { read } from './support.ts'

/** Runs the command in a folder. */
const run = (cwd: string, ...args: readonly string[]) => runProgram('init', args, cwd)

/** The same in a process of its own. */
async function spawned(cwd: string, ...args: readonly string[]) {
  const { PATH = '', HOME = '' } = process.env
  const root = packageRoot()
  const tsx = join(root, 'node_modules', '.bin', 'tsx')
  const child = spawn(tsx, [join(root, 'src', 'cli', 'bin.ts'), 'init', ...args], {
    cwd,
    env: { PATH, HOME, ...scriptEnvironment('init', cwd) },
  })
  const out = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => (out[name] += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...out }
}

const files = {
  'wachat.md': read('pages/wachat.md'),
  'two.yaml': read('documents/two-lists.yaml'),
}

describe('the command', () => {
  test('it writes <provider>.yaml, which a run can load, and says what comes next', () =>
    withFolder(files, async (folder) => {
      const { code, stdout, stderr } = await run(folder, 'wachat.md')
      expect(stderr).toBe('')
      expect(code).toBe(0)
      expect(stdout).toMatch(
        /^Wrote wachat\.yaml, from GET \/instance\/list \(wachat\.md, line 69\)$/m,
      )
      expect(stdout).toMatch(/^ {2}\d+ behaviors stated by the document, each with its line$/m)
      expect(stdout).toMatch(/^ {2}\d+ guesses to look at, marked GUESS$/m)
      expect(stdout).toMatch(/^ {2}export WACHAT_API_KEY=…$/m)
      expect(stdout).toContain(
        'npx vitest --provider=./wachat.yaml --base-url=https://app.wachat.net/api/v1\n',
      )
      const contracts = new Contracts(folder)
      expect(contracts.load('./wachat.yaml').provider).toBe('wachat')
    }))

  test('in a process of its own it says, writes and ends with the same', () =>
    withFolder(files, async (folder) => {
      const alone = await spawned(folder, 'wachat.md')
      const text = await readFile(join(folder, 'wachat.yaml'), 'utf8')
      expect(alone).toEqual(await run(folder, 'wachat.md', '--force'))
      expect(await readFile(join(folder, 'wachat.yaml'), 'utf8')).toBe(text)
      expect(alone.code).toBe(0)
      expect(await spawned(folder)).toEqual(await run(folder))
    }))

  test.each([
    ['by its name', './document.yaml', undefined],
    ['by a link', 'link.yaml', symlink],
  ])('it never writes over the document, meant %s', (_, out, make) =>
    withFolder({ 'document.yaml': read('documents/two-lists.yaml') }, async (folder) => {
      await make?.(join(folder, 'document.yaml'), join(folder, out))
      const args = ['document.yaml', '--operation=GET /instances', `--out=${out}`, '--force']
      const { code, stderr } = await run(folder, ...args)
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `error: ${out} is the document itself; --out=<file> names another\n`,
      })
    }),
  )

  test('it overwrites no file, unless --force says so', () =>
    withFolder({ ...files, 'wachat.yaml': 'mine' }, async (folder) => {
      const refused = await run(folder, 'wachat.md')
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toBe(
        'error: wachat.yaml is there already; --force overwrites it, --out=<file> names another\n',
      )
      expect(await readFile(join(folder, 'wachat.yaml'), 'utf8')).toBe('mine')
      expect((await run(folder, 'wachat.md', '--force')).code).toBe(0)
      expect(await readFile(join(folder, 'wachat.yaml'), 'utf8')).toContain('provider: wachat')
    }))

  test('--out=- prints the contract and nothing beside it', () =>
    withFolder(files, async (folder) => {
      const { stdout, stderr, code } = await run(folder, 'wachat.md', '--out=-', '--provider=other')
      expect(stdout).toMatch(/^# yaml-language-server:[^]*^provider: other$/m)
      expect(stdout).not.toContain('guesses to look at')
      expect(stderr).toContain('guesses to look at')
      expect(code).toBe(0)
    }))

  test('--operation and --out say what is read and where it goes', () =>
    withFolder(files, async (folder) => {
      const flags = ['--operation=GET /chats', '--out=chats.yaml']
      expect((await run(folder, 'two.yaml', ...flags)).code).toBe(0)
      expect(await readFile(join(folder, 'chats.yaml'), 'utf8')).toContain('path: /chats')
    }))

  test.for([
    [[], /^error: no file given; --help says how it is used\n$/],
    [['two.yaml', 'wachat.md'], /^error: one file at a time, not also "wachat\.md"\n$/],
    [
      ['two.yaml', '--operaton=x'],
      /^error: there is no flag --operaton \(did you mean "operation"\?\)/,
    ],
    [['two.yaml'], /^error: two\.yaml has 2 operations that list: [^\n]*\n$/],
    [['nowhere.yaml'], /^error: cannot read nowhere\.yaml \(ENOENT\)\n$/],
    [['./'], /^error: cannot read \.\/ \(it is a folder\)\n$/],
    [
      ['https://example.com/a.yaml'],
      /^error: init reads files alone; fetch it first: curl -o [^\n]*\n$/,
    ],
    [
      ['two.yaml', '--out=none/a.yaml', '--operation=/chats'],
      /^error: cannot write none\/a\.yaml \(ENOENT\)\n$/,
    ],
  ] as const)('%j ends with 2, and one line that says why', ([args, message]) =>
    withFolder(files, async (folder) => {
      const { code, stdout, stderr } = await run(folder, ...args)
      expect(stderr).toMatch(message)
      expect(stdout).toBe('')
      expect(code).toBe(2)
    }),
  )

  test('--help says how it is used', async () => {
    const { stdout, code } = await run(packageRoot(), '--help')
    expect(stdout).toMatch(/^Usage: npm run init -- <file>/)
    expect(code).toBe(0)
  })
})

test('what it quotes of a document cannot act on a terminal', () =>
  withFolder(
    { 'a.yaml': 'openapi: 3.0.0\npaths: { "/\\e[2J{id}": { get: {} } }' },
    async (folder) => {
      const { stderr } = await run(folder, 'a.yaml', '--operation=/\u001b[2J{id}')
      expect(stderr).toMatch(/GET \/\\u001b\[2J\{id\}/)
    },
  ))
