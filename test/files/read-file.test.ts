import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, afterAll, expect, test } from 'vitest'
import { scriptEnvironment } from '../support/program.ts'
import { withDotenv } from '../../src/run/environment.ts'
import { readUserFile } from '../../src/files/read-file.ts'
import { packageRoot } from '../../src/files/package-root.ts'

const secret = 'sk-live-4f9a'
let folder = ''
const at = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-'))
  writeFileSync(at('text'), `A=${secret}`)
  mkdirSync(at('folder'))
  for (const name of ['large', 'medium']) writeFileSync(at(name), secret)
  truncateSync(at('large'), 16 * 1024 * 1024 + 1)
  truncateSync(at('medium'), 1024 * 1024 + 1)
  symlinkSync('loop', at('loop'))
  symlinkSync('text', at('link'))
  execFileSync('mkfifo', [at('silent'), at('endless'), at('slow'), at('stuck')])
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Starts a shell that writes, and ends when it has; or when the FIFO has no reader any more. */
function write(command: string): void {
  spawn('sh', ['-c', command], { cwd: folder, stdio: 'ignore' })
}

const refused = (path: string, limits = {}) => {
  const read = () => readUserFile({ path, shown: 'the file x', ...limits })
  expect(read).toThrow(/^cannot read the file x \(/)
  expect(read).not.toThrow(secret)
  return expect(read)
}

test.each([
  ['folder', 'it is a folder'],
  ['large', 'it is larger than 16 MB'],
  ['none', 'ENOENT'],
  ['text/below', 'ENOTDIR'],
  ['loop', 'ELOOP'],
])('%s is refused: %s', (name, reason) => {
  refused(at(name)).toThrow(reason)
})

test.each(['/dev/zero', '/dev/null', '/dev/full', '/dev/random'])(
  '%s is refused at once',
  (path) => {
    refused(path).toThrow('it is a device')
  },
)

test('a link is what it leads to', () => {
  expect(readUserFile({ path: at('link'), shown: '' })).toBe(`A=${secret}`)
})

test('a file of the system, which says that it is empty, is read', () => {
  expect(readUserFile({ path: '/proc/self/status', shown: '' })).toMatch(/^Name:/)
})

test('a FIFO whose writer comes late, and pauses, is read to its end', () => {
  write('sleep 0.2; (printf one; sleep 0.2; printf two) > slow')
  expect(readUserFile({ path: at('slow'), shown: '' })).toBe('onetwo')
})

test.each([
  ['without a writer', 'silent', ':'],
  ['whose writer never ends', 'stuck', `(printf ${secret}; exec sleep 2) > stuck`],
])('a FIFO %s is refused in time', (_, name, command) => {
  write(command)
  const read = () => readUserFile({ path: at(name), shown: 'it', timeoutMs: 300 })
  expect(read).toThrow('cannot read it (it did not end in time)')
})

test('an endless FIFO is refused for its size', () => {
  write(`yes ${secret} > endless`)
  const read = () => readUserFile({ path: at('endless'), shown: 'it' })
  expect(read).toThrow('cannot read it (it is larger than 16 MB)')
})

const validate = [join(packageRoot(), 'scripts', 'bundle', 'bin.js'), 'validate']
const contract = join(packageRoot(), 'contracts', 'wachat.yaml')
const env = { ...process.env, ...scriptEnvironment('validate', '') }

test('a contract comes through a pipe of the shell, and through standard input', () => {
  const command = 'cat "$2" | "$0" "$1" validate /dev/stdin; "$0" "$1" validate <(cat "$2")'
  const [script = ''] = validate
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', command, process.execPath, script, contract],
    { env, encoding: 'utf8', cwd: folder },
  )
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^\/dev\/stdin: wachat, .*\n\/dev\/fd\/\d+: wachat, /)
})

test('a contract comes through the socket that Node gives a child for its standard input', () => {
  const finished = spawnSync(process.execPath, [...validate, '/dev/stdin'], {
    env,
    input: execFileSync('cat', [contract]),
    encoding: 'utf8',
    cwd: folder,
  })
  expect(finished).toMatchObject({ status: 0, stderr: '' })
  expect(finished.stdout).toMatch(/^\/dev\/stdin: wachat, /)
})

test.each([
  ['that is too large', 'medium', 'it is larger than 1 MB'],
  ['that is a folder', 'folder', 'it is a folder'],
])('an .env %s is refused, and nothing of it is told', (_, name, reason) => {
  const place = mkdtempSync(join(folder, 'place-'))
  symlinkSync(at(name), join(place, '.env'))
  const read = () => withDotenv({}, place)
  expect(read).toThrow(`cannot read ${join(place, '.env')} (${reason})`)
})

test('no .env is as good as an empty one', () => {
  expect(withDotenv({ A: '1' }, folder)).toEqual({ A: '1' })
})
