import type { JudgedListing } from './judging.ts'
import type { Latency } from './latency.ts'
import type { ProviderRequests } from './requests.ts'
import { eachMore } from './targets.ts'
import type { MeasuredFleet } from './targets.ts'
import type { WallTime } from './wall-time.ts'

/** What was measured in one run. */
export interface Figures {
  /** Day, as in 2026-01-31. */
  date: string
  machine: { cores: number; memoryGb: number; node: string; platform: string }
  /** The command that measures the same again. */
  command: string
  rounds: number
  wallTime: WallTime
  latencyMs: number
  latency: readonly Latency[]
  judging: readonly JudgedListing[]
  requests: readonly ProviderRequests[]
  /** The smallest first. */
  fleets: readonly MeasuredFleet[]
}

/** What is to be reached. */
const goals = { wallTime: 1.5, trips: 20, judging: 0.6, requests: 90, mbEach: 5 }

/** Ten times as much may take at most so many times as long and still be called linear. */
const linear = 12.5

interface Line {
  what: string
  /** What is held against the goal; NaN where it could not be measured. */
  worst: number
  goal: number
}

/** The page on what a run costs: every ratio beside its goal, reached or not. */
export function performancePage(figures: Figures): string {
  const { machine, date, command } = figures
  const sections = [wallTime, latency, judging, requests, fleets].map((section) => section(figures))
  return [
    '# Performance',
    `Measured on ${date}, all in one run: ${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}, ${machine.memoryGb.toFixed(0)} GB of memory, Node ${machine.node}, ${machine.platform}. ` +
      'Times belong to this machine; ratios should be much the same on another.',
    `\`\`\`\n${command}    # measures again, and writes this page\n\`\`\``,
    goalTable(linesOf(figures)),
    ...sections,
  ]
    .join('\n\n')
    .concat('\n')
}

function linesOf({
  wallTime: time,
  latency: far,
  judging: listings,
  requests: asked,
  fleets: all,
}: Figures): Line[] {
  const [first, last] = [all[0], all.at(-1)]
  const isFleet = first && last && first !== last
  return [
    {
      what: 'Default run, beside an empty Vitest run',
      worst: time.ours / time.empty,
      goal: goals.wallTime,
    },
    {
      what: 'Round trips of a run',
      worst: Math.max(...far.map(({ trips }) => trips)),
      goal: goals.trips,
    },
    {
      what: 'Judging a listing, beside `JSON.parse`',
      worst: Math.max(...listings.map(ratioOf)),
      goal: goals.judging,
    },
    {
      what: 'Judging ten times as many instances, times as long',
      worst: Math.max(...listings.map((one) => tenfold(one, listings))),
      goal: linear,
    },
    {
      what: 'Requests of a run',
      worst: Math.max(...asked.map(({ sent }) => sent)),
      goal: goals.requests,
    },
    {
      what: 'Memory of each target more, in MB',
      worst: isFleet ? eachMore(first, last).mb : NaN,
      goal: goals.mbEach,
    },
    {
      what: 'Ten times as many targets, times as long for each more',
      worst: fleetGrowth(all),
      goal: linear,
    },
  ]
}

function goalTable(lines: readonly Line[]): string {
  const rows = lines.map(({ what, worst, goal }) => [
    what,
    Number.isFinite(worst) ? worst.toFixed(2) : 'not measured',
    `≤ ${goal}`,
    !Number.isFinite(worst) ? '' : worst <= goal ? 'reached' : '**not reached**',
  ])
  return table(['what', 'measured, the worst', 'goal', ''], rows)
}

function ratioOf({ judge, parse }: JudgedListing): number {
  return judge.later / parse.later
}

/** How many times as long a listing takes as one a tenth as long; -Infinity where there is none. */
function tenfold(one: JudgedListing, all: readonly JudgedListing[]): number {
  const smaller = all.find(
    ({ provider, instances }) => provider === one.provider && instances * 10 === one.instances,
  )
  return smaller ? one.judge.later / smaller.judge.later : -Infinity
}

/** Ten times what a target more costs in the largest fleet, beside what it costs in the one before. */
function fleetGrowth(fleets: readonly MeasuredFleet[]): number {
  const [small, middle, large] = fleets.slice(-3)
  if (!small || !middle || !large) return NaN
  return (10 * eachMore(middle, large).seconds) / eachMore(small, middle).seconds
}

function wallTime({ wallTime: { projects, files, empty, ours }, rounds }: Figures): string {
  return section(
    'The default run',
    `\`npx vitest\` beside an empty Vitest run with as many projects (${projects}) and files (${files}), in turns; median of ${rounds} rounds.`,
    ['empty run', '`npx vitest`', 'ratio'],
    [[`${empty.toFixed(2)} s`, `${ours.toFixed(2)} s`, (ours / empty).toFixed(2)]],
  )
}

function latency({ latency: all, latencyMs }: Figures): string {
  return section(
    'Far away',
    `A server that is ${latencyMs} ms away. Requests that are in flight together share a round trip.`,
    ['provider', 'requests', 'round trips', 'time', 'one after the other'],
    all.map(({ provider, sent, trips, ms, sequential }) => [
      provider,
      `${sent}`,
      trips.toFixed(1),
      `${(ms / 1000).toFixed(1)} s`,
      sequential.toFixed(1),
    ]),
  )
}

function judging({ judging: all }: Figures): string {
  const ms = (value: number): string => `${value.toFixed(1)} ms`
  const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`
  return section(
    'Judging a listing',
    'All behaviors that make no request of their own, on one listing, beside `JSON.parse` of the same text: median of five rounds after a first, ' +
      'which has a column of its own, because a run judges a listing only once or twice. Each size has a process of its own; memory is the most that ' +
      'it ever had, after parsing and after judging. A run reads no body of more than 32 MB: what is larger shows how it grows.',
    [
      'provider',
      'instances',
      'body',
      'behaviors',
      '`JSON.parse`',
      'judging',
      'ratio',
      'ratio, first round',
      'ten times as many',
      'memory, parsed',
      'memory, judged',
    ],
    all.map((one) => [
      one.provider,
      `${one.instances}`,
      mb(one.bytes),
      `${one.behaviors}`,
      ms(one.parse.later),
      ms(one.judge.later),
      ratioOf(one).toFixed(2),
      (one.judge.first / one.parse.first).toFixed(2),
      tenfold(one, all) > 0 ? `× ${tenfold(one, all).toFixed(1)}` : '',
      mb(one.peakBytes.parsed),
      mb(one.peakBytes.judged),
    ]),
  )
}

function requests({ requests: all }: Figures): string {
  return section(
    'Requests',
    'Behaviors share requests: what several ask for is sent once, and most are judged on what others asked for.',
    ['provider', 'behaviors', 'that ask', 'requests', 'per behavior', 'judged on the most answers'],
    all.map(({ provider, behaviors, asking, sent }) => [
      provider,
      `${behaviors}`,
      `${asking.length}`,
      `${sent}`,
      (sent / behaviors).toFixed(2),
      asking
        .slice(0, 3)
        .map(({ id, answers }) => `\`${id}\` (${answers})`)
        .join(', '),
    ]),
  )
}

function fleets({ fleets: all }: Figures): string {
  return section(
    'Many targets',
    'Each target is a reference server of its own on the same machine. What each more costs is told beside the row before it.',
    ['targets', 'time', 'memory, at most', 'each more', ''],
    all.map((fleet, index) => {
      const before = all[index - 1]
      const each = before ? eachMore(before, fleet) : null
      return [
        `${fleet.targets}`,
        `${fleet.seconds.toFixed(1)} s`,
        Number.isNaN(fleet.peakMb) ? 'not told by the system' : `${fleet.peakMb.toFixed(0)} MB`,
        each ? `${each.seconds.toFixed(3)} s` : '',
        each && !Number.isNaN(each.mb) ? `${each.mb.toFixed(2)} MB` : '',
      ]
    }),
  )
}

function section(
  title: string,
  text: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return `## ${title}\n\n${text}\n\n${table(head, rows)}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
