import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { deadOrigin, withServer } from '../command/servers.ts'
import { root, scripts, stackLine, withSubfolder } from '../command/support.ts'

interface Given {
  baseUrl?: string
  provider?: string
  credentials?: Readonly<Record<string, string>>
  only?: RegExp
}

/** What stands between a test and a verdict; the options of `conformance()`; what the one failure says. */
const rows: readonly (readonly [name: string, options: Given, reason: RegExp])[] = [
  ['a credential that is refused', { baseUrl: '/401' }, /refuses the credential \(401\)/],
  ["a firewall's 403", { baseUrl: '/403' }, /refuses the credential \(403\)/],
  ['a redirect', { baseUrl: '/302' }, /redirects \(302\)/],
  ['a wrong path', { baseUrl: '/404' }, /not the API: .* an HTML page, 9 bytes \(404\)/],
  ['a server in trouble', { baseUrl: '/500' }, /answers 500/],
  ['a server that is not there', { baseUrl: 'dead' }, /refused/],
  ['no credential', { baseUrl: '/401', credentials: {} }, /no credential: set WACHAT_API_KEY/],
  ['an unknown role', { credentials: { boss: 'x' } }, /no role "boss"/],
  ['a selection that nothing fits', { only: /nothing-is-called-so/ }, /nothing was judged/],
  ['an unknown provider', { provider: 'wachatt' }, /no provider "wachatt"/],
]

interface Suite {
  name: string
  status: string
  /** Of a file that could not be loaded. */
  message: string
  assertionResults: { status: string; failureMessages: string[] }[]
}

let suites: readonly Suite[] = []

/** A test file of a vendor's for each row, run by Vitest together. */
beforeAll(async () => {
  const dead = await deadOrigin()
  await withServer(
    ({ url = '' }) => ({ status: Number(/^\/(\d+)/.exec(url)?.[1] ?? 500), body: '<p>no</p>' }),
    async (origin) => {
      const files = rows.map(([, options], index): [string, string] => {
        const { baseUrl, only } = options
        const asked = {
          ...{ provider: 'wachat', credentials: { account: 'ada-lovelace-1815' }, ...options },
          ...(baseUrl === undefined
            ? {}
            : { baseUrl: baseUrl === 'dead' ? dead : `${origin}${baseUrl}` }),
        }
        const text = `import { conformance } from '${join(root, 'src/vitest/conformance.ts')}'
          conformance({ ...${JSON.stringify(asked)}, only: ${String(only)} })`
        return [`row-${String(index).padStart(2, '0')}.test.ts`, text]
      })
      const config = `export default { test: { include: ['*.test.ts'], isolate: false, pool: 'threads', maxWorkers: 1, env: { WACHAT_API_KEY: '' } } }`
      const all = { ...Object.fromEntries(files), 'vitest.config.js': config }
      suites = await withSubfolder(all, runVitest)
    },
  )
}, 120_000)

async function runVitest(folder: string): Promise<Suite[]> {
  const { PATH = '', HOME = '' } = process.env
  const args = [scripts.vitest, 'run', '--reporter=json']
  const stdout = await new Promise<string>((resolve) =>
    execFile(process.execPath, args, { cwd: folder, env: { PATH, HOME } }, (_, text) =>
      resolve(text),
    ),
  )
  const { testResults } = JSON.parse(stdout) as { testResults: Suite[] }
  return testResults.toSorted((one, other) => one.name.localeCompare(other.name))
}

test.each(rows.map(([name, , reason], index) => [name, reason, index] as const))(
  '%s is one failure that says why',
  (_, reason, index) => {
    const { status, message = '', assertionResults = [] } = suites[index] ?? {}
    const failures = assertionResults.flatMap(({ failureMessages }) => failureMessages)
    const said = [message, ...failures].filter((one) => one !== '')
    expect(said).toEqual([expect.stringMatching(reason)])
    expect(said.join('\n')).not.toMatch(stackLine)
    expect(status).toBe('failed')
    expect(assertionResults.filter((one) => one.status === 'passed')).toEqual([])
  },
)
