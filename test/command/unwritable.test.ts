import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { probeWritable, writeWhole } from '../../src/files/write-file.ts'
import { runProgram } from '../support/program.ts'
import { withServer } from './servers.ts'

let folder = ''
const at = (...names: string[]): string => join(folder, ...names)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwritable-'))
  mkdirSync(at('report'))
})

const mounts: string[] = []

afterEach(() => {
  for (const path of mounts.splice(0)) execFileSync('umount', [path])
  rmSync(folder, { recursive: true })
})

const listing = { success: true, count: 0, instances: [] }

/** Checks a server; tells how the program ended, and how often the server was asked. */
async function checked(
  args: readonly string[],
  { env = {}, onRequest = () => undefined }: Partial<Surroundings> = {},
) {
  let asked = 0
  const answer = () => {
    if (asked++ === 0) onRequest()
    return { status: 200, body: listing }
  }
  const finished = await withServer(answer, (origin) =>
    runProgram('check', [`--base-url=${origin}`, '--provider=wachat', ...args], folder, {
      WACHAT_API_KEY: 'key-of-the-account',
      ...env,
    }),
  )
  return { ...finished, asked }
}

interface Surroundings {
  env: Readonly<Record<string, string>>
  /** Called once the run asks. */
  onRequest: () => void
}

/** Makes a file system of memory; false where the test may not. */
function mounted(path: string, options: string): boolean {
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).status !== 0) return false
  mounts.push(path)
  return true
}

test.each<[string, string[], Record<string, string>, () => void, RegExp]>([
  [
    'a folder in place of report.json',
    ['--report-dir=report'],
    {},
    () => mkdirSync(at('report', 'report.json')),
    /^error: --report-dir: cannot write \S+report\.json \(it is a folder\)\n$/,
  ],
  [
    'folders in place of two formats',
    ['--report-dir=report', '--report=junit,har'],
    {},
    () => ['junit.xml', 'report.har'].forEach((name) => mkdirSync(at('report', name))),
    /junit\.xml \(it is a folder\), \S+report\.har \(it is a folder\)\n$/,
  ],
  [
    'a loop of links in place of a format',
    ['--report-dir=report', '--report=ctrf'],
    {},
    () => symlinkSync('ctrf.json', at('report', 'ctrf.json')),
    /ctrf\.json \(ELOOP\)/,
  ],
  [
    'a device in place of a format',
    ['--report-dir=report', '--report=badge'],
    {},
    () => symlinkSync('/dev/null', at('report', 'badge.svg')),
    /badge\.svg \(it is not a regular file\)/,
  ],
  ['a report folder in /proc', ['--report-dir=/proc/1/report'], {}, () => undefined, /\(ENOENT\)/],
  ['/proc as the report folder', ['--report-dir=/proc'], {}, () => undefined, /\(ENOENT\)/],
  ['/proc as the history', ['--history=/proc'], {}, () => undefined, /--history: .*\(ENOENT\)/],
  [
    'a loop of links as the report folder',
    ['--report-dir=loop'],
    {},
    () => symlinkSync('loop', at('loop')),
    /--report-dir: cannot write to \S+loop/,
  ],
  [
    'a folder as the summary of the job',
    [],
    { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/tmp' },
    () => undefined,
    /^error: GITHUB_STEP_SUMMARY: cannot write \/tmp \(EISDIR\)\n$/,
  ],
])('%s is found before anything is asked', async (_, args, env, make, message) => {
  make()
  const { code, stderr, asked } = await checked(args, { env })
  expect({ code, asked }).toEqual({ code: 2, asked: 0 })
  expect(stderr).toMatch(message)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('a report folder that is read-only is found before anything is asked', async ({ skip }) => {
  if (!mounted(at('report'), 'ro')) skip('no file system can be mounted here')
  const { code, stderr, asked } = await checked(['--report-dir=report'])
  expect({ code, asked }).toEqual({ code: 2, asked: 0 })
  expect(stderr).toMatch(/report\.json \(EROFS\)/)
})

test('a full disk costs the files that have no room, and not the verdict', async ({ skip }) => {
  if (!mounted(at('report'), 'size=64k')) skip('no file system can be mounted here')
  const fill = () => {
    try {
      writeFileSync(at('report', 'filling'), 'x'.repeat(100_000))
    } catch {
      // That is the point.
    }
  }
  const { code, stdout, stderr } = await checked(['--report-dir=report', '--report=junit'], {
    onRequest: fill,
  })
  expect(stdout).toMatch(/^wachat at /m)
  expect(stderr).toMatch(
    /^error: could not write report\.json \(ENOSPC\), junit\.xml \(ENOSPC\), last-judged\.json \(ENOSPC\)\n$/,
  )
  expect(code).toBe(2)
  expect(readdirSync(at('report')).sort()).toEqual(['filling', 'junit.xml', 'report.json'])
  for (const name of ['junit.xml', 'report.json'])
    expect(readFileSync(at('report', name), 'utf8')).toContain('the run has not come to its end')
})

test('what cannot be written any more at the end is told in one line, after the verdict', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/dev/full' }
  const onRequest = () => {
    rmSync(at('report', 'report.html'))
    mkdirSync(at('report', 'report.html'))
    rmSync(at('history'), { recursive: true })
  }
  const args = ['--report-dir=report', '--history=history']
  const { code, stdout, stderr } = await checked(args, { env, onRequest })
  expect(stdout).toMatch(/^wachat at /m)
  expect(stderr).toBe(
    `error: could not write report.html (it is a folder), GITHUB_STEP_SUMMARY (ENOSPC), the record in ${at('history')} (ENOENT)\n`,
  )
  expect(code).toBe(2)
  expect(readdirSync(at('report')).sort()).toEqual([
    'last-judged.json',
    'report.html',
    'report.json',
  ])
})

test('a file is written whole, through a link, and keeps its mode', () => {
  writeFileSync(at('real'), 'before')
  chmodSync(at('real'), 0o600)
  symlinkSync('real', at('link'))
  symlinkSync('nowhere', at('lost'))
  writeWhole(at('link'), 'after')
  writeWhole(at('lost'), 'found')
  expect(readFileSync(at('real'), 'utf8')).toBe('after')
  expect(statSync(at('real')).mode & 0o777).toBe(0o600)
  expect(readlinkSync(at('link'))).toBe('real')
  expect(readFileSync(at('lost'), 'utf8')).toBe('found')
  expect(readdirSync(folder).sort()).toEqual(['link', 'lost', 'real', 'report'])
})

test('to try leaves nothing, and takes nothing away', () => {
  writeFileSync(at('file'), 'before')
  probeWritable(at('file'))
  probeWritable(at('other'))
  expect(readdirSync(folder).sort()).toEqual(['file', 'report'])
  expect(readFileSync(at('file'), 'utf8')).toBe('before')
})
