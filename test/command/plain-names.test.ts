import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runProgram } from '../support/program.ts'
import { withServer } from './servers.ts'
import { reportOf, root, runCommand, withFolder } from './support.ts'
import type { Finished } from './support.ts'

const folder = join(root, 'test', 'command')
const contract = join(folder, 'constructor.yaml')
const names = ['__proto__', 'constructor', 'toString']
const key = 'key-of-the-whole-account'

/** An account whose instances have members that every object inherits. */
const instances = ['a', 'b', 'c'].map(
  (one) =>
    JSON.parse(
      `{ "id": "${one}1", "constructor": "name-${one}", "__proto__": "token-of-${one}-0123", "toString": "t-${one}", "hasOwnProperty": "x" }`,
    ) as Record<string, unknown>,
)

const member = (one: object, name: string) =>
  new Map<string, unknown>(Object.entries(one)).get(name)

let finished: Finished

beforeAll(async () => {
  await withServer(
    ({ headers, url }) => {
      const [sent] = [headers['x-key']].flat()
      const seen =
        sent === key ? instances : instances.filter((one) => member(one, '__proto__') === sent)
      const wanted = new URL(url ?? '', 'http://here').searchParams.get('constructor')
      const found = seen.filter((one) => wanted === null || member(one, 'constructor') === wanted)
      return seen.length === 0
        ? { status: 401, body: {} }
        : { status: 200, body: { constructor: found } }
    },
    async (baseUrl) => {
      const targets = names.map((name) => ({ name, provider: contract, baseUrl, credentials: {} }))
      await withFolder({ 'targets.yaml': JSON.stringify({ targets }) }, async (place) => {
        finished = await runCommand(
          [
            `--targets=${join(place, 'targets.yaml')}`,
            '--report=html,markdown,junit,har,ctrf,badge',
            `--history=${join(place, 'history')}`,
            '--seed=1',
          ],
          { env: { PLAIN_KEY: key } },
        )
      })
    },
  )
}, 60_000)

test('targets, roles, fields, variables and schemas may be called as what every object inherits', () => {
  expect(finished.stderr).toBe('')
  const { targets } = reportOf(finished)
  expect(targets.map(({ name, verdict }) => [name, verdict])).toEqual(
    names.map((name) => [name, 'conformant']),
  )
})

test('so in every command that tells of a contract', async () => {
  const listed = await runProgram('list', [contract], folder)
  expect(listed).toMatchObject({ code: 0, stderr: '' })
  for (const id of listed.stdout.match(/^constructor\S+/gm) ?? []) {
    const explained = await runProgram('explain', [id, contract], folder)
    expect(explained).toMatchObject({ code: 0, stderr: '' })
    expect(explained.stdout).not.toMatch(/native code|\[object|undefined/)
  }
})

test('so in a comparison', async () => {
  const report = finished.files.get('report.json') ?? ''
  const other = JSON.stringify({ ...(JSON.parse(report) as object), targets: [] })
  await withFolder({ 'a.json': report, 'b.json': other }, async (place) => {
    const { code, stdout } = await runProgram('compare', ['a.json', 'b.json'], place)
    expect(code).toBe(0)
    for (const name of names) expect(stdout).toContain(name)
  })
})

test.each([
  ['mock', ['constructor'], 'error: no mock of "constructor"'],
  ['mock', ['wachat', '--fault=toString'], 'error: wachat has no fault "toString"'],
  ['toString', [], 'error: no command "toString"'],
  ['check', ['--report=constructor'], 'no format "constructor"'],
  ['check', ['--provider=constructor'], 'error: no provider "constructor"'],
])('%s %s names nothing', async (command, args, message) => {
  const { code, stderr } = await runProgram(command, args, folder)
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})
