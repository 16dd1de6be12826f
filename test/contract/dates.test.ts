import { expect, test } from 'vitest'
import { isTimestamp, momentOf } from '../../src/contract/schema/dates.ts'

const day = Date.UTC(2026, 10, 20)
const morning = Date.UTC(2026, 10, 20, 10, 20, 30)

test.for([
  ['2026-11-20', day],
  ['2026/11/20', day],
  ['2026-11-20T10', Date.UTC(2026, 10, 20, 10)],
  ['2026-11-20T10:20', Date.UTC(2026, 10, 20, 10, 20)],
  ['2026-11-20T10:20:30', morning],
  ['20261120T102030', morning],
  ['2026-11-20T10:20:30.25Z', morning + 250],
  ['2026-11-20T10:20:30,007Z', morning + 7],
  ['2026-11-20T10:20:30+01:30', morning - 90 * 60_000],
  ['2026-11-20T10:20:30-01:30', morning + 90 * 60_000],
  ['2026-11-20T10:20:30-03', morning + 180 * 60_000],
  ['2026-11-20T10:20:30+23:59', morning - (24 * 60 - 1) * 60_000],
  ['2026-11-20T24:00:00Z', day + 86_400_000],
  ['2026-11-20T23:59:60Z', day + 86_400_000],
  ['2026-11-20 10:20:30 UTC', morning],
  ['2026-11-20 10:20:30 GMT', morning],
  ['2026-11-20 10:20:30 +0100', morning - 3_600_000],
  ['Fri, 20 Nov 2026 10:20:30 GMT', morning],
  ['20 Nov 2026 10:20:30 -0100', morning + 3_600_000],
  ['20 Nov 2026 10:20:30', morning],
  ['1 Jan 2026 00:00', Date.UTC(2026, 0, 1)],
  ['Friday, 20-Nov-26 10:20:30 GMT', morning],
  ['Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
  ['Saturday, 01-Jan-00 00:00:00 GMT', Date.UTC(2000, 0, 1)],
  ['Friday, 31-Dec-49 00:00:00 GMT', Date.UTC(2049, 11, 31)],
  ['Sunday, 01-Jan-50 00:00:00 GMT', Date.UTC(1950, 0, 1)],
  ['Fri Nov 20 10:20:30 2026', morning],
  ['Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
  ['Tue, 03 Nov 2026 00:00 GMT', Date.UTC(2026, 10, 3)],
  ['Tues, 03 Nov 2026 00:00 GMT', Date.UTC(2026, 10, 3)],
  ['Wednesday, 04-Nov-26 00:00:00 GMT', Date.UTC(2026, 10, 4)],
  ['Thursday, 05-Nov-26 00:00:00 GMT', Date.UTC(2026, 10, 5)],
  ['1763632800', 1_763_632_800_000],
  ['1763632800000', 1_763_632_800_000],
] as const)('%s is the moment %i', ([text, moment]) => {
  expect(momentOf(text)).toBe(moment)
})

test.for([
  '176363280',
  '17636328000000',
  'a1763632800',
  '1763632800a',
  'a1763632800000',
  '1763632800000a',
  'x20 Nov 2026 10:20:30 GMT',
  '20 Nov 2026 10:20:30 GMTx',
  'xFri Nov 20 10:20:30 2026',
  'Fri Nov 20 10:20:30 20261',
  'x2026-11-20',
  '2026-11-201',
  '20 Foo 2026 10:20:30 GMT',
  '0 Nov 2026 10:20:30 GMT',
  '20 Nov 2026 24:20:30 GMT',
  '2026-11-20T24:00:00.5Z',
  'x20261120T102030',
  '20261120T102030x',
])('%j is no moment', (text) => {
  expect(momentOf(text)).toBeNull()
})

test.for([
  'November 20, 2026',
  'nov 20, 2026 10:20 AM',
  '20 November 2026',
  'Nov 09, 1999',
  'Nov 9, 1999',
])('%j is a written date', (text) => {
  expect(isTimestamp(text)).toBe(true)
})

test.for([
  ['February 31, 2026', 'does not exist'],
  ['November 2026', 'has no day'],
  ['Team Nov 2026', 'has no day'],
  ['November 20, 26', 'has no whole year'],
  ['November 20, 1826', 'is of another age'],
  ['November 20, 12026', 'has a longer number than a year'],
  ['11 20 2026', 'has no name of a month'],
  ['Sinnov 20, 2026', 'has the name of a month inside another'],
] as const)('%j is no written date: it %s', ([text]) => {
  expect(isTimestamp(text)).toBe(false)
})
