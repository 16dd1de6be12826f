import { linesOf } from './performance-goals.ts'
import { shownMemory } from './memory.ts'
import type { Figures, Line } from './performance-goals.ts'
import { eachMore } from './targets.ts'

/** The page on what a run costs: every ratio beside its goal, reached or not. */
export function performancePage(figures: Figures): string {
  const { machine, date, command } = figures
  const sections = [wallTime, latency, requests, fleets].map((section) => section(figures))
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

function goalTable(lines: readonly Line[]): string {
  const rows = lines.map(({ what, worst, goal }) => [
    what,
    Number.isFinite(worst) ? worst.toFixed(2) : 'not measured',
    `≤ ${goal}`,
    !Number.isFinite(worst) ? '' : worst <= goal ? 'reached' : '**not reached**',
  ])
  return table(['what', 'measured, the worst', 'goal', ''], rows)
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
        shownMemory(fleet.peakBytes),
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
