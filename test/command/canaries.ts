import { join } from 'node:path'
import { expect } from 'vitest'
import type { Provider } from '../../mock/provider.ts'
import { formats } from '../../reporters/formats.ts'
import type { Report } from '../../src/model/report.ts'
import { Canaries } from '../run/canaries.ts'
import { contractOf } from '../support/target.ts'
import { leaks, serveLeaking } from './leaky.ts'
import { filesIn, runCheck, runCommand, withFolder } from './support.ts'

/** All that the command printed and wrote, by where it stood. */
interface Written {
  report: Report
  texts: ReadonlyMap<string, string>
}

interface Way {
  run: typeof runCheck
  /** What it is told beside the rest, to write more into the folder. */
  argsIn: (folder: string) => readonly string[]
  /** What it writes of that. */
  files: readonly string[]
}

export const program: Way = { run: runCheck, argsIn: () => [], files: [] }

/** With every reporter there is. */
export const vitest: Way = {
  run: runCommand,
  argsIn: (folder) => [
    ...['verbose', 'json', 'junit', 'blob', 'tap', 'github-actions'].map(
      (name) => `--reporter=${name}`,
    ),
    ...['json', 'junit', 'blob'].map(
      (name) => `--outputFile.${name}=${join(folder, `vitest.${name}`)}`,
    ),
  ],
  files: ['vitest.blob', 'vitest.json', 'vitest.junit'],
}

/** Checks every leaking server of a provider, with every format. */
function checkLeaking<Account extends { instances: readonly object[] }>(
  provider: Provider<Account>,
  canaries: Canaries,
  { run, argsIn }: Way,
): Promise<Written> {
  return withFolder({}, async (folder) => {
    const env: Record<string, string> = {}
    const lines: string[] = []
    for (const [name, leak] of Object.entries(leaks)) {
      const server = await serveLeaking(provider, leak, canaries)
      const roles = contractOf(provider.name).credentials.flatMap(({ role, env: variable }) => {
        const own = `${variable}_${lines.length}`
        const value = server.credentials[variable]
        // A token of an instance may be one that no header can carry; the listing shows others.
        if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) return []
        env[own] = value
        return [`${role}: ${own}`]
      })
      lines.push(
        `  - { name: ${name}, provider: ${provider.name}, baseUrl: '${server.baseUrl}', credentials: { ${roles.join(', ')} }, rate: 1000000 }`,
      )
    }
    return withFolder({ 'targets.yaml': ['targets:', ...lines, ''].join('\n') }, async (plan) => {
      const finished = await run(
        [
          `--targets=${join(plan, 'targets.yaml')}`,
          `--report-dir=${folder}`,
          `--report=${Object.keys(formats).join(',')}`,
          ...argsIn(folder),
          '--burst',
          '--runs=3',
          '--seed=1',
        ],
        { env },
      )
      const files = await filesIn(folder)
      const report = JSON.parse(files.get('report.json') ?? 'null') as Report
      return { report, texts: new Map([['output', finished.output], ...files]) }
    })
  })
}

/** What judges only answers of a kind that a server full of canaries does not give. */
const unmet: readonly string[] = [
  'evolution.item.status-is-state',
  'evolution.filter.nothing-found',
]

/** Behaviors that no server broke, and of which nothing was observed. */
function untouched(provider: string, { targets }: Report): string[] {
  const touched = new Set(
    targets.flatMap(({ behaviors }) =>
      behaviors
        .filter(({ verdict }) => ['fail', 'warn', 'observed'].includes(verdict))
        .map(({ id }) => id),
    ),
  )
  return contractOf(provider)
    .behaviors.map(({ id }) => id)
    .filter((id) => !touched.has(id) && !unmet.includes(id))
}

/** However much is broken, nothing that is printed or written holds a canary. */
export async function expectNoCanary<Account extends { instances: readonly object[] }>(
  provider: Provider<Account>,
  way: Way,
): Promise<void> {
  const canaries = new Canaries()
  const { report, texts } = await checkLeaking(provider, canaries, way)
  expect(untouched(provider.name, report)).toEqual([])
  const written = Object.values(formats).map(({ file }) => file)
  expect([...texts.keys()].sort()).toEqual(
    ['output', 'report.json', ...written, ...way.files].sort(),
  )
  const shown = [...texts].flatMap(([name, text]) =>
    canaries.search(text).map((row) => `${name}: ${row}`),
  )
  expect(shown).toEqual([])
}
