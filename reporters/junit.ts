import type { BehaviorReport, Failure, Report, TargetReport } from '../src/model/report.ts'
import { escapeMarkup } from './escape.ts'

type Outcome = 'passed' | 'failure' | 'error' | 'skipped'

interface TestCase {
  name: string
  outcome: Outcome
  message: string
  /** What kind of failure or error it is. */
  type: string
  /** Lines of evidence. */
  lines: readonly string[]
}

/**
 * junit.xml. Vitest's own JUnit reporter cannot tell a server that is wrong (`failure`) from one that
 * gave no answer (`error`), knows no level, and shows our stack instead of the evidence.
 */
export function renderJunit({ suite, targets, durationMs, seed, startedAt }: Report): string {
  const suites = targets.map((target) => ({ target, cases: casesOf(target) }))
  const all = suites.flatMap(({ cases }) => cases)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: suite.name, ...totals(all), time: (durationMs / 1000).toFixed(3) })}>`,
    ...suites.flatMap(({ target, cases }) => [
      `  <testsuite${attributes({ name: target.name, ...totals(cases), timestamp: startedAt })}>`,
      ...propertyLines(target, seed),
      ...cases.flatMap((one) => caseLines(`${target.name}.${target.provider}`, one)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n')
}

function casesOf(target: TargetReport): TestCase[] {
  const { behaviors, reason, stale, verdict } = target
  const cases = behaviors.map(caseOf)
  const isUnjudged = verdict === 'error' && !cases.some(({ outcome }) => outcome === 'error')
  return [
    // Without it, a target that could not be judged would be a suite of nothing but skipped tests.
    ...(isUnjudged
      ? [testCase('target', 'error', reason ?? 'the target could not be judged', 'error')]
      : []),
    ...cases,
    ...stale.map((id) =>
      testCase(
        `stale known deviation: ${id}`,
        'failure',
        `${id} holds: remove its entry from the known deviations`,
        'stale',
      ),
    ),
  ]
}

function caseOf(behavior: BehaviorReport): TestCase {
  const { id, level } = behavior
  switch (behavior.verdict) {
    case 'pass':
      return testCase(id, 'passed', '', level)
    case 'observed':
      return testCase(id, 'passed', '', level, [`observed: ${behavior.reason}`])
    case 'warn':
      return testCase(id, 'passed', '', level, [
        `warn: ${behavior.reason}`,
        ...evidenceLines(behavior),
      ])
    case 'fail':
      return behavior.known
        ? testCase(id, 'skipped', `known deviation: ${behavior.known.reason}`, level, [
            ...(behavior.known.link === null ? [] : [`link: ${behavior.known.link}`]),
            ...evidenceLines(behavior),
          ])
        : testCase(id, 'failure', behavior.reason, level, evidenceLines(behavior))
    case 'unverified':
      return testCase(
        id,
        'skipped',
        behavior.optIn ? `${behavior.reason} (opt in: ${behavior.optIn})` : behavior.reason,
        level,
      )
    case 'error':
      return testCase(id, 'error', behavior.reason, level, headLines(behavior))
  }
}

function testCase(
  name: string,
  outcome: Outcome,
  message: string,
  type: string,
  lines: readonly string[] = [],
): TestCase {
  return { name, outcome, message, type, lines }
}

function headLines({ title, covers }: BehaviorReport): string[] {
  return [`rule: ${title}`, `covers: ${covers.join(' ')}`]
}

function evidenceLines(behavior: BehaviorReport & { failures: readonly Failure[] }): string[] {
  return [...headLines(behavior), ...behavior.failures.flatMap(failureLines)]
}

function failureLines(failure: Failure): string[] {
  const { expected, actual, pointer, request, curl, exchange, counterexample, seed, path } = failure
  return [
    '',
    `expected: ${expected}`,
    `actual: ${actual}`,
    ...(pointer === null ? [] : [`pointer: ${pointer}`]),
    ...(counterexample === null ? [] : [`counterexample: ${JSON.stringify(counterexample)}`]),
    `request: ${request}`,
    `curl: ${curl}`,
    `exchange: ${exchange}`,
    `seed: ${seed}`,
    ...(path === null ? [] : [`path: ${path}`]),
  ]
}

function totals(cases: readonly TestCase[]): Record<string, number> {
  const count = (wanted: Outcome): number =>
    cases.filter(({ outcome }) => outcome === wanted).length
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  }
}

function propertyLines({ baseUrl, contract, requests, verdict }: TargetReport, seed: number) {
  const properties = {
    baseUrl,
    verdict,
    'contract.revision': contract.revision,
    'contract.sha256': contract.sha256,
    seed,
    'requests.sent': requests.sent,
    'requests.burst': requests.burst,
    'requests.retried': requests.retried,
    'requests.waitedMs': requests.waitedMs,
  }
  return [
    '    <properties>',
    ...Object.entries(properties).flatMap(([name, value]) =>
      value === null ? [] : [`      <property${attributes({ name, value })}/>`],
    ),
    '    </properties>',
  ]
}

function caseLines(classname: string, { name, outcome, message, type, lines }: TestCase): string[] {
  const open = `    <testcase${attributes({ classname, name })}`
  const text = lines.map(escapeMarkup).join('\n')
  if (outcome === 'passed' && text === '') return [`${open}/>`]
  const output = text === '' ? [] : [`      <system-out>${text}</system-out>`]
  const result = {
    passed: output,
    skipped: [`      <skipped${attributes({ message })}/>`, ...output],
    failure: [`      <failure${attributes({ message, type })}>${text}</failure>`],
    error: [`      <error${attributes({ message, type })}>${text}</error>`],
  }
  return [`${open}>`, ...result[outcome], '    </testcase>']
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(String(value))}"`)
    .join('')
}
