import type { CTRFReport, Summary, Test, TestStatus } from 'ctrf'
import type { Report, TargetReport } from '../src/model/report.ts'
import { visible } from './escape.ts'
import { casesOf } from './test-cases.ts'
import type { Outcome, TestCase } from './test-cases.ts'

/** The version of the format that is written (https://ctrf.io). */
const specVersion = '0.0.0'

const statuses: Readonly<Record<Outcome, TestStatus>> = {
  passed: 'passed',
  failure: 'failed',
  // The format has one word for both; `rawStatus` tells them apart.
  error: 'failed',
  skipped: 'skipped',
}

/**
 * ctrf.json, the Common Test Report Format. The format's own library draws an id for each test and
 * brings a command line; a file that is the same for the same run is as soon written without it.
 */
export function renderCtrf(report: Report): string {
  const { suite, startedAt, seed, interrupted, targets } = report
  const tests = targets.flatMap((target) => casesOf(target).map((one) => testOf(one, target)))
  const ctrf: CTRFReport = {
    reportFormat: 'CTRF',
    specVersion,
    timestamp: startedAt,
    generatedBy: `${suite.name} ${suite.version}`,
    results: {
      tool: { name: suite.name, version: suite.version },
      summary: summaryOf(report, tests),
      tests,
      extra: { seed, ...(interrupted === null ? {} : { interrupted }) },
    },
  }
  return `${JSON.stringify(ctrf, null, 2)}\n`
}

function summaryOf({ startedAt, durationMs, targets }: Report, tests: readonly Test[]): Summary {
  const count = (wanted: TestStatus): number =>
    tests.filter(({ status }) => status === wanted).length
  const start = Date.parse(startedAt)
  return {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: 0,
    other: 0,
    suites: targets.length,
    start,
    stop: start + durationMs,
    duration: durationMs,
  }
}

function testOf(
  { name, outcome, message, type, lines, behavior }: TestCase,
  target: TargetReport,
): Test {
  const [first, ...others] = behavior?.covers ?? []
  return {
    testId: visible(`${target.name}/${name}`),
    name: visible(name),
    status: statuses[outcome],
    // Behaviors share their requests: none has a time of its own.
    duration: 0,
    suite: [visible(target.name), visible(target.provider)],
    ...(message === '' ? {} : { message: visible(message) }),
    ...(lines.length === 0 ? {} : { trace: lines.map(visible).join('\n') }),
    rawStatus: behavior?.verdict ?? outcome,
    labels: { level: type, ...(first === undefined ? {} : { covers: [first, ...others] }) },
    ...(behavior ? { extra: { title: visible(behavior.title) } } : {}),
  }
}
