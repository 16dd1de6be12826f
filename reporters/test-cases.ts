import type { BehaviorReport, Failure, Step, TargetReport } from '../src/model/report.ts'
import { citedBy } from '../src/report/exchanges.ts'
import { exchangeLine, excerptLines } from './evidence.ts'
import { isFinding } from './findings.ts'

/** What most formats of test results know. */
export type Outcome = 'passed' | 'failure' | 'error' | 'skipped'

/** A behavior, or what else counts for a target, as a test. */
export interface TestCase {
  name: string
  outcome: Outcome
  message: string
  /** What kind of failure or error it is. */
  type: string
  /** Lines of evidence. */
  lines: readonly string[]
  /** Null where it is not about a single behavior. */
  behavior: BehaviorReport | null
}

/**
 * The behaviors of a target as tests; before them that it could not be judged, where no behavior says
 * so; after them its stale known deviations.
 */
export function casesOf(target: TargetReport): TestCase[] {
  const { behaviors, reason, stale, verdict } = target
  const cases = behaviors.map((behavior): TestCase => {
    const { id: name, level: type } = behavior
    return { name, type, behavior, ...resultOf(behavior, target) }
  })
  const isUnjudged = verdict === 'error' && !cases.some(({ outcome }) => outcome === 'error')
  return [
    // Without it, a target that could not be judged would be a suite of nothing but skipped tests.
    ...(isUnjudged ? [unjudgedCase(reason ?? 'the target could not be judged')] : []),
    ...cases,
    ...stale.map(staleCase),
  ]
}

function unjudgedCase(message: string): TestCase {
  return { name: 'target', outcome: 'error', message, type: 'error', lines: [], behavior: null }
}

function staleCase(id: string): TestCase {
  const message = `${id} holds: remove its entry from the known deviations`
  const name = `stale known deviation: ${id}`
  return { name, outcome: 'failure', message, type: 'stale', lines: [], behavior: null }
}

type Result = Pick<TestCase, 'outcome' | 'message' | 'lines'>

function resultOf(behavior: BehaviorReport, target: TargetReport): Result {
  switch (behavior.verdict) {
    case 'pass':
      return { outcome: 'passed', message: '', lines: [] }
    case 'observed':
      return { outcome: 'passed', message: '', lines: [`observed: ${behavior.reason}`] }
    case 'warn': {
      const lines = [`warn: ${behavior.reason}`, ...evidenceLines(behavior, target)]
      return { outcome: 'passed', message: '', lines }
    }
    case 'fail': {
      const { known, reason } = behavior
      const lines = evidenceLines(behavior, target)
      const cause = isFinding(behavior, target) ? '' : `same cause as ${behavior.cause ?? ''}: `
      if (!known) return { outcome: 'failure', message: `${cause}${reason}`, lines }
      const link = known.link === null ? [] : [`link: ${known.link}`]
      const message = `known deviation: ${known.reason}`
      return { outcome: 'skipped', message, lines: [...link, ...lines] }
    }
    case 'unverified': {
      const { optIn, reason } = behavior
      const message = optIn ? `${reason} (opt in: ${optIn})` : reason
      return { outcome: 'skipped', message, lines: [] }
    }
    case 'error': {
      const lines = unansweredLines(behavior, target)
      return { outcome: 'error', message: behavior.reason, lines }
    }
  }
}

function headLines({ title, covers }: BehaviorReport): string[] {
  return [`rule: ${title}`, `covers: ${covers.join(' ')}`]
}

function unansweredLines(behavior: BehaviorReport, target: TargetReport): string[] {
  const exchanges = citedBy(behavior).map((id) => `exchange: ${exchangeLine(target, id)}`)
  return [...headLines(behavior), ...exchanges]
}

function evidenceLines(
  behavior: BehaviorReport & { failures: readonly Failure[] },
  target: TargetReport,
): string[] {
  const failures = behavior.failures.flatMap((failure, index, all) => {
    const isAbove = all.slice(0, index).some(({ exchange }) => exchange === failure.exchange)
    return failureLines(failure, target, isAbove ? [] : (failure.steps ?? [failure]))
  })
  return [...headLines(behavior), ...failures]
}

/** @param steps the requests that show it, unless they stand above already */
function failureLines(failure: Failure, target: TargetReport, steps: readonly Step[]): string[] {
  const { expected, actual, pointer, counterexample, seed, path, excerpt } = failure
  return [
    '',
    `expected: ${expected}`,
    `actual: ${actual}`,
    ...(pointer === null ? [] : [`pointer: ${pointer}`]),
    ...(counterexample === null ? [] : [`counterexample: ${JSON.stringify(counterexample)}`]),
    ...steps.flatMap(({ request, curl }) => [`request: ${request}`, `curl: ${curl}`]),
    `seed: ${seed}`,
    ...(path === null ? [] : [`path: ${path}`]),
    ...steps.map(({ exchange }) => `exchange: ${exchangeLine(target, exchange)}`),
    ...(excerpt ? excerptLines(excerpt) : []),
  ]
}
