import { markdownCode as code } from '../../reporters/escape.ts'
import type { BehaviorReport } from '../../src/model/report.ts'
import { beyond, chapters } from './differences.ts'
import type { Chapter } from './differences.ts'
import {
  lineOf,
  membersInOlderVersion,
  recordedBody,
  recordingsOf,
  tellingFailures,
} from './evidence.ts'
import type { Judged } from './judge.ts'

export interface Compared {
  documented: Judged
  recorded: Judged
}

/**
 * The page about what the documentation says and the server did, in Markdown.
 * @throws Error where a difference was found that no chapter speaks of, or one that is spoken of was not
 */
export function documentOf(compared: Compared): string {
  expectAllTold(compared)
  return [
    ...introduction(compared),
    ...chapters.flatMap((chapter) => chapterOf(chapter, compared)),
    ...versions(),
    ...holds(compared),
    ...untold(compared),
    ...silent(compared),
    ...repeat(),
    '',
  ].join('\n')
}

function expectAllTold({ documented: { report } }: Compared): void {
  const { behaviors, provider } = report
  const broken = behaviors.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const found = broken.map(({ id }) => id.replace(`${provider}.`, '')).sort()
  const told = chapters.flatMap(({ differences }) => Object.keys(differences)).sort()
  if (found.join(' ') === told.join(' ')) return
  throw new Error(`found ${found.join(', ')}; the chapters tell of ${told.join(', ')}`)
}

function introduction({ documented: { report, contract } }: Compared): string[] {
  const { fail, pass, observed, unverified } = report.counts
  return [
    '# Evolution API in the wild',
    '',
    `The [Evolution API](${contract.docs}) has a page about \`GET /instance/fetchInstances\`: what the request takes, what an instance`,
    'looks like, what errors say. We wrote down what the page promises, fact by fact, and asked a real server, version 2.3.6.',
    `Of ${pass + fail} promises that could be told, ${pass} hold and ${fail} do not; some of these ${fail} are one difference, seen from two sides.`,
    '',
    'In short, for somebody who writes a client:',
    '',
    '- Read `id`, `name`, `ownerJid` and `token`, where the page says `instanceId`, `instanceName`, `owner` and `apikey`.',
    '- `connectionStatus` is a text (`open`, `close`, `connecting`), and no object.',
    '- Expect null in the profile, the owner and the number, in an instance that is open, too.',
    '- A filter that matches nothing is a 404, and no empty array.',
    '- A 401 carries its message in `response.message`.',
    '',
    '## What was compared',
    '',
    `**The page**, as it was on ${contract.revision}. Its facts have numbers (E1, E2, …); they stand with the lines of the page in`,
    '[`contracts/facts.yaml`](../contracts/facts.yaml), and as promises in [`contracts/evolution.yaml`](../contracts/evolution.yaml).',
    '',
    '**The server**, an installation of our own of version 2.3.6 with PostgreSQL, on 20 November 2026. It had nine instances that we',
    'made up; no WhatsApp account was connected. Every request and every answer is in',
    '[`test/recordings`](../test/recordings/evolution-2.3.6.txt), and a test server answers by them. The contract of the page was run',
    `against that server: ${fail} promises were broken, ${pass} held, ${unverified} could not be told, ${observed} thing that the page leaves open was observed.`,
    '',
    'This is one endpoint of one version, measured against one page. It says nothing about whether the software is good, and where page',
    'and server differ it does not say which of them is right. The rows below are written by the run itself: `npm run in-the-wild`.',
  ]
}

function chapterOf(
  { heading, words, example, differences }: Chapter,
  compared: Compared,
): string[] {
  const rows = Object.entries(differences).map(([id, instead]) => {
    const line = lineOf(compared.documented, id)
    const right = instead === null ? null : lineOf(compared.recorded, instead)
    return [
      `${line.title} ${factsOf(line)}`,
      seenIn(line),
      right === null ? 'no such member' : right.title,
      right === null ? 'global key' : recordingsOf(right).join('; '),
      code(tellingFailures(line)[0]?.request ?? ''),
    ]
  })
  return [
    ...section(heading),
    words,
    ...(example === undefined ? [] : ['', '```json', recordedBody(example), '```']),
    '',
    ...table(
      ['the page says', 'the run saw', 'what the server does', 'recorded as', 'request'],
      rows,
    ),
  ]
}

/** What the first failures of each kind show. */
function seenIn(line: BehaviorReport): string {
  const seen = tellingFailures(line)
    .slice(0, 2)
    .map(({ pointer, actual }) =>
      pointer === null
        ? statusOf(actual)
        : `${code(pointer)} ${actual === 'absent' ? 'absent' : code(actual)}`,
    )
  return seen.join(', ')
}

/** The status of `status 404, {…}`; the body is shown above the table. */
const statusOf = (actual: string): string => actual.replace(/, [[{].*/s, '')

function versions(): string[] {
  const documented = ['instanceName', 'instanceId', 'owner', 'profileName', 'profileStatus']
  const members = [...documented, 'status', 'connectionStatus', 'serverUrl', 'apikey']
  const older = membersInOlderVersion(members)
  const names = older.map(code).join(', ')
  return [
    ...section('Where the names may come from'),
    'A server of version 1.8.2 was [recorded as well](../test/recordings/evolution-1.8.2.txt). Each of its instances stands in an object',
    `of its own, under \`instance\`, and has the documented members ${names}.`,
    'The page seems to have kept names of version 1. That version, too, answers 404 where a filter matches nothing, and a 401 with the',
    'nested body.',
  ]
}

function holds({ documented: { report } }: Compared): string[] {
  const rows = report.behaviors
    .filter(({ verdict }) => verdict === 'pass')
    .map((line) => [line.title, line.covers.join(' '), line.verdict === 'pass' ? line.cases : ''])
  return [
    ...section('What holds'),
    'As the page says:',
    '',
    ...table(['promise', 'facts', 'cases'], rows),
  ]
}

function untold({ documented: { report } }: Compared): string[] {
  const lines = report.behaviors.flatMap((line) =>
    line.verdict === 'unverified' ? [`- ${line.title} ${factsOf(line)}: ${line.reason}.`] : [],
  )
  return [
    ...section('What could not be told'),
    'Whoever looks for an instance under its documented name cannot filter by it, or compare by it. None of this is said to be broken;',
    'by the names that the server uses, [`contracts/evolution-v2.yaml`](../contracts/evolution-v2.yaml) judges listings, scopes and filters, and they hold.',
    '',
    ...lines,
  ]
}

function silent({ recorded }: Compared): string[] {
  const rows = beyond.map((id) => {
    const line = lineOf(recorded, id)
    if (line.verdict !== 'pass' && line.verdict !== 'observed')
      throw new Error(`${line.id} does not hold on the recordings`)
    const words = line.verdict === 'observed' ? line.reason : line.title
    return [words, recordingsOf(line).join('; ')]
  })
  return [
    ...section('What the page leaves open'),
    'The recordings answer some questions that the page does not:',
    '',
    ...table(['the server', 'recorded as'], rows),
  ]
}

function repeat(): string[] {
  return [
    ...section('Look for yourself'),
    '```',
    'export EVOLUTION_API_KEY=…',
    'npx vitest --provider=evolution --base-url=https://your-server.example       # the page',
    'npx vitest --provider=evolution-v2 --base-url=https://your-server.example    # the server that was recorded',
    '```',
    '',
    'Where your server does otherwise, or where we read the page wrongly, please open an issue: page, contract and recordings are all here.',
  ]
}

const section = (heading: string): string[] => ['', `## ${heading}`, '']

const factsOf = ({ covers }: BehaviorReport): string => `(${covers.join(', ')})`

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => shownCell(String(cell))).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}

/** Underscores of a name are no emphasis, and a bar ends no cell; what is code stays as it is. */
const shownCell = (text: string): string =>
  text.replace(/(`+)[^]*?\1|[_|]/g, (found) => (found.length > 1 ? found : `\\${found}`))
