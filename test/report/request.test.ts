import { expect, test } from 'vitest'
import type { WireRequest } from '../../src/recording/exchange.ts'
import { shownRequest } from '../../src/report/request.ts'
import { disclosureFor } from '../support/disclosure.ts'

/** A name with a line break, an invisible character and a bell in it. */
const name = 'sales\r\n\u200bteam\u0007'

const request: WireRequest = {
  as: { role: null, secret: null, trusted: false, genuine: false, shown: null },
  query: [['instanceName', `${name},x`]],
  headers: {},
  drawn: [{ value: name, fields: ['name'] }],
}

const shown = shownRequest(request, disclosureFor('ryzeapi'))

test('the URL, the request line and the curl line of a request ask for the same as it did', () => {
  const asked = 'instanceName=sales%0D%0A%E2%80%8Bteam%07%2Cx'
  for (const text of [shown.url, shown.line, shown.curl]) expect(text).toContain(asked)
})

test('of a decoded query, nothing acts or hides', () => {
  expect(shown.query).toEqual([['instanceName', 'sales\\u000d\\u000a\\u200bteam\\u0007,x']])
})

test('the curl line sends what the request says that it accepts', () => {
  expect(shown.curl).toContain('-H "accept: application/json"')
})

test('the curl line of a request without Accept sends none, although curl would', () => {
  const { curl } = shownRequest({ ...request, headers: { accept: null } }, disclosureFor('ryzeapi'))
  expect(curl).toContain('-H "accept:"')
})
