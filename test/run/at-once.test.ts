import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openCommandRun } from '../../src/run/command-run.ts'
import { serve } from '../support/server.ts'

/** Holds each answer until as many requests have come as may be expected together. */
async function holdingServer(together: number) {
  const held: (() => void)[] = []
  const seen = { most: 0 }
  const { origin, received } = await serve((_, response) => {
    held.push(() => response.writeHead(401).end('{}'))
    seen.most = Math.max(seen.most, held.length)
    // One more than may be: a request too many has the time to show itself.
    if (held.length >= together) setTimeout(() => held.splice(0).map((answer) => answer()), 50)
  })
  return { origin, received, seen }
}

test('32 targets are judged at a time, the others after them', async () => {
  const { origin, received, seen } = await holdingServer(32)
  const folder = mkdtempSync(join(tmpdir(), 'at-once-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const names = Array.from({ length: 64 }, (_, index) => `t${index}`)
  const targets = names.map((name) => ({ name, provider: 'wachat', baseUrl: origin }))
  writeFileSync(join(folder, 'targets.yaml'), JSON.stringify({ targets }))
  const run = openCommandRun({
    cwd: folder,
    asksServers: true,
    env: { CONFORMANCE_TARGETS: 'targets.yaml', WACHAT_API_KEY: 'refused' },
  })
  const output = { summaryTo: 'stderr', isShared: true, isPart: false } as const
  const reports = await run.judgeAll({ names, isAsked: () => true, output })
  expect(reports.map(({ name }) => name)).toEqual(names)
  expect(received).toHaveLength(64)
  expect(seen.most).toBe(32)
})
