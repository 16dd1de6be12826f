import { validate } from 'ctrf'
import type { CTRFReport } from 'ctrf'
import { expect, test } from 'vitest'
import { renderCtrf } from '../../reporters/ctrf.ts'
import type { Report } from '../../src/model/report.ts'
import { citedReport } from './change-fixture.ts'
import { reportOf } from './fixture.ts'

function rendered(report: Report): CTRFReport {
  return JSON.parse(renderCtrf(report)) as CTRFReport
}

const { results } = rendered(citedReport)

function testNamed(name: string) {
  const found = results.tests.find((one) => one.name === `ryzeapi.${name}`)
  if (!found) throw new Error(`no test ${name}`)
  return found
}

test.each([
  ['every verdict', citedReport],
  ['no target', reportOf()],
])('CTRF: a report of %s fits the schema that the format publishes', (_, report) => {
  expect(validate(rendered(report))).toMatchObject({ valid: true })
})

test('CTRF: the schema refuses what is no report', () => {
  const { results: _, ...rest } = rendered(citedReport)
  expect(validate(rest)).toMatchObject({ valid: false })
})

test.each([
  ['list.operation', 'passed', 'pass'],
  ['filter.single-unknown-name', 'failed', 'fail'],
  ['errors.unreachable', 'failed', 'error'],
  ['limits.burst', 'skipped', 'unverified'],
  ['item.complete', 'passed', 'warn'],
  ['open.order', 'passed', 'observed'],
])('CTRF: %s is %s, and was %s', (name, status, rawStatus) => {
  expect(testNamed(name)).toMatchObject({ status, rawStatus })
})

test('CTRF: a known deviation is skipped, and says why', () => {
  expect(testNamed('access.missing-token')).toMatchObject({
    status: 'skipped',
    message: 'known deviation: reported to the provider',
  })
})

test('CTRF: a failure has its evidence, and the facts that it is about', () => {
  const { trace, labels } = testNamed('filter.single-unknown-name')
  expect(trace).toContain('expected: status 404\nactual: status 200')
  expect(trace).toContain('exchange: e17: GET ')
  expect(labels).toEqual({ level: 'must', covers: ['R11', 'R95'] })
})

test('CTRF: a target that could not be judged has a failed test', () => {
  const found = results.tests.find(({ testId }) => testId === 'e-unreachable/target')
  expect(found).toMatchObject({ status: 'failed', rawStatus: 'error' })
})

test('CTRF: the summary counts the tests', () => {
  const { tests, passed, failed, skipped } = results.summary
  expect([tests, passed, failed, skipped]).toEqual([16, 4, 5, 7])
  expect(tests).toBe(results.tests.length)
})
