import { expect, test } from 'vitest'
import { runCommand } from './support.ts'

test('--report writes a file for each format that it names, beside report.json', async () => {
  const named = ['html', 'junit', 'markdown', 'badge']
  const finished = await runCommand(['--provider=wachat', `--report=${named.join(',')}`])
  expect(finished.code, finished.output).toBe(0)
  expect(finished.files.size).toBe(named.length + 1)
  expect([...finished.files].filter(([, text]) => text.trim() === '')).toEqual([])
})
