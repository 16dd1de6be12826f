import { expect, test } from 'vitest'
import { instance, listing, timelineOf } from './support.ts'

const still = { id: '1', name: 'alpha', status: 'open' }
const open = { id: '2', name: 'beta', status: 'open' }
const closed = { ...open, status: 'close' }
const guest = { id: '3', name: 'gamma', status: 'open' }

const moving = () => timelineOf(listing(still, open), listing(closed, still, guest))
const names = (instances: readonly { identity: string | null }[]) =>
  instances.map(({ identity }) => identity)

test('settled is who was there at every reading', () => {
  expect(names(moving().settled)).toEqual(['1', '2'])
})

test('steady is who was there at every reading and never changed', () => {
  expect(names(moving().steadyInstances)).toEqual(['1'])
})

test('a field has a steady value where every reading gave the same', () => {
  const timeline = moving()
  expect([timeline.steady('2', 'name'), timeline.steady('2', 'status')]).toEqual([
    'beta',
    undefined,
  ])
})

test('a field that was always null is steadily null', () => {
  expect(timelineOf(listing({ id: '1', name: null })).steady('1', 'name')).toBeNull()
})

test('a field that came to be known has no steady value', () => {
  const timeline = timelineOf(listing({ id: '1', name: null }), listing({ id: '1', name: 'a' }))
  expect(timeline.steady('1', 'name')).toBeUndefined()
})

test('an account that reads the same twice, in another order, does not move', () => {
  expect(timelineOf(listing(still, open), listing(open, still)).moves).toBe(false)
})

test.for([
  ['comes', [listing(still), listing(still, guest)]],
  ['goes', [listing(still, guest), listing(still)]],
  ['changes', [listing(open), listing(closed)]],
] as const)('an account moves where an instance %s', ([, readings]) => {
  expect(timelineOf(...readings).moves).toBe(true)
})

test('an instance that is listed twice in one reading was in one reading', () => {
  const timeline = timelineOf(listing(guest, guest), listing(still))
  expect(names(timeline.settled)).toEqual([])
})

test('an instance without identity is passed over', () => {
  const timeline = timelineOf(listing({ id: null, name: 'x' }, still))
  expect(names(timeline.settled)).toEqual(['1'])
})

test('what a field ever had is remembered', () => {
  const timeline = moving()
  expect([timeline.everHad('status', 'close'), timeline.everHad('status', 'gone')]).toEqual([
    true,
    false,
  ])
})

test('whom any reading showed is known', () => {
  const timeline = moving()
  expect([timeline.has('3'), timeline.has('4')]).toEqual([true, false])
})

test.for([
  ['shows a steady field otherwise', { ...still, name: 'other' }, true],
  ['shows a moving field otherwise', { ...open, status: 'third' }, false],
  ['agrees', still, false],
  ['has an unknown identity', { ...still, id: '9' }, false],
] as const)('an instance that %s contradicts the readings: %j -> %s', ([, row, expected]) => {
  expect(moving().contradicts(instance(row))).toBe(expected)
})

test('an account that was never read has no fields and no instances', () => {
  const timeline = timelineOf()
  expect([timeline.fields, timeline.settled, timeline.readings]).toEqual([[], [], 0])
})

test('the fields are those of its instances', () => {
  expect(moving().fields).toEqual(['name', 'status'])
})

test('a value is lost that an instance had and that none which is always there still has', () => {
  const timeline = moving()
  const lost = (field: string, value: string) => timeline.hasLost(field, value)
  expect([lost('name', 'gamma'), lost('name', 'beta'), lost('status', 'close')]).toEqual([
    true,
    false,
    true,
  ])
})

test.for([
  [[listing(still), listing(still, guest)], false],
  [[listing(still, guest), listing(still)], false],
  [[listing(still, guest), listing(still), listing(still, guest)], true],
  [[listing(still), listing(still, guest), listing(still)], true],
] as const)('an account is restless where one came and went: %j -> %s', ([readings, expected]) => {
  expect(timelineOf(...readings).isRestless).toBe(expected)
})

test('an equal answer once more counts as a reading', () => {
  const [full, less] = [listing(still, guest), listing(still)]
  expect(timelineOf(full, less, full).isRestless).toBe(true)
})

test('what is supposed is known, and is no longer settled', () => {
  const timeline = timelineOf(listing(still, open))
  timeline.suppose({ shown: listing(guest, closed), missing: ['1'] })
  expect(timeline.has('3')).toBe(true)
  expect(names(timeline.settled)).toEqual(['2'])
  expect(timeline.steady('2', 'status')).toBeUndefined()
})

test('a copy supposes for itself', () => {
  const timeline = timelineOf(listing(still, open), listing(still, closed))
  const copy = timeline.copy()
  copy.suppose({ shown: listing({ ...open, status: 'third' }), missing: ['1'] })
  expect([names(copy.settled), names(timeline.settled)]).toEqual([['2'], ['1', '2']])
  expect([copy.everHad('status', 'third'), timeline.everHad('status', 'third')]).toEqual([
    true,
    false,
  ])
})

test('what a field had first is remembered as well', () => {
  expect(moving().everHad('status', 'open')).toBe(true)
})

test('an instance that one reading shows in two ways has no steady value', () => {
  const timeline = timelineOf(listing(open, closed))
  expect([timeline.steady('2', 'status'), timeline.steady('2', 'name')]).toEqual([
    undefined,
    'beta',
  ])
})

test('an account of which one changed and another came has traffic', () => {
  expect([moving().hasTraffic, timelineOf(listing(open), listing(closed)).hasTraffic]).toEqual([
    true,
    false,
  ])
})

test.for([
  ['came early', [listing(still), listing(still, guest), listing(still, guest)]],
  ['came late', [listing(still), listing(still), listing(still, guest)]],
  ['only changed', [listing(open), listing(closed), listing(open)]],
] as const)('an account is not restless where one %s', ([, readings]) => {
  expect(timelineOf(...readings).isRestless).toBe(false)
})

test('an instance has its place in the reading that showed it first', () => {
  const timeline = moving()
  expect(['1', '2', '3', '4'].map((id) => timeline.numberOf(id))).toEqual([1, 2, 3, null])
})

test('nothing is known of an instance that no reading showed', () => {
  const timeline = moving()
  expect([timeline.steady('4', 'name'), timeline.shows('4', {})]).toEqual([undefined, false])
})

test('a reading is known again, and so is the item that an instance is known by', () => {
  const first = listing(still)
  const timeline = timelineOf(first)
  expect([timeline.took(first), timeline.took(listing(still))]).toEqual([true, false])
  expect([timeline.shows('1', first[0]?.item), timeline.shows('1', still)]).toEqual([true, false])
})

test('nobody is missing who was never there', () => {
  const timeline = timelineOf(listing(still))
  timeline.suppose({ shown: [], missing: ['4'] })
  expect(timeline.hasTraffic).toBe(false)
})

test('a copy knows all that was read', () => {
  const timeline = timelineOf(listing(still, guest), listing(still), listing(still, guest))
  timeline.add(listing({ ...still, status: 'close' }, guest))
  const copy = timeline.copy()
  expect([copy.readings, copy.isRestless, copy.moves]).toEqual([4, true, true])
  expect([copy.steady('1', 'status'), copy.everHad('status', 'open')]).toEqual([undefined, true])
  expect([copy.everHad('status', 'close'), names(copy.settled)]).toEqual([true, ['1']])
})
