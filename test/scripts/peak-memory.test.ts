import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { peakBytesOf } from '../../scripts/peak-memory.ts'

const run = promisify(execFile)
const script = new URL('../../scripts/peak-memory.ts', import.meta.url).href
const own = `import(${JSON.stringify(script)}).then(({ peakBytesOf }) => console.log(peakBytesOf('self')))`

test.skipIf(!existsSync('/proc/self/status'))(
  'a process that a larger one started has its own peak, not that of the other',
  async () => {
    const held = Buffer.alloc(250_000_000, 1)
    const { stdout } = await run(process.execPath, ['--import', 'tsx', '--eval', own])
    expect(peakBytesOf('self')).toBeGreaterThan(held.length)
    expect(Number(stdout)).toBeGreaterThan(10_000_000)
    expect(Number(stdout)).toBeLessThan(200_000_000)
  },
)

test('of a process that is none nothing is told', () => {
  expect(peakBytesOf(2 ** 30)).toBeNull()
})
