import { expect, test } from 'vitest'
import { Validator } from '../../src/contract/schema/shape.ts'
import { plainly } from '../support/words.ts'

const validator = new Validator({})

function problemsOf(format: string, value: unknown) {
  return plainly(validator.compile({ format }).mismatches(value))
}

const right: Readonly<Record<string, readonly string[]>> = {
  'iso-8601': [
    '2026-11-20T10:00:00Z',
    '2026-11-20T10:00:00.123456+05:30',
    '2026-11-20T10:00:00,5',
    '20261120T100000Z',
    '2026-11-20T10:00',
    '2026-11-20T10',
    '2024-02-29T00:00:00-03',
    '2026-11-20T24:00:00',
    '2016-12-31T23:59:60Z',
  ],
  timestamp: [
    '2026-11-20T10:00:00Z',
    '2026-11-20 10:00:00',
    '2026-11-20',
    'Fri, 20 Nov 2026 10:00:00 GMT',
    '1763632800',
    '1763632800000',
    '2026-11-20T10:00:00.123+05:30',
    '2026-11-20 10:00:00.5Z',
    '2026-11-20 10:00:00 +0000',
    '2026-11-20t10:00:00z',
    '20261120T100000Z',
    '0001-01-01T00:00:00Z',
    '2026/02/28 10:00:00',
    '2026/02/28',
    '20 Nov 2026 10:00 +0100',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ],
  'date-time': [
    '2026-11-20T10:00:00Z',
    '2026-11-20T10:00:00.5+01:00',
    '2026-11-20t10:00:00.123456789z',
    '2026-11-20 10:00:00-00:00',
    '2016-12-31T23:59:60Z',
    '2017-01-01T02:59:60+03:00',
  ],
  uuid: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  uri: ['https://pps.whatsapp.net/v/t61?x=1'],
}

const wrong: typeof right = {
  'iso-8601': [
    '',
    '2026-11-20',
    '2026-11-20 10:00:00',
    '2026-11-20T25:00:00Z',
    '2026-11-20T10:60:00Z',
    '2026-11-20T10:00:61Z',
    '2026-02-30T10:00:00Z',
    '2025-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-00-01T10:00:00Z',
    '2026-1120T10:00:00Z',
    '2026-11-20T10:0000Z',
    '1763632800',
    'x2026-11-20T10:00:00Z',
    '2026-11-20T10:00:00Zx',
    '2026-11-20T24:30',
    '2026-11-20T24:00:01Z',
    '2026-11-20T10:00:00+99:99',
    '2026-11-20T10:00:00+24:00',
    '2026-11-20T10:00:00+10:60',
    '20261120T10:00:00Z',
    '2026-11-20T100000Z',
    '2026-11-20T10:00:00UTC',
  ],
  timestamp: [
    '',
    'yesterday',
    '17636328001',
    '2026-13-45T10:00:00Z',
    'Sales 5',
    'abc 12',
    '-1',
    '2026-02-31',
    '2026-02-31 10:00:00',
    '2026/02-28',
    'Fri, 31 Feb 2026 10:00:00 GMT',
    'Fri, 20 Nov 2026 25:00:00 GMT',
    '2026-11-20T10:00:00+99:99',
    '5',
    'x1763632800',
  ],
  'date-time': [
    '2026-11-20T10:00:00',
    '2026-11-20',
    '2026-02-30T10:00:00Z',
    '2026-11-20T10:00Z',
    '2026-11-20T10:00:00+0300',
    '2026-11-20T10:00:00+03',
    '2026-11-20T24:00:00Z',
    '2026-11-20T10:00:60Z',
    '2026-11-20T10:00:00+24:00',
    '2026-11-20T10:00:00,5Z',
    '2026-11-20T10:00:00.Z',
  ],
  uuid: [
    '3f2504e0-4f89-41d3-9a0c-0305e82c330',
    'x',
    'urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    '{3f2504e0-4f89-41d3-9a0c-0305e82c3301}',
  ],
  uri: ['/relative', 'not a uri'],
}

function cases(of: typeof right): [format: string, text: string][] {
  return Object.entries(of).flatMap(([format, texts]) =>
    texts.map((text): [string, string] => [format, text]),
  )
}

test.each(cases(right))('%s: %j is one', (format, text) => {
  expect(problemsOf(format, text)).toEqual([])
})

test.each(cases(wrong))('%s: %j is none', (format, text) => {
  expect(problemsOf(format, text)).toEqual([
    { pointer: '', expected: `text of the format ${format}`, actual: JSON.stringify(text) },
  ])
})

test.each(Object.keys(right))('%s says nothing of what is no text', (format) => {
  expect([3, null, [], {}].map((value) => problemsOf(format, value))).toEqual([[], [], [], []])
})
