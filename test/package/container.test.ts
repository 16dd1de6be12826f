import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, start } from '../pipeline/container.ts'
import type { Image } from '../pipeline/container.ts'

let folder: string
let image: Image

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'container-'))
  chmodSync(folder, 0o755)
  image = build(folder)
  // The root of the container is read-only, for whoever runs it.
  spawnSync('chmod', ['-R', 'a-w', join(image.folder, 'app')])
}, 600_000)
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', folder])
  rmSync(folder, { recursive: true })
})

test('the image holds the package and what it depends on, and no tool of ours', () => {
  const modules = readdirSync(join(image.folder, 'app', 'node_modules'))
  expect(modules).toEqual(expect.arrayContaining(['wa-gateway-conformance', 'undici', 'yaml']))
  const tools = ['eslint', 'esbuild', 'prettier', 'tsx', 'typescript', 'vitest']
  expect(modules.filter((name) => tools.includes(name))).toEqual([])
})

test('it runs as a user without rights', () => {
  expect(image.user).toBe('node')
})

test('it checks the embedded mocks, and writes nowhere but in its working directory', async () => {
  const work = join(folder, 'mounted')
  mkdirSync(work)
  chmodSync(work, 0o777)
  const { code, output } = await start(image, work, ['--provider=wachat'])
  expect(code, output).toBe(0)
  expect(output).toContain('wachat  conformant')
  expect(existsSync(join(work, 'conformance-report', 'report.html'))).toBe(true)
})

test('a working directory that is read-only is said in one line', async () => {
  const work = join(folder, 'read-only')
  mkdirSync(work)
  chmodSync(work, 0o555)
  const { code, output } = await start(image, work, ['--provider=wachat'])
  expect(code).toBe(2)
  expect(output).toMatch(/^error: .*conformance-report.*\n$/m)
  expect(output).not.toContain('    at ')
})
