import { createHash } from 'node:crypto'
import { parse } from 'parse5'
import { expect, test } from 'vitest'
import { formats } from '../../reporters/formats.ts'
import { contractOf } from '../support/target.ts'
import { workflowCommand } from '../reporters/workflow-command.ts'
import { parseXml } from '../reporters/xml.ts'
import type { XmlElement } from '../reporters/xml.ts'
import { withChanged } from './servers.ts'
import { filesIn, runCheck, runCommand, targetOf, withFolder } from './support.ts'

type Item = Record<string, unknown>

/** What nobody may act on, a text each. */
const hostile: readonly string[] = [
  '\u001b[31mred\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u001b]0;title\u0007',
  '\u009b2J\u009d0;t\u009c\u0085next',
  'done\rPASS everything',
  '<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>',
  ']]><!-- --> </testcase></script></style></noscript>',
  '**bold** [link](https://evil.example) ![image](https://evil.example/x.png) | cell | `tick` ```',
  '\n```\n# heading\n@octocat #1 GH-1 octocat/repo#1\n',
  '\n::error::owned\n::add-mask::a\n::set-output name=a::b\n##[group]owned\n##vso[task.complete]',
  '\u202etfel-ot-thgir\u2066\u200f\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\u{e0041}',
  'a\0b\ud800c\udc00d\uffffe\ufffe\u0001',
  'x'.repeat(1_000_000),
]

/** Characters that act, hide, or that XML forbids, wherever they stand in something written. */
const acting =
  /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\u200b\u2060\ufeff\u00ad\ufffe\uffff\u{e0041}]/u

/** A listing with hostile texts for names, statuses, message and names of members. */
function soiled(body: unknown): unknown {
  const listing = body as { instances: Item[] }
  return {
    ...listing,
    message: hostile.slice(0, -1).join(' '),
    [hostile[3] ?? '']: 1,
    instances: listing.instances.map((item, index) => {
      // Of a behavior only the first failures are shown, so that each member begins elsewhere.
      const text = (shift: number): string => hostile[(index + shift) % hostile.length] ?? ''
      return {
        ...item,
        name: `${String(item.name)} ${text(0).slice(0, 500)}`,
        createdAt: text(10),
        updatedAt: text(3),
        settings: { ...(item.settings as Item), ignoreStatus: text(3) },
        webhook: { [text(6)]: text(6), enabled: text(6) },
        connection: { ...(item.connection as Item), state: text(7) },
        status: text(6),
      }
    }),
  }
}

/** All that the command wrote of that listing, with every reporter. */
function checkSoiled(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  run = runCommand,
) {
  return withChanged('ryzeapi', soiled, ({ baseUrl, credentials }) =>
    withFolder({}, async (folder) => {
      const finished = await run(
        [
          '--provider=ryzeapi',
          `--base-url=${baseUrl}`,
          `--report-dir=${folder}`,
          `--report=${Object.keys(formats).join(',')}`,
          '--runs=3',
          '--seed=1',
          ...args.map((arg) => arg.replace('{folder}', folder)),
        ],
        { env: { ...credentials, ...placed(env, folder) } },
      )
      const files = await filesIn(folder)
      const report = JSON.parse(files.get('report.json') ?? 'null') as typeof finished.report
      return { ...finished, report, files: new Map([['output', finished.output], ...files]) }
    }),
  )
}

const own = await checkSoiled([], {}, runCheck)
const verbose = await checkSoiled([
  ...['verbose', 'junit', 'json', 'tap'].map((name) => `--reporter=${name}`),
  '--outputFile.junit={folder}/vitest-junit.xml',
  '--outputFile.json={folder}/vitest.json',
])

const onGithub = await checkSoiled([], {
  GITHUB_ACTIONS: 'true',
  GITHUB_STEP_SUMMARY: '{folder}/summary.md',
})

/** The variables with the folder that is lent in them. */
function placed(env: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  const values = Object.entries(env).map(([name, value]) => [
    name,
    value.replace('{folder}', folder),
  ])
  return Object.fromEntries(values) as Record<string, string>
}

function fileOf(finished: typeof own, name: string): string {
  const text = finished.files.get(name)
  if (text === undefined)
    throw new Error(`no ${name}; there are ${[...finished.files.keys()].join(', ')}`)
  return text
}

test('what is hostile was quoted', () => {
  const { behaviors } = targetOf(own)
  const quoted = JSON.stringify(behaviors)
  for (const part of [
    'u001b[31m',
    'u009b2J',
    'alert(1)',
    'evil.example',
    '::error::',
    'u202e',
    'octocat',
    'ud800',
  ])
    expect(quoted).toContain(part)
})

test('nothing that is printed or written holds a character that acts or hides', () => {
  const found = [...own.files, ...verbose.files, ...onGithub.files].flatMap(([name, text]) => {
    const at = text.search(acting)
    return at < 0 ? [] : [`${name}: ${JSON.stringify(text.slice(Math.max(0, at - 20), at + 20))}`]
  })
  expect(found).toEqual([])
})

test('no line that is printed or written is a command of a CI machine', () => {
  const found = [...own.files, ...verbose.files].flatMap(([name, text]) =>
    text
      .split('\n')
      .filter((line) => /^\s*::|##\[/.test(line))
      .map((line) => `${name}: ${line}`),
  )
  expect(found).toEqual([])
})

test('on GitHub, the only commands are annotations of ours, one for each behavior that is broken', () => {
  const commands = fileOf(onGithub, 'output')
    .split('\n')
    .flatMap((line) => workflowCommand(line) ?? [])
  const { behaviors } = targetOf(onGithub)
  const broken = behaviors.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  expect(broken.length).toBeGreaterThan(3)
  expect(commands.length).toBeLessThanOrEqual(broken.length)
  for (const { command, properties } of commands) {
    expect(['error', 'warning']).toContain(command)
    expect(Object.keys(properties)).toEqual(
      ['file', 'line', 'title'].slice(properties.file ? 0 : 2),
    )
    expect(properties.title).toMatch(/^(ryzeapi\.[\w.-]+ on ryzeapi|and \d+ more)$/)
  }
  expect(commands.length).toBeGreaterThan(2)
})

test('on GitHub, the summary of the job is the Markdown report', () => {
  expect(fileOf(onGithub, 'summary.md')).toBe(fileOf(onGithub, 'report.md'))
})

test('a text of a megabyte is clipped wherever it stands', () => {
  const sizes = [...own.files, ...verbose.files].map(([name, text]) => [name, text.length] as const)
  expect(sizes.filter(([, size]) => size > 2_000_000)).toEqual([])
  expect(fileOf(own, 'report.md').length).toBeLessThan(65_536)
})

test.each(['junit.xml', 'badge.svg'])('%s is XML for a parser that is not ours', (name) => {
  expect(() => parseXml(fileOf(own, name))).not.toThrow()
})

test("Vitest's own JUnit report is XML for a parser that is not ours", () => {
  expect(() => parseXml(fileOf(verbose, 'vitest-junit.xml'))).not.toThrow()
})

test('in JUnit no element comes from a server', () => {
  const names = (element: XmlElement): string[] => [
    element.name,
    ...element.children.flatMap(names),
  ]
  const known = [
    'testsuites',
    'testsuite',
    'properties',
    'property',
    'testcase',
    'failure',
    'error',
    'skipped',
    'system-out',
  ]
  expect(names(parseXml(fileOf(own, 'junit.xml'))).filter((name) => !known.includes(name))).toEqual(
    [],
  )
})

test('in HTML only our own scripts run, and nothing is loaded', () => {
  const html = fileOf(own, 'report.html')
  const errors: string[] = []
  parse(html, { onParseError: ({ code }) => errors.push(code) })
  expect(errors).toEqual([])
  const scripts = [...html.matchAll(/<script type="module">([^]*?)<\/script>/g)]
  const hash = createHash('sha256')
    .update(scripts[0]?.[1] ?? '')
    .digest('base64')
  expect(scripts).toHaveLength(1)
  expect(html).toContain(`script-src 'sha256-${hash}'`)
  const elements = html.match(/<(script|img|iframe|object)\b[^>]*>/g) ?? []
  const data = /^<script type="application\/json" (id="view"|data-exchanges="[^"]*")>$/
  expect(elements.filter((one) => !data.test(one))).toEqual(['<script type="module">'])
})

test('in Markdown nothing of a server stands outside of code', () => {
  const live = fileOf(own, 'report.md')
    .replace(/^(`{3,})(sh|text)\n[^]*?\n\1$/gm, '')
    .replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')
    .replace(/<code>[^<]*<\/code>/g, '')
  expect(live).not.toMatch(/octocat|evil|alert|owned|heading|\[link|!\[/)
})

test('every behavior has a verdict', () => {
  expect(targetOf(own).behaviors).toHaveLength(contractOf('ryzeapi').behaviors.length)
})
