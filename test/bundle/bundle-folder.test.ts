import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { version } from 'esbuild'
import { expect, test } from 'vitest'
import { engineFolder } from '../../scripts/bundle/bundle-folder.js'
import { sourcesHash } from '../../scripts/bundle/sources.js'
import { projectWith } from './project.ts'

const saying = (word: string) => `console.log('${word}')\n`

test('what has not changed is bundled once', async () => {
  const { root, cache } = projectWith(saying('one'))
  const first = await engineFolder(root)
  const { ctimeMs } = statSync(first)
  expect(await engineFolder(root)).toBe(first)
  expect(statSync(first).ctimeMs).toBe(ctimeMs)
  expect(readdirSync(cache)).toHaveLength(1)
})

test('an edit is in the very next run, even one that leaves size and time as they were', () => {
  const { root, run, write } = projectWith("import { word } from '../word.ts'\nconsole.log(word)\n")
  const [file, time] = ['src/word.ts', new Date(0)]
  for (const word of ['one', 'two', 'one']) {
    write(file, `export const word = '${word}'\n`)
    utimesSync(join(root, file), time, time)
    expect(run()).toMatchObject({ status: 0, stdout: `${word}\n`, stderr: '' })
  }
})

test('what bundles counts as a source: our own code, and the version of esbuild', () => {
  const { root, write } = projectWith(saying('one'))
  const esbuild = join('node_modules', 'esbuild')
  rmSync(join(root, esbuild))
  const hashes = ['1.0.0', '1.0.1'].map((version) => {
    write(join(esbuild, 'package.json'), JSON.stringify({ version }))
    return sourcesHash(root)
  })
  write('scripts/bundle/bundle.js', '')
  expect(new Set([...hashes, sourcesHash(root)]).size).toBe(3)
})

test.each<[string, (file: string) => void]>([
  ['cut short', (file) => truncateSync(file, 10)],
  ['changed', (file) => writeFileSync(file, saying('wrong'))],
  ['gone', (file) => rmSync(file)],
])('a bundle of which a file is %s is made again', async (_, change) => {
  const { root, run } = projectWith(saying('right'))
  change(join(await engineFolder(root), 'bin.mjs'))
  expect(run()).toMatchObject({ status: 0, stdout: 'right\n', stderr: '' })
})

test('two that bundle at the same time end with the same bundle, and leave no draft', async () => {
  const { root, cache } = projectWith(saying('one'))
  const [one, other] = await Promise.all([engineFolder(root), engineFolder(root)])
  expect(other).toBe(one)
  expect(readdirSync(cache).map((name) => join(cache, name))).toEqual([one])
})

test('a source that is saved while it is bundled is not taken for what it was', async () => {
  const { root, run, write } = projectWith(saying('one'))
  const bundling = engineFolder(root)
  write('src/cli/bin.ts', saying('two'))
  const folder = await bundling
  expect(readFileSync(join(folder, 'bin.mjs'), 'utf8')).toContain('two')
  write('src/cli/bin.ts', saying('one'))
  expect(run().stdout).toBe('one\n')
})

test('a source that is wrong is told by file and line, and leaves nothing behind', async () => {
  const { root, cache, write } = projectWith(saying('one'))
  write('src/cli/bin.ts', 'const right = 1\nconst = 2\n')
  await expect(engineFolder(root)).rejects.toThrow(/src\/cli\/bin\.ts:2:/)
  expect(readdirSync(cache)).toEqual([])
})

test('of many states of the sources the newest ten stay', async () => {
  const { root, cache, write } = projectWith(saying('one'))
  for (let state = 0; state < 12; state++) {
    write('src/cli/bin.ts', saying(`state ${state}`))
    const folder = await engineFolder(root)
    utimesSync(folder, state, state)
  }
  const texts = readdirSync(cache).map((name) => readFileSync(join(cache, name, 'bin.mjs'), 'utf8'))
  expect(texts).toHaveLength(10)
  expect(texts.filter((text) => /state [01]"/.test(text))).toEqual([])
})

test('where node_modules cannot be written, a run has a bundle of its own, which goes with it', () => {
  const { root, run } = projectWith("import { version } from 'esbuild'\nconsole.log(version)\n")
  // Not even the user "root" can make a folder where a file is.
  writeFileSync(join(root, 'node_modules', '.cache'), '')
  const temporary = join(root, 'temporary')
  mkdirSync(temporary)
  const { status, stdout } = run({ TMPDIR: temporary, TEMP: temporary, TMP: temporary })
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${version}\n` })
  expect(readdirSync(temporary)).toEqual([])
})

test('the code finds what lies beside its source, and a stack trace leads there', () => {
  const program = `import { readFileSync } from 'node:fs'
console.log(readFileSync(new URL('beside.txt', import.meta.url), 'utf8'))
throw new Error('wrong')
`
  const { root, run, write } = projectWith(program)
  write('src/cli/beside.txt', 'found')
  const { stdout, stderr } = run()
  expect(stdout).toBe('found\n')
  expect(stderr).toContain(`${join(root, 'src', 'cli', 'bin.ts')}:3:`)
})
