/**
 * Runs the tests that meet Vitest and undici with the next major version of both, in a copy of the
 * repository that is removed afterwards. Exit code 2 where Node is too old, or where these versions cannot
 * be installed.
 *
 *     npm run test:next [-- <more for Vitest>]
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { packageRoot } from '../src/files/package-root.ts'

const oldestNode = 24

/** The types of Node go along, because Vitest 5 asks for newer ones than Node 20 has. */
const next = ['vitest@5', 'undici@8', `@types/node@${oldestNode}`]

const tests = ['command', 'flags', 'examples', 'wire', 'judge', 'run', 'vitest'].map(
  (name) => `test/${name}`,
)

/** What is made here, and made again in the copy. */
const made = new Set(['.git', 'node_modules', 'dist', 'conformance-report'])

function run(command: string, args: readonly string[], cwd: string): number {
  // npm is a script of the shell on Windows.
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell })
  if (error) process.stderr.write(`error: ${command}: ${error.message}\n`)
  return status ?? 1
}

function versionOf(name: string, folder: string): string {
  const file = join(folder, 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** The exit code: 0 where all tests pass, 1 where one fails, 2 where they could not be run. */
function testNext(root: string, folder: string, more: readonly string[]): number {
  cpSync(root, folder, { recursive: true, filter: (file) => !made.has(basename(file)) })
  const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  if (run('npm', ['install', ...flags, ...next], folder) !== 0) {
    process.stderr.write(`error: ${next.join(' ')} could not be installed\n`)
    return 2
  }
  process.stdout.write(
    `Node ${process.versions.node}, Vitest ${versionOf('vitest', folder)}, undici ${versionOf('undici', folder)}\n`,
  )
  const config = ['--config', 'test/own-tests.config.ts']
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  return run(process.execPath, [vitest, 'run', ...config, ...tests, ...more], folder)
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(
    `error: Node ${process.versions.node} is too old for undici 8 and Vitest 5 together; ` +
      `use Node ${oldestNode} or newer, or: npx -p node@${oldestNode} -- npm run test:next\n`,
  )
  process.exitCode = 2
} else {
  // By its true name: Vitest compares paths of files, and the folder for temporary files may be a link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'next-')))
  try {
    process.exitCode = testNext(packageRoot(), folder, process.argv.slice(2))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
