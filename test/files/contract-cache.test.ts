import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ContractCache } from '../../src/files/contract-cache.ts'

/** A folder that is there only once something was remembered. */
function cacheFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cache-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'contracts')
}

test('what was made of the same is not made again, and of other things it is', () => {
  const folder = cacheFolder()
  let made = 0
  const recall = (...inputs: string[]) =>
    new ContractCache(folder).recall('name', inputs, () => ({ n: ++made }))
  const numbers = [recall('a', 'b'), recall('a', 'b'), recall('ab'), recall('ab')]
  expect(numbers.map(({ n }) => n)).toEqual([1, 1, 2, 2])
})

test('things of different names stand beside each other, and only the newest of a name stays', () => {
  const folder = cacheFolder()
  const cache = new ContractCache(folder)
  cache.recall('a', ['x'], () => 'ax')
  cache.recall('b', ['x'], () => 'bx')
  cache.recall('a', ['y'], () => 'ay')
  expect(readdirSync(folder)).toHaveLength(2)
  expect(cache.recall('a', ['y'], () => 'made again')).toBe('ay')
  expect(cache.recall('b', ['x'], () => 'made again')).toBe('bx')
})

test.each<[string, (text: string) => string]>([
  ['cut short', (text) => text.slice(0, -3)],
  ['emptied', () => ''],
  ['changed, and is JSON still', (text) => text.replace('right', 'wrong')],
  ['of an earlier version', (text) => text.split('\n')[1] ?? ''],
])('what was %s is made again', (_, change) => {
  const folder = cacheFolder()
  const recall = () => new ContractCache(folder).recall('name', ['a'], () => ({ is: 'right' }))
  recall()
  const [name = ''] = readdirSync(folder)
  const file = join(folder, name)
  const whole = readFileSync(file, 'utf8')
  writeFileSync(file, change(whole))
  expect(recall()).toEqual({ is: 'right' })
  expect(readFileSync(file, 'utf8')).toBe(whole)
})

test('without a folder nothing is remembered', () => {
  let made = 0
  const cache = new ContractCache(null)
  for (const input of ['a', 'a']) cache.recall('name', [input], () => ++made)
  expect(made).toBe(2)
})
