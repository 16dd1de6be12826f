import type { Report, TargetReport } from '../src/model/report.ts'
import { escapeMarkup } from './escape.ts'
import { casesOf } from './test-cases.ts'
import type { Outcome, TestCase } from './test-cases.ts'

/**
 * junit.xml. Vitest's own JUnit reporter cannot tell a server that is wrong (`failure`) from one that
 * gave no answer (`error`), knows no level, and shows our stack instead of the evidence.
 */
export function renderJunit({ suite, targets, durationMs, seed, startedAt }: Report): string {
  const suites = targets.map((target) => ({ target, cases: casesOf(target) }))
  // The schema of Jenkins knows no number of skipped tests of a whole file.
  const { skipped: _, ...all } = totals(suites.flatMap(({ cases }) => cases))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: suite.name, ...all, time: (durationMs / 1000).toFixed(3) })}>`,
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
