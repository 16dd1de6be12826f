import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeOptions } from '../../scripts/vitest-process.ts'
import { root, withFolder } from './support.ts'

const vitest = `NODE_OPTIONS="$OPTIONS" node node_modules/vitest/vitest.mjs`
const program = 'node scripts/bundle/bin.js'

/** Runs a command whose standard output nobody reads, or cannot be written. */
async function ended(command: string, into: string, folder: string) {
  const { PATH = '', HOME = '' } = process.env
  const script = `(${command}; echo $? > "$CODE") ${into}`
  const env = { PATH, HOME, CODE: join(folder, 'code'), OPTIONS: nodeOptions(root) }
  const child = spawn('sh', ['-c', script], {
    cwd: root,
    env: { ...env, CONFORMANCE_REPORT_DIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  await once(child, 'close')
  return stderr
}

const failing = 'CONFORMANCE_COMPLETE=1 CONFORMANCE_MAX_REQUESTS=3'

test.each([
  ['0', `${vitest} --provider=wachat`],
  ['1', `${failing} ${vitest} --provider=wachat --reporter=verbose`],
  ['0', `${program} check --provider=wachat`],
  ['1', `${failing} ${program} check --provider=wachat`],
  ['0', `${program} list ryzeapi`],
  ['0', `${program} explain ryzeapi.filter.single-name`],
  ['0', `${vitest} --help`],
])('code %s is that of the run, whoever reads of: %s', async (code, command) => {
  for (const into of ['> /dev/full', '| true'])
    await withFolder({}, async (folder) => {
      expect(await ended(command, into, folder)).toBe('')
      expect(await readFile(join(folder, 'code'), 'utf8')).toBe(`${code}\n`)
    })
})
