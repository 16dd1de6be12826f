import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withMock } from '../command/servers.ts'
import { root, scripts, withSubfolder } from '../command/support.ts'

/** How many requests a vendor's test file sends, and which of its tests ran. */
async function sentWith(...args: readonly string[]): Promise<{ sent: number; ran: string[] }> {
  return withMock('wachat', ({ baseUrl, credentials }) => {
    const options = {
      provider: 'wachat',
      baseUrl,
      seed: 1,
      credentials: { account: credentials.WACHAT_API_KEY },
    }
    const text = `import { conformance } from '${join(root, 'src/vitest/conformance.ts')}'
      conformance({ ...${JSON.stringify(options)},
        onReport: ({ targets: [target] }) => console.log('sent ' + target.requests.sent) })`
    const config = `export default { test: { include: ['*.test.ts'] } }`
    return withSubfolder({ 'a.test.ts': text, 'vitest.config.js': config }, async (folder) => {
      const stdout = await vitestIn(folder, args)
      const ran = [...stdout.matchAll(/✓.*?(wachat\.[\w.-]+)/g)].map(([, id = '']) => id)
      return { sent: Number(/^sent (\d+)$/m.exec(stdout)?.[1]), ran }
    })
  })
}

function vitestIn(cwd: string, args: readonly string[]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env
  const all = [scripts.vitest, 'run', '--reporter=verbose', ...args]
  return new Promise((resolve) =>
    execFile(process.execPath, all, { cwd, env: { PATH, HOME, NO_COLOR: '1' } }, (_, text) =>
      resolve(text),
    ),
  )
}

test('-t asks only for what the selected behaviors need', async () => {
  const [all, some] = [await sentWith(), await sentWith('-t', 'wachat.envelope.success')]
  expect(some.ran).toEqual(['wachat.envelope.success', 'wachat.envelope.success-true'])
  expect(some.sent).toBeLessThan(5)
  expect(all.sent).toBeGreaterThan(15)
})
