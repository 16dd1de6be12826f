import { expect, test } from 'vitest'
import { visible } from '../../reporters/escape.ts'
import { renderJunit } from '../../reporters/junit.ts'
import { fullReport, hostile, reportOf, targetReport } from './fixture.ts'
import { parseXml } from './xml.ts'
import type { XmlElement } from './xml.ts'

const xml = renderJunit(fullReport)
const root = parseXml(xml)
const suites = root.children
const broken = suites[1]

function casesOf(suite: XmlElement | undefined): XmlElement[] {
  return suite?.children.filter(({ name }) => name === 'testcase') ?? []
}

/** What a test case of the broken target holds, by name of element. */
function resultsOf(name: string): Record<string, XmlElement> {
  const found = casesOf(broken).find(({ attributes }) => attributes.name === `ryzeapi.${name}`)
  if (!found) throw new Error(`no test case ${name}`)
  return Object.fromEntries(found.children.map((child) => [child.name, child]))
}

test('JUnit: a target is a suite with a test case for each behavior', () => {
  expect(suites.map(({ attributes }) => attributes.name)).toEqual(
    fullReport.targets.map(({ name }) => visible(name)),
  )
  expect(casesOf(broken).map(({ attributes }) => attributes)).toEqual(
    fullReport.targets[1]?.behaviors.map(({ id }) => ({
      classname: `b ${visible(hostile)}.ryzeapi`,
      name: id,
    })),
  )
})

test('JUnit: a broken must is a failure with its evidence', () => {
  const { failure } = resultsOf('filter.single-unknown-name')
  expect(failure?.attributes).toEqual({
    message: 'expected status 404, got status 200 (3 of 10 cases)',
    type: 'must',
  })
  expect(failure?.text).toMatch(
    /expected: status 404\nactual: .*\ncounterexample: .*\nrequest: .*\ncurl: curl/,
  )
})

test('JUnit: a server that gave no answer is an error, not a failure', () => {
  const { error, failure } = resultsOf('errors.unreachable')
  expect(error?.attributes.message).toBe(`timeout ${visible(hostile)}`)
  expect(failure).toBeUndefined()
})

test('JUnit: what was not verified is skipped, with the reason', () => {
  expect(resultsOf('limits.burst').skipped?.attributes).toEqual({
    message: 'goes past the limit (opt in: --burst)',
  })
})

test('JUnit: a known deviation is skipped and keeps its evidence', () => {
  const results = resultsOf('access.missing-token')
  expect(results.skipped?.attributes.message).toBe('known deviation: reported to the provider')
  expect(results['system-out']?.text).toContain('expected: status 404')
})

test('JUnit: a broken should passes, and says what was seen', () => {
  const results = resultsOf('item.complete')
  expect(Object.keys(results)).toEqual(['system-out'])
  expect(results['system-out']?.text).toContain(`warn: ${visible(hostile)}`)
})

test('JUnit: an observation passes, and says what was seen', () => {
  const results = resultsOf('open.order')
  expect(Object.keys(results)).toEqual(['system-out'])
  expect(results['system-out']?.text).toBe(`observed: ${visible(hostile)}`)
})

test('JUnit: a target that could not be judged has an error, though no behavior has', () => {
  const [first] = casesOf(suites[4])
  expect(first?.attributes.name).toBe('target')
  expect(first?.children[0]).toMatchObject({
    name: 'error',
    attributes: { message: visible(hostile) },
  })
})

test('JUnit: an entry of the known deviations that no longer deviates is a failure', () => {
  const last = casesOf(suites[3]).at(-1)
  expect(last?.attributes.name).toBe('stale known deviation: ryzeapi.list.operation')
  expect(last?.children[0]).toMatchObject({ name: 'failure', attributes: { type: 'stale' } })
})

test('JUnit: the totals of a suite and of the file are those of their cases', () => {
  expect(broken?.attributes).toMatchObject({ tests: '9', failures: '2', errors: '1', skipped: '3' })
  expect(root.attributes).toMatchObject({ tests: '16', failures: '3', errors: '2', skipped: '7' })
})

test('JUnit: no line of the file begins with a workflow command', () => {
  expect(xml).not.toMatch(/^\s*::/m)
})

test('JUnit: a report without a target is a file without a suite', () => {
  expect(parseXml(renderJunit(reportOf()))).toMatchObject({
    attributes: { tests: '0' },
    children: [],
  })
})

test('JUnit: a target is told from another by its name', () => {
  const { children } = parseXml(
    renderJunit(reportOf(targetReport({ name: 'eu' }), targetReport({ name: 'us' }))),
  )
  expect(children.flatMap(casesOf).map(({ attributes }) => attributes.classname)).toEqual([
    'eu.ryzeapi',
    'us.ryzeapi',
  ])
})
