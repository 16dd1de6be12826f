import { expect, test } from 'vitest'
import { visible } from '../../reporters/escape.ts'
import { renderJunit } from '../../reporters/junit.ts'
import type { ShownExchange } from '../../src/model/report.ts'
import { citedReport, exchange } from './change-fixture.ts'
import { fullReport, hostile, reportOf, targetReport } from './fixture.ts'
import { parseXml } from './xml.ts'
import type { XmlElement } from './xml.ts'

const xml = renderJunit(citedReport)
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

test('JUnit: a failure shows the exchange that it cites, and the place in the answer', () => {
  expect(resultsOf('filter.single-unknown-name').failure?.text).toContain(
    [
      'exchange: e17: GET https://sandbox.example/api/instance/list?instanceName=zq7 → status 200',
      '  {',
      '>   "success": true,',
      '    "instances": ["‹2 not shown›"]',
      '  }',
    ].join('\n'),
  )
})

test('JUnit: of an answer that is no JSON, a failure says what it is', () => {
  const page: ShownExchange = {
    ...exchange,
    outcome: {
      kind: 'response',
      status: 502,
      headers: [],
      body: { text: '', length: 57, whole: false, unreadable: 'not JSON: an HTML page, 57 bytes' },
    },
  }
  const behaviors = fullReport.targets[1]?.behaviors ?? []
  expect(renderJunit(reportOf(targetReport({ behaviors, exchanges: [page] })))).toContain(
    'instanceName=zq7 → status 502, not JSON: an HTML page, 57 bytes\n',
  )
})

test('JUnit: an error shows the exchanges that have no answer', () => {
  expect(resultsOf('errors.unreachable').error?.text).toContain(
    'exchange: e1: GET https://sandbox.example/api/instance/list?instanceName=zq7 → no answer: timeout after 10 s',
  )
})

test('JUnit: elements and attributes are those that Jenkins knows', () => {
  const wrong = (element: XmlElement): string[] => [
    ...problemsOf(element),
    ...element.children.flatMap(wrong),
  ]
  expect(wrong(root)).toEqual([])
  expect(wrong({ ...root, attributes: { ...root.attributes, skipped: '1' } })).toEqual([
    'testsuites has skipped',
  ])
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
  expect(root.attributes).toMatchObject({ tests: '16', failures: '3', errors: '2' })
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

interface Known {
  children: readonly string[]
  required: readonly string[]
  optional: readonly string[]
}

/** The rules of jenkinsci/xunit-plugin, junit-10.xsd, for the elements that are written. */
const jenkins: Readonly<Record<string, Known>> = {
  testsuites: {
    children: ['testsuite'],
    required: [],
    optional: ['name', 'time', 'tests', 'failures', 'errors'],
  },
  testsuite: {
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'url'],
  },
  properties: { children: ['property'], required: [], optional: [] },
  property: { children: [], required: ['name', 'value'], optional: [] },
  testcase: {
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    required: ['name'],
    optional: ['time', 'classname', 'group'],
  },
  failure: { children: [], required: [], optional: ['type', 'message'] },
  error: { children: [], required: [], optional: ['type', 'message'] },
  skipped: { children: [], required: [], optional: ['type', 'message'] },
  'system-out': { children: [], required: [], optional: [] },
}

function problemsOf({ name, attributes, children }: XmlElement): string[] {
  const known = jenkins[name]
  if (!known) return [`${name} is no element of JUnit`]
  const { required, optional } = known
  const allowed = [...required, ...optional]
  const isTime = /^((\d{0,3},)*\d{3}|\d{0,3})*(\.\d*)?$/.test(attributes.time ?? '')
  return [
    ...required.filter((one) => !(one in attributes)).map((one) => `${name} has no ${one}`),
    ...Object.keys(attributes)
      .filter((one) => !allowed.includes(one))
      .map((one) => `${name} has ${one}`),
    ...children
      .filter((child) => !known.children.includes(child.name))
      .map((child) => `${name} holds ${child.name}`),
    ...(isTime ? [] : [`${name} has the time ${attributes.time ?? ''}`]),
  ]
}
