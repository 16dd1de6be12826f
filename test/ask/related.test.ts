import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Account } from '../../src/model/account.ts'
import type { ActiveBehavior, Generator } from '../../src/model/contract.ts'
import { casesOf } from '../../src/ask/cases.ts'
import type { Case } from '../../src/ask/cases.ts'
import { textsOf } from '../../src/ask/generators/value.ts'
import { accountOf, behaviorOf, contract, generator, runSeed, someNames } from './support.ts'

const credential = {
  role: 'instance',
  header: 'token',
  scheme: null,
  env: 'TOKEN',
  discover: { pointer: '/token', when: null },
  inferred: false,
}

/** Instances that share a token by twos; the credentials are those of `tokens`. */
function tokened(names: readonly string[], tokens: readonly string[]): Account {
  const { instances } = accountOf(names)
  const known = tokens.map(
    (secret) =>
      ({ role: 'instance', secret, trusted: true, genuine: true, shown: '<it>' }) as const,
  )
  return {
    instances: instances.map((one, index) => ({
      ...one,
      item: { ...(one.item as object), token: `token-${Math.floor(index / 2)}` },
    })),
    credentials: new Map([['instance', known]]),
  }
}

const holder = generator('credential', 'instance')
const ofHolder = { of: 'holder' }
const apart = { 'apart-from': 'holder' }

function casesFor(
  behavior: ActiveBehavior,
  account: Account,
  seed: number,
): readonly Case[] | string {
  const context = { contract: { ...contract, credentials: [credential] }, account, runs: 6, seed }
  const made = casesOf(behavior, context)
  return made.ok ? made.cases : made.needs
}

const drawing = (forAll: Readonly<Record<string, Generator>>): ActiveBehavior =>
  behaviorOf(forAll, [
    Object.keys(forAll)
      .filter((name) => name !== 'holder')
      .map((name) => [name, { kind: 'text', text: `{${name}}` }]),
  ])

/** The fields that an account's instances with a value of one have in another. */
const seenWith = (account: Account, has: (token: string, name: string) => boolean, field: string) =>
  account.instances
    .filter(({ item, values }) =>
      has((item as { token: string }).token, String(values.get('name'))),
    )
    .map(({ values }) => values.get(field))

const unique = someNames.map((names) => [...new Set(names)])

test('of a credential are values of the instances that carry it, apart from it those of the others', () => {
  const own = drawing({
    holder,
    own: generator('one', 'name', ofHolder),
    foreign: generator('one', 'name', apart),
    others: generator('some', 'name', { min: 1, max: 3, ...apart }),
  })
  fc.assert(
    fc.property(unique, runSeed, (names, seed) => {
      const account = tokened(names, ['token-0', 'token-1'])
      const cases = casesFor(own, account, seed)
      for (const { values } of typeof cases === 'string' ? [] : cases) {
        const [token] = textsOf(values.holder)
        const mine = seenWith(account, (one) => one === token, 'name')
        expect(mine).toEqual(expect.arrayContaining([...textsOf(values.own)]))
        for (const one of [...textsOf(values.foreign), ...textsOf(values.others)])
          expect(mine).not.toContain(one)
      }
    }),
  )
})

test('of a value are values of an instance that has it', () => {
  const pair = drawing({
    holder,
    foreign: generator('one', 'name', apart),
    phone: generator('one', 'phone', { of: 'foreign' }),
  })
  fc.assert(
    fc.property(unique, runSeed, (names, seed) => {
      const account = tokened(names, ['token-0', 'token-1'])
      const cases = casesFor(pair, account, seed)
      for (const { values } of typeof cases === 'string' ? [] : cases)
        expect(seenWith(account, (_, name) => name === values.foreign, 'phone')).toContain(
          values.phone,
        )
    }),
  )
})

test('within a choice, values of a credential go by the case and not by the turn', () => {
  const chosen = drawing({
    holder,
    name: generator('any', [generator('blank', ','), generator('one', 'name', ofHolder)]),
  })
  const account = tokened(['harbor', 'harbor-2', 'market', 'pier'], ['token-0', 'token-1'])
  const cases = casesFor(chosen, account, 1)
  const [, second] = typeof cases === 'string' ? [] : cases
  expect(['market', 'pier']).toContain(second?.values.name)
})

test('a case whose credential the listing does not show is passed over', () => {
  const own = drawing({ holder, own: generator('one', 'name', ofHolder) })
  const account = tokened(['harbor', 'harbor-2', 'market'], ['given', 'token-1'])
  const cases = casesFor({ ...own, runs: 1 }, account, 1)
  expect(typeof cases === 'string' ? [] : cases.map(({ values }) => values.own)).toEqual(['market'])
})

test('where the listing shows no credential, nothing is known to be of it', () => {
  const hidden = tokened(['harbor', 'market', 'pier'], ['given'])
  for (const options of [ofHolder, apart]) {
    const needs = casesFor(drawing({ holder, name: generator('one', 'name', options) }), hidden, 1)
    expect(needs).toBe("an instance that shows the instance's credential at /token")
  }
})

test('apart from another needs two instances', () => {
  const foreign = drawing({ holder, name: generator('one', 'name', apart) })
  expect(casesFor(foreign, tokened(['harbor', 'pier'], ['token-0']), 1)).toBe('2 instances')
})

test('a value apart from another is of no instance that has the other, in a longer one either', () => {
  const two = drawing({
    name: generator('one', 'name'),
    phone: generator('one', 'phone', { 'apart-from': 'name' }),
  })
  fc.assert(
    fc.property(unique, runSeed, (names, seed) => {
      const account = tokened(names, [])
      const cases = casesFor(two, account, seed)
      for (const { values } of typeof cases === 'string' ? [] : cases) {
        const [name = ''] = textsOf(values.name)
        const having = seenWith(account, (_, other) => other.includes(name), 'phone')
        expect(having).not.toContain(values.phone)
      }
    }),
  )
})
