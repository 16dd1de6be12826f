import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import type { Provider } from '../../mock/provider.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { wachat } from '../../mock/wachat.ts'
import { formats } from '../../reporters/formats.ts'
import type { Report } from '../../src/model/report.ts'
import { Canaries } from '../run/canaries.ts'
import { contractOf } from '../support/target.ts'
import { leaks, serveLeaking } from './leaky.ts'
import { filesIn, runCommand, withFolder } from './support.ts'

/** All that the command printed and wrote, by where it stood. */
interface Written {
  report: Report
  texts: ReadonlyMap<string, string>
}

const reporters = ['verbose', 'json', 'junit', 'blob', 'tap', 'github-actions']

/** Runs the command against every leaking server of a provider, with every reporter there is. */
function checkLeaking<Account extends { instances: readonly object[] }>(
  provider: Provider<Account>,
  canaries: Canaries,
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
      const finished = await runCommand(
        [
          `--targets=${join(plan, 'targets.yaml')}`,
          `--report-dir=${folder}`,
          `--report=${Object.keys(formats).join(',')}`,
          ...reporters.map((name) => `--reporter=${name}`),
          ...['json', 'junit', 'blob'].map(
            (name) => `--outputFile.${name}=${join(folder, `vitest.${name}`)}`,
          ),
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

const checks = {
  evolution: (canaries: Canaries) => checkLeaking(evolution, canaries),
  hypersender: (canaries: Canaries) => checkLeaking(hypersender, canaries),
  ryzeapi: (canaries: Canaries) => checkLeaking(ryzeapi, canaries),
  wachat: (canaries: Canaries) => checkLeaking(wachat, canaries),
}

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
    .filter((id) => !touched.has(id))
}

/** Nineteen servers a provider, and a search of all that was written about them. */
const timeout = 180_000

test.for(Object.entries(checks))(
  '%s: however much is broken, nothing that is printed or written holds a canary',
  { timeout },
  async ([provider, check]) => {
    const canaries = new Canaries()
    const { report, texts } = await check(canaries)
    expect(untouched(provider, report)).toEqual([])
    expect([...texts.keys()].sort()).toEqual(
      [
        'output',
        'report.json',
        ...Object.values(formats).map(({ file }) => file),
        'vitest.blob',
        'vitest.json',
        'vitest.junit',
      ].sort(),
    )
    const shown = [...texts].flatMap(([name, text]) =>
      canaries.search(text).map((row) => `${name}: ${row}`),
    )
    expect(shown).toEqual([])
  },
)
