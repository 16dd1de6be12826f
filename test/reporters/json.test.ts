import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { renderJson } from '../../reporters/json.ts'
import { citedReport, laterReport } from './change-fixture.ts'
import { reportOf, targetReport } from './fixture.ts'

const schema = readFileSync(new URL('../../reporters/report.schema.json', import.meta.url), 'utf8')
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false })
addFormats.default(ajv)
const validate = ajv.compile(JSON.parse(schema) as object)

/** What is wrong with report.json, by its published schema. */
function problemsOf(text: string): unknown {
  validate(JSON.parse(text))
  return validate.errors ?? []
}

test.each([
  ['every verdict', citedReport],
  ['no target', reportOf()],
])('report.json of %s fits its published schema', (_, report) => {
  expect(problemsOf(renderJson(report))).toEqual([])
})

test('the schema refuses what is no report.json', () => {
  expect(problemsOf(JSON.stringify({ ...laterReport, seed: 'none' }))).toMatchObject([
    { instancePath: '/seed' },
  ])
})

test('a number, a text and a null of the report are the same again', () => {
  const report = reportOf(targetReport({ reason: 'a "quoted"\n\u2028 reason' }))
  expect(JSON.parse(renderJson(report))).toEqual(report)
})
