import { expect, test } from 'vitest'
import type { ActiveBehavior } from '../../src/model/contract.ts'
import { isStale } from '../../src/judge/active.ts'
import type { Values } from '../../src/ask/generators/value.ts'
import { contract } from './lines.ts'
import { heldBy, listing, timelineOf } from './support.ts'

const still = { id: '1', name: 'alpha', token: 't1' }
const guest = { id: '2', name: 'beta', token: 't2' }
const renamed = { ...guest, name: 'gamma' }

/** Whether a case of a behavior that draws `value` is stale in a timeline of these readings. */
function stale(
  [kind, argument]: readonly [string, string],
  value: Values[string],
  ...readings: (readonly (typeof still)[])[]
): boolean {
  const found = contract.behaviors.find((one) => one.kind === 'active')
  if (!found) throw new Error('no behavior makes requests')
  const behavior: ActiveBehavior = {
    ...found,
    forAll: new Map([['x', { kind, argument, options: {} }]]),
  }
  return isStale(behavior, { x: value }, timelineOf(...readings.map((rows) => listing(...rows))))
}

test.for([
  [['one', 'name'], 'beta', true],
  [['one', 'name'], 'alpha', false],
  [['some', 'name'], ['alpha', 'beta'], true],
  [['some', 'name'], ['alpha'], false],
  [['unknown', 'name'], 'beta', true],
  [['unknown', 'name'], 'delta', false],
  [['credential', 'instance'], heldBy('t2'), true],
  [['credential', 'instance'], heldBy('t1'), false],
  [['most', 'name'], ['alpha', 'beta'], true],
  [['most', 'name'], ['alpha'], false],
  [['blank', ','], ' , ', false],
] as const)('where an instance went, %j of %j is stale: %s', ([generator, value, expected]) => {
  expect(stale(generator, value, [still, guest], [still])).toBe(expected)
})

test('a value that an instance lost is stale', () => {
  expect(stale(['one', 'name'], 'beta', [still, guest], [still, renamed])).toBe(true)
})

test('on an account that holds still nothing is stale', () => {
  expect(stale(['unknown', 'name'], 'beta', [still, guest], [still, guest])).toBe(false)
})
