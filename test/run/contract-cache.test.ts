import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Remembered } from '../../src/run/contract-cache.ts'

/** A package that packages are installed in, and where it remembers. */
function installed(): { root: string; folder: string } {
  const root = mkdtempSync(join(tmpdir(), 'remembered-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'node_modules'))
  return { root, folder: join(root, 'node_modules', '.cache', 'wa-gateway-conformance') }
}

test('what was made of the same is not made again, and of other things it is', () => {
  const { root } = installed()
  let made = 0
  const recall = (...inputs: string[]) => new Remembered(root).recall(inputs, () => ({ n: ++made }))
  expect([recall('a', 'b'), recall('a', 'b'), recall('ab'), recall('a', 'b')]).toEqual([
    { n: 1 },
    { n: 1 },
    { n: 2 },
    { n: 1 },
  ])
})

test.each<[string, (text: string) => string]>([
  ['cut short', (text) => text.slice(0, -3)],
  ['emptied', () => ''],
  ['changed, and is JSON still', (text) => text.replace('right', 'wrong')],
  ['of an earlier version', (text) => text.split('\n')[1] ?? ''],
])('what was %s is made again', (_, change) => {
  const { root, folder } = installed()
  const recall = () => new Remembered(root).recall(['a'], () => ({ is: 'right' }))
  recall()
  const [name = ''] = readdirSync(folder)
  const file = join(folder, name)
  const whole = readFileSync(file, 'utf8')
  writeFileSync(file, change(whole))
  expect(recall()).toEqual({ is: 'right' })
  expect(readFileSync(file, 'utf8')).toBe(whole)
})

test('a hundred stay, the newest, and nothing else in the folder is touched', () => {
  const { root, folder } = installed()
  const remembered = new Remembered(root)
  const names = new Map<number, string>()
  for (let n = 0; n < 100; n++) {
    const before = new Set(n === 0 ? [] : readdirSync(folder))
    remembered.recall([`${n}`], () => n)
    const [name = ''] = readdirSync(folder).filter((one) => !before.has(one))
    names.set(n, name)
    utimesSync(join(folder, name), n, n)
  }
  mkdirSync(join(folder, 'engine-1'))
  remembered.recall(['one more'], () => 'one more')
  const left = readdirSync(folder)
  expect(left).toHaveLength(101)
  expect(left).toContain('engine-1')
  expect(left).not.toContain(names.get(0))
  expect(left).toContain(names.get(1))
})

test('without packages beside it nothing is remembered', () => {
  const root = mkdtempSync(join(tmpdir(), 'remembered-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  new Remembered(root).recall(['a'], () => 1)
  expect(readdirSync(root)).toEqual([])
})
