import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instance } from '../../src/model/account.ts'
import { surveyOf, tellingOrder } from '../../src/ask/generators/strata.ts'
import type { Survey } from '../../src/ask/generators/strata.ts'
import { runSeed } from './support.ts'

/** What an instance shows beside its name. */
interface Shown {
  name: string
  state?: string
  isConnected?: boolean
  owner?: string | null
}

function survey(all: readonly Shown[]): Survey {
  const instances = all.map((item, index): Instance => ({
    identity: String(index),
    index,
    values: new Map([['name', item.name]]),
    item,
  }))
  const values = [...new Set(all.map(({ name }) => name))]
  return surveyOf(values, instances, ({ values: held }) => held.get('name'))
}

const shown: fc.Arbitrary<Shown> = fc.record(
  {
    name: fc.oneof(
      fc.constantFrom('Sales', 'sales', 'sales-2', 'café', 'front desk', '42', 'a%b', 'zq'),
      fc.string({ minLength: 1, maxLength: 8 }),
    ),
    state: fc.constantFrom('open', 'close', 'connecting'),
    isConnected: fc.boolean(),
    owner: fc.option(fc.constantFrom('1', '2', '3')),
  },
  { requiredKeys: ['name'] },
)

const accounts = fc.array(shown, { minLength: 1, maxLength: 30 })

/** How many strata the first values meet, telling ones and others. */
function met(
  { values, strata }: Survey,
  asked: readonly string[],
): { telling: number; all: number } {
  const places = asked.map((value) => values.indexOf(value))
  const found = strata.filter(({ members }) => places.some((place) => members.has(place)))
  return { telling: found.filter(({ isTelling }) => isTelling).length, all: found.length }
}

test('every value is asked for once, in the same order with the same seed', () => {
  fc.assert(
    fc.property(accounts, runSeed, (all, seed) => {
      const { values } = tellingOrder(survey(all), seed)
      expect([...values].sort()).toEqual([...survey(all).values].sort())
      expect(tellingOrder(survey(all), seed).values).toEqual(values)
    }),
  )
})

test('each value meets a stratum that was not met, telling ones before others, until all are met', () => {
  fc.assert(
    fc.property(accounts, runSeed, (all, seed) => {
      const surveyed = survey(all)
      const { values, cover } = tellingOrder(surveyed, seed)
      const steps = Array.from({ length: cover + 1 }, (_, asked) =>
        met(surveyed, values.slice(0, asked)),
      )
      const telling = surveyed.strata.filter(({ isTelling }) => isTelling).length
      expect(steps.at(-1)).toEqual({ telling, all: surveyed.strata.length })
      for (const [index, step] of steps.slice(1).entries()) {
        const before = steps[index] ?? { telling: 0, all: 0 }
        expect(step.all).toBeGreaterThan(before.all)
        if (before.telling < telling) expect(step.telling).toBeGreaterThan(before.telling)
      }
    }),
  )
})

const fourteen = Array.from({ length: 14 }, (_, index): Shown => ({
  name: `name-${String.fromCharCode(97 + index)}`,
  state: 'open',
}))

/** The first values of twenty seeds, so many each. */
function firstOf(all: readonly Shown[], count: number): (readonly string[])[] {
  const surveyed = survey(all)
  return Array.from({ length: 20 }, (_, seed) =>
    tellingOrder(surveyed, seed).values.slice(0, count),
  )
}

test.each([
  ['the last of the listing', {}, 13],
  ['the first of the listing', {}, 0],
  ['the only one of its state', { state: 'connecting' }, 6],
  ['the longest', { name: 'name-that-is-longer' }, 6],
  ['one with a space', { name: 'na e-g' }, 6],
  ['one with a letter beyond ASCII', { name: 'náme-g' }, 6],
  ['one of digits', { name: '123456' }, 6],
  ['one in upper case', { name: 'NAME-G' }, 6],
  ['one with a wildcard', { name: 'name_g' }, 6],
  ['one that others begin with', { name: 'name' }, 6],
] as const)('%s is among the first four, whatever the seed', (_, change, place) => {
  const all = fourteen.map((one, index) => (index === place ? { ...one, ...change } : one))
  for (const values of firstOf(all, 4)) expect(values).toContain(all[place]?.name)
})

test('a value that two instances share is among the first three', () => {
  for (const values of firstOf([...fourteen, { name: 'name-e', state: 'open' }], 3))
    expect(values).toContain('name-e')
})

test('seeds begin at different places', () => {
  expect(new Set(firstOf(fourteen, 1).flat()).size).toBeGreaterThan(1)
})
