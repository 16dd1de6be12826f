import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { hypersender } from '../../mock/hypersender.ts'
import { evolution } from '../../mock/evolution.ts'
import { judgeItems } from '../../src/judge/passive.ts'
import { instancesOf } from '../../src/judge/instances/listing.ts'
import { pointerOf } from '../../src/contract/pointer.ts'
import type { Contract } from '../../src/model/contract.ts'
import { seenFrom } from '../../src/model/words.ts'
import { contractOf } from '../support/target.ts'

const accounts: Readonly<Record<string, { instances: readonly object[] }>> = {
  ryzeapi: ryzeapi.account(1),
  hypersender: hypersender.account(1),
  evolution: evolution.account(1),
}

type Item = Record<string, unknown>

/** An instance of the reference server with some members changed, at any depth, or taken away. */
function altered(items: readonly object[]): fc.Arbitrary<unknown> {
  const change = fc.record({
    depth: fc.integer({ min: 0, max: 2 }),
    pick: fc.nat(),
    value: fc.constantFrom<unknown[]>(undefined, null, '', 'x', 0, true, [], {}, [1]),
  })
  return fc
    .tuple(fc.constantFrom(...items), fc.array(change, { maxLength: 3 }))
    .map(([item, changes]) => {
      const copy = structuredClone(item) as Item
      for (const { depth, pick, value } of changes) alter(copy, depth, pick, value)
      return JSON.parse(JSON.stringify(copy)) as unknown
    })
}

function alter(item: Item, depth: number, pick: number, value: unknown): void {
  const names = Object.keys(item)
  const name = names[pick % names.length] ?? 'x'
  const inner = item[name]
  if (depth > 0 && typeof inner === 'object' && inner !== null)
    alter(inner as Item, depth - 1, pick, value)
  else item[name] = structuredClone(value)
}

function resultsOf(body: unknown, contract: Contract) {
  const instances = instancesOf(body, contract.listing) ?? []
  return Object.fromEntries(
    contract.behaviors.flatMap((behavior) =>
      behavior.kind === 'passive' && behavior.on === 'every-item'
        ? [[behavior.id, judgeItems(behavior, instances, contract)] as const]
        : [],
    ),
  )
}

/** As the contract says it, by mismatches alone. */
function oneByOne(items: readonly unknown[], contract: Contract) {
  return contract.behaviors.flatMap((behavior) => {
    if (behavior.kind !== 'passive' || behavior.on !== 'every-item') return []
    const shapes = behavior.expect.flatMap(({ item }) => item ?? [])
    const judged = items.flatMap((item, index) => {
      if (behavior.when.shape?.fits(item) === false) return []
      return shapes.every((shape) => shape.applies(item)) ? [{ item, index }] : []
    })
    const mismatches = judged.map(({ item, index }) =>
      shapes.flatMap((shape) =>
        shape.mismatches(item).map((one) => ({
          expected: seenFrom(one.expected, contract.listing.items + pointerOf([index])),
          actual: seenFrom(one.actual, contract.listing.items + pointerOf([index])),
          pointer: contract.listing.items + pointerOf([index]) + one.pointer,
        })),
      ),
    )
    const broken = mismatches.filter(({ length }) => length > 0)
    return [
      [
        behavior.id,
        { cases: judged.length, brokenCases: broken.length, mismatches: firstOf(broken) },
      ],
    ]
  })
}

/** All mismatches of each instance, until twenty are told. */
function firstOf<Mismatch>(broken: readonly (readonly Mismatch[])[]): Mismatch[] {
  return broken.reduce<Mismatch[]>(
    (told, mismatches) => (told.length < 20 ? [...told, ...mismatches] : told),
    [],
  )
}

test.each(Object.keys(accounts))('items of %s are judged as their mismatches say', (provider) => {
  const contract = contractOf(provider)
  const { items } = contract.listing
  const kept = accounts[provider]?.instances ?? []
  fc.assert(
    fc.property(fc.array(altered(kept), { minLength: 1, maxLength: 6 }), (list) => {
      const body = items === '' ? list : { [items.slice(1)]: list }
      expect(resultsOf(body, contract)).toEqual(Object.fromEntries(oneByOne(list, contract)))
    }),
  )
})

test('a mismatch that a hundred items share is told of the first twenty', () => {
  const contract = contractOf('hypersender')
  const list = Array.from({ length: 100 }, () => ({ id: 7 }))
  const result = resultsOf(list, contract)['hypersender.item.id']
  expect(result).toMatchObject({ cases: 100, brokenCases: 100 })
  expect(result?.mismatches).toHaveLength(20)
})
