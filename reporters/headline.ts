import type { Interrupt, Report, TargetReport, TargetVerdict } from '../src/model/report.ts'
import { plural } from './words.ts'

/** From best to worst. */
const order: readonly TargetVerdict[] = [
  'conformant',
  'incomplete',
  'known-deviations',
  'error',
  'non-conformant',
]

/** The worst verdict of some targets; `conformant` where there is none. */
export function worstVerdict(targets: readonly TargetReport[]): TargetVerdict {
  return targets.reduce<TargetVerdict>(
    (worst, { verdict }) => (order.indexOf(verdict) > order.indexOf(worst) ? verdict : worst),
    'conformant',
  )
}

/** The targets, the worst first, then by name. */
export function worstFirst(targets: readonly TargetReport[]): TargetReport[] {
  return targets.toSorted(
    (a, b) =>
      order.indexOf(b.verdict) - order.indexOf(a.verdict) ||
      a.name.localeCompare(b.name, 'en', { numeric: true }),
  )
}

/** The run in one line: how many targets have which verdict, the worst first. */
export function headline({ targets }: Report): string {
  if (targets.length === 0) return howManyTargets(targets)
  const counts = verdictCounts(targets).map(({ verdict, count }) => `${count} ${verdict}`)
  const words = [...counts, ...leftOutWords(targets)].join(', ')
  return `${howManyTargets(targets)}: ${words}`
}

/**
 * Which musts a target was spared that nothing is broken of: `2 musts not exercised (--burst)`. Null where it was spared
 * none.
 */
export function leftOutOf(target: TargetReport): string | null {
  return leftOutWords([target]).join(', ') || null
}

function leftOutWords(targets: readonly TargetReport[]): string[] {
  const counts = new Map<string, number>()
  for (const { verdict, notExercised, behaviors } of targets) {
    if (verdict !== 'conformant' && verdict !== 'known-deviations') continue
    const musts = new Set(behaviors.flatMap(({ id, level }) => (level === 'must' ? [id] : [])))
    for (const { optIn, behaviors: ids } of notExercised)
      counts.set(optIn, (counts.get(optIn) ?? 0) + ids.filter((id) => musts.has(id)).length)
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([optIn, count]) => `${plural(count, 'must')} not exercised (${optIn})`)
}

/** `no target`, `1 target`, `7 targets`. */
export function howManyTargets({ length }: Report['targets']): string {
  return length === 0 ? 'no target' : `${length} ${length === 1 ? 'target' : 'targets'}`
}

/** How many targets have which verdict, the worst first; only verdicts that there are. */
export function verdictCounts(
  targets: readonly Pick<TargetReport, 'verdict'>[],
): { verdict: TargetVerdict; count: number }[] {
  return order
    .toReversed()
    .map((verdict) => ({ verdict, count: targets.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
}

/** That a run did not come to its end. */
export function interruptedWords(kind: Interrupt): string {
  return `interrupted by ${kind}`
}

/** How the run went, in plain facts: suite, time, seed, requests and waits. */
export function runFacts(report: Report): string {
  const { suite, startedAt, durationMs, seed, interrupted, targets } = report
  const total = (count: (one: TargetReport['requests']) => number): number =>
    targets.reduce((sum, { requests }) => sum + count(requests), 0)
  const burst = total((one) => one.burst)
  return [
    `${suite.name} ${suite.version}`,
    startedAt,
    `${(durationMs / 1000).toFixed(1)} s`,
    ...(interrupted === null ? [] : [interruptedWords(interrupted)]),
    `seed ${seed}`,
    `${total((one) => one.sent)} requests${burst > 0 ? ` and ${burst} in bursts` : ''}`,
    `${total((one) => one.retried)} retried`,
    `${(total((one) => one.waitedMs) / 1000).toFixed(1)} s waited for the rate limit`,
  ].join(' · ')
}
