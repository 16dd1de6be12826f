import { expect, test } from 'vitest'
import { formats } from '../../reporters/formats.ts'
import { lastJudged } from '../../src/report/compare/earlier-report.ts'
import { withMock } from './servers.ts'
import { filesIn, runCommand, withFolder } from './support.ts'

/** Two servers that are wrong, without a limit of their own: the second run waits for nothing. */
const runs = await withMock(
  'evolution',
  (evolution) =>
    withMock('wachat', (wachat) => runTwice({ evolution, wachat }), {
      fault: 'integration.number',
    }),
  { fault: 'filter.instanceName.by-prefix' },
)

type Mock = Parameters<Parameters<typeof withMock>[1]>[0]

/** All that two runs with one seed wrote, one after the other, against the same servers. */
function runTwice(mocks: Readonly<Record<string, Mock>>): Promise<Map<string, string>[]> {
  const targets = Object.entries(mocks).map(([name, { provider, baseUrl, credentials }]) => {
    const [variable = ''] = Object.keys(credentials)
    return { name, provider, baseUrl, credentials: { account: variable } }
  })
  const env = Object.assign(
    {},
    ...Object.values(mocks).map(({ credentials }) => credentials),
  ) as Record<string, string>
  return withFolder({ 'targets.yaml': JSON.stringify({ targets }) }, async (folder) => {
    const args = [
      `--targets=${folder}/targets.yaml`,
      `--report-dir=${folder}/report`,
      `--report=${Object.keys(formats).join(',')}`,
      '--seed=42',
    ]
    const run = async (): Promise<Map<string, string>> => {
      const { output } = await runCommand(args, { env })
      return new Map([['output', output], ...(await filesIn(`${folder}/report`))])
    }
    return [await run(), await run()]
  })
}

/** Moments and durations, as any of the formats writes them. */
const times: readonly RegExp[] = [
  // Which exchange was the slowest is a matter of time, too.
  /(?<="timing":)\{.*?\}\]\}/g,
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g,
  /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g,
  /(?<="(?:durationMs|waitedMs|start|stop|duration|time|wait|receive)": ?)[\d.]+/g,
  /(?<= time=")[\d.]+/g,
  /\b\d+\.\d s\b/g,
]

function timeless(text: string): string {
  return times.reduce((rest, time) => rest.replace(time, '…'), text)
}

test('the two runs wrote the same files, one for each format among them', () => {
  const [first, second] = runs.map((files) => [...files.keys()].sort())
  expect(first).toEqual(second)
  expect(first).toEqual(
    ['output', 'report.json', lastJudged, ...Object.values(formats).map(({ file }) => file)].sort(),
  )
})

test('something was broken, with a counterexample', () => {
  expect(runs[0]?.get('report.json')).toMatch(/"counterexample": \{/)
})

test.each([...(runs[0]?.keys() ?? [])])(
  'of two runs with one seed, %s differs in nothing but times',
  (name) => {
    const [first, second] = runs.map((files) => timeless(files.get(name) ?? ''))
    expect(second?.split('\n')).toEqual(first?.split('\n'))
    expect(first).not.toBe('')
  },
)
