import { expect, test } from 'vitest'
import { instance, listing, worldOf } from './support.ts'

const still = { id: '1', name: 'alpha', status: 'open' }
const open = { id: '2', name: 'beta', status: 'open' }
const closed = { ...open, status: 'close' }
const guest = { id: '3', name: 'gamma', status: 'open' }

const moving = () => worldOf(listing(still, open), listing(closed, still, guest))
const names = (instances: readonly { identity: string | null }[]) =>
  instances.map(({ identity }) => identity)

test('settled is who was there at every reading', () => {
  expect(names(moving().settled)).toEqual(['1', '2'])
})

test('steady is who was there at every reading and never changed', () => {
  expect(names(moving().steadyInstances)).toEqual(['1'])
})

test('a field has a steady value where every reading gave the same', () => {
  const world = moving()
  expect([world.steady('2', 'name'), world.steady('2', 'status')]).toEqual(['beta', undefined])
})

test('a field that was always null is steadily null', () => {
  expect(worldOf(listing({ id: '1', name: null })).steady('1', 'name')).toBeNull()
})

test('a field that came to be known has no steady value', () => {
  const world = worldOf(listing({ id: '1', name: null }), listing({ id: '1', name: 'a' }))
  expect(world.steady('1', 'name')).toBeUndefined()
})

test('an account that reads the same twice, in another order, does not move', () => {
  expect(worldOf(listing(still, open), listing(open, still)).moves).toBe(false)
})

test.for([
  ['comes', [listing(still), listing(still, guest)]],
  ['goes', [listing(still, guest), listing(still)]],
  ['changes', [listing(open), listing(closed)]],
] as const)('an account moves where an instance %s', ([, readings]) => {
  expect(worldOf(...readings).moves).toBe(true)
})

test('an instance that is listed twice in one reading was in one reading', () => {
  const world = worldOf(listing(guest, guest), listing(still))
  expect(names(world.settled)).toEqual([])
})

test('an instance without identity is passed over', () => {
  const world = worldOf(listing({ id: null, name: 'x' }, still))
  expect(names(world.settled)).toEqual(['1'])
})

test('what a field ever had is remembered', () => {
  const world = moving()
  expect([world.everHad('status', 'close'), world.everHad('status', 'gone')]).toEqual([true, false])
})

test('whom any reading showed is known', () => {
  const world = moving()
  expect([world.has('3'), world.has('4')]).toEqual([true, false])
})

test.for([
  ['shows a steady field otherwise', { ...still, name: 'other' }, true],
  ['shows a moving field otherwise', { ...open, status: 'third' }, false],
  ['agrees', still, false],
  ['is of nobody known', { ...still, id: '9' }, false],
] as const)('an instance that %s contradicts the readings: %j -> %s', ([, row, expected]) => {
  expect(moving().contradicts(instance(row))).toBe(expected)
})

test('an account that was never read has no fields and nobody in it', () => {
  const world = worldOf()
  expect([world.fields, world.settled, world.readings]).toEqual([[], [], 0])
})

test('the fields are those of its instances', () => {
  expect(moving().fields).toEqual(['name', 'status'])
})

test('a value is lost that an instance had and that none which is always there still has', () => {
  const world = moving()
  const lost = (field: string, value: string) => world.hasLost(field, value)
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
  expect(worldOf(...readings).isRestless).toBe(expected)
})

test('an equal answer once more counts as a reading', () => {
  const [full, less] = [listing(still, guest), listing(still)]
  expect(worldOf(full, less, full).isRestless).toBe(true)
})

test('what is supposed is known, and is no longer settled', () => {
  const world = worldOf(listing(still, open))
  world.suppose({ shown: listing(guest, closed), missing: ['1'] })
  expect(world.has('3')).toBe(true)
  expect(names(world.settled)).toEqual(['2'])
  expect(world.steady('2', 'status')).toBeUndefined()
})

test('a copy supposes for itself', () => {
  const world = worldOf(listing(still, open), listing(still, closed))
  const copy = world.copy()
  copy.suppose({ shown: listing({ ...open, status: 'third' }), missing: ['1'] })
  expect([names(copy.settled), names(world.settled)]).toEqual([['2'], ['1', '2']])
  expect([copy.everHad('status', 'third'), world.everHad('status', 'third')]).toEqual([true, false])
})
