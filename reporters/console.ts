import { styleText } from 'node:util'
import type { BehaviorReport, Counts, Failure, Report, TargetReport } from '../src/model/report.ts'
import type { Change, Comparison } from '../src/run/compare.ts'

export interface ConsoleOptions {
  color: boolean
  /** Folder of the reports, and their names. */
  dir: string
  files: readonly string[]
  /** With an earlier report; null where there is none. */
  comparison: Comparison | null
}

type Style = 'green' | 'red' | 'yellow' | 'dim' | 'bold'
type Paint = (style: Style, text: string) => string

/** The summary that a person reads in ten seconds. */
export function renderConsole(
  report: Report,
  { color, dir, files, comparison }: ConsoleOptions,
): string {
  const paint: Paint = (style, text) =>
    color ? styleText(style, text, { validateStream: false }) : text
  const { targets, seed, durationMs } = report
  const total = targets.reduce((sum, { requests }) => sum + requests.sent + requests.burst, 0)
  return [
    '',
    ...targets.flatMap((target) => targetLines(target, paint)),
    ...(comparison ? comparisonLines(comparison, paint) : []),
    paint(
      'dim',
      `${plural(targets.length, 'target')}, ${plural(total, 'request')}, ${(durationMs / 1000).toFixed(1)} s, seed ${seed}`,
    ),
    paint('dim', `${dir}: ${files.join(', ')}`),
    '',
  ].join('\n')
}

function targetLines(target: TargetReport, paint: Paint): string[] {
  const { name, provider, baseUrl, verdict, reason, counts, requests, behaviors, stale } = target
  const label = name === provider ? name : `${name} (${provider})`
  const head = `${paint('bold', label)}  ${paint(verdictStyles[verdict], verdict)}  ${paint('dim', baseUrl)}`
  if (verdict === 'error' && reason !== null) return [head, `  ${reason}`, '']
  const sent = `${plural(requests.sent, 'request')}${requests.burst > 0 ? ` and ${requests.burst} in a burst` : ''}`
  const waited = requests.waitedMs > 0 ? `, waited ${(requests.waitedMs / 1000).toFixed(1)} s` : ''
  return [
    head,
    `  ${countsText(counts)}  ${paint('dim', `(${sent}${waited})`)}`,
    ...behaviors.flatMap((behavior) => brokenLines(behavior, paint)),
    ...stale.map(
      (id) => `  ${paint('red', 'stale')} ${id} holds: remove its entry from the known deviations`,
    ),
    ...unverifiedLines(behaviors, paint),
    '',
  ]
}

const verdictStyles: Readonly<Record<TargetReport['verdict'], Style>> = {
  conformant: 'green',
  incomplete: 'yellow',
  'known-deviations': 'yellow',
  'non-conformant': 'red',
  error: 'red',
}

function countsText(counts: Counts): string {
  const named = Object.entries(counts).filter(([verdict, count]) => count > 0 || verdict === 'pass')
  return named.map(([verdict, count]) => `${count} ${verdict}`).join(', ')
}

function brokenLines(behavior: BehaviorReport, paint: Paint): string[] {
  if (behavior.verdict === 'error') {
    return ['', `  ${paint('red', 'error')} ${behavior.id}`, `    ${behavior.reason}`]
  }
  if (behavior.verdict !== 'fail' && behavior.verdict !== 'warn') return []
  const { id, title, covers, failures, known, verdict } = behavior
  const mark = known
    ? paint('yellow', 'known')
    : paint(verdict === 'fail' ? 'red' : 'yellow', verdict)
  const [first] = failures
  return [
    '',
    `  ${mark} ${paint('bold', id)} ${paint('dim', `[${covers.join(' ')}]`)}`,
    `    ${title}`,
    ...(known
      ? [`    known: ${known.reason}${known.link === null ? '' : ` (${known.link})`}`]
      : []),
    ...(first
      ? evidenceLines(first, behavior.cases, behavior.reason, paint)
      : [`    ${behavior.reason}`]),
  ]
}

function evidenceLines(failure: Failure, cases: number, reason: string, paint: Paint): string[] {
  const { expected, actual, pointer, curl, counterexample, seed, path } = failure
  const often = / \((\d+ of \d+) cases\)$/.exec(reason)?.[1]
  const rows: [string, string | null][] = [
    ['expected', expected],
    ['actual', actual],
    ['at', pointer === null || pointer === '' ? null : pointer],
    [
      'case',
      counterexample === null
        ? null
        : `${JSON.stringify(counterexample)}  seed ${seed}${path === null ? '' : `, path ${path}`}`,
    ],
    ['cases', cases > 1 && often ? often : null],
    ['again', curl],
  ]
  return rows.flatMap(([name, text]) =>
    text === null ? [] : [`    ${paint('dim', name.padEnd(9))}${text}`],
  )
}

function unverifiedLines(behaviors: readonly BehaviorReport[], paint: Paint): string[] {
  const unverified = behaviors.filter((behavior) => behavior.verdict === 'unverified')
  if (unverified.length === 0) return []
  const reasons = [...new Set(unverified.map(({ reason }) => reason))]
  return [
    '',
    ...reasons.flatMap((reason) => {
      const ids = unverified.filter((behavior) => behavior.reason === reason).map(({ id }) => id)
      const shown = ids.length > 4 ? [...ids.slice(0, 3), `and ${ids.length - 3} more`] : ids
      return [`  ${paint('yellow', 'unverified')} ${reason}`, `    ${shown.join(', ')}`]
    }),
  ]
}

function comparisonLines(comparison: Comparison, paint: Paint): string[] {
  const { since, newlyBroken, newlyHolding, newlyUnverified, observedOtherwise, contractChanged } =
    comparison
  const lists: [string, Style, readonly Change[]][] = [
    ['newly broken', 'red', newlyBroken],
    ['newly holding', 'green', newlyHolding],
    ['newly unverified', 'yellow', newlyUnverified],
    ['observed otherwise', 'dim', observedOtherwise],
  ]
  const changed = lists.flatMap(([words, style, changes]) =>
    changes.map(
      ({ target, behavior }) => `  ${paint(style, words)} ${behavior}  ${paint('dim', target)}`,
    ),
  )
  const contracts = contractChanged.map((target) => `  another contract  ${paint('dim', target)}`)
  const lines = [...changed, ...contracts]
  return [
    paint('bold', `Since ${since}`),
    ...(lines.length > 0 ? lines : ['  nothing changed']),
    '',
  ]
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
