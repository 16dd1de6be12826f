import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActiveBehavior, Contract, Credential, Generator } from '../../src/model/contract.ts'
import { wrong } from '../../src/ask/generators/credential.ts'
import { draw } from '../../src/ask/generators/draw.ts'
import type { Source } from '../../src/ask/generators/generator.ts'
import { onlyPassing, passing, sameShape } from '../../src/ask/generators/near-miss.ts'
import { innerParts, partOf } from '../../src/ask/generators/part-of.ts'
import { accountOf, contract, nameField, samplesOf, sourceOf, textsOf } from './support.ts'

const generator = (kind: string, argument: unknown, options = {}): Generator => ({
  kind,
  argument,
  options,
})

const behavior = (forAll: Readonly<Record<string, Generator>> = {}) =>
  ({ forAll: new Map(Object.entries(forAll)) }) as unknown as ActiveBehavior

const names = ['Sales', 'Support', 'Office']
const source = (index: number, account = accountOf(names)): Source => sourceOf(account, index)

/** What each of the first cases draws. */
const first = (count: number, one: Generator, within = behavior(), account = accountOf(names)) =>
  Array.from({ length: count }, (_, index) => {
    const drawn = draw(source(index, account), one, within)
    return drawn.ok ? samplesOf(drawn)[0] : drawn.needs
  })

const choice = (...choices: Generator[]) => generator('any', choices)
const letters = generator('enum', ['a', 'b', 'c'])
const digits = generator('enum', ['1', '2'])

test('of several choices each has its turn, and goes on where it left off', () => {
  expect(first(6, choice(letters, digits))).toEqual(['a', '1', 'b', '2', 'c', '1'])
})

test('a choice offers the most that one of them has, for each of them', () => {
  const drawn = draw(source(0), choice(letters, digits), behavior())
  expect(drawn.ok && drawn.size).toBe(6)
})

test('what the account has nothing for is passed over', () => {
  const chosen = first(3, choice(generator('credential', 'account'), digits))
  expect(chosen).toEqual(['1', '2', '1'])
})

test('where there is nothing for any choice, the first says what is needed', () => {
  const none = choice(generator('credential', 'account'), generator('credential', 'line'))
  expect(first(2, none)).toEqual([
    'a credential of the role "account"',
    'a credential of the role "account"',
  ])
  expect(first(1, choice())).toEqual(['a generator'])
})

test('each value of an enumeration is asked for, whatever the runs', () => {
  expect(draw(source(0), letters, behavior())).toMatchObject({ size: 3, exhaustive: true })
})

test('a value beside an enumeration is never one of it, and there are more and more', () => {
  const drawn = draw(source(0), generator('not-enum', ['open', 'close']), behavior())
  expect(drawn).toMatchObject({ ok: true, size: Infinity })
  for (const value of samplesOf(drawn)) {
    expect(['open', 'close']).not.toContain(value)
    expect(value).toMatch(/^[a-z]{5,6}$/)
  }
})

test('without a number of its own, some are one to four', () => {
  const account = accountOf(['a1', 'b2', 'c3', 'd4', 'e5', 'f6'])
  const sizes = Array.from({ length: 12 }, (_, index) =>
    samplesOf(draw(source(index, account), generator('some', 'name'), behavior())),
  ).flatMap((drawn) => drawn.map((value) => (Array.isArray(value) ? value.length : 0)))
  expect(Math.max(...sizes)).toBeLessThanOrEqual(4)
  expect(Math.max(...sizes)).toBeGreaterThan(2)
  expect(Math.min(...sizes)).toBe(1)
})

test('a value apart from another is that of another instance', () => {
  const taken = generator('one', 'name')
  const within = behavior({ taken })
  const apart = generator('one', 'name', { 'apart-from': 'taken' })
  const pairs = first(6, taken, within).map((value, index) => [
    value,
    first(6, apart, within)[index],
  ])
  for (const [value, other] of pairs) {
    expect(names).toContain(other)
    expect(other).not.toBe(value)
  }
})

test('an account with one instance has no other', () => {
  const taken = generator('one', 'name')
  const apart = generator('one', 'name', { 'apart-from': 'taken' })
  expect(first(1, apart, behavior({ taken }), accountOf(['Sales']))).toEqual(['2 instances'])
  expect(first(1, apart, behavior({ taken }), accountOf([]))).toEqual([
    'an instance whose /name can be asked for',
  ])
})

const credential: Credential = {
  role: 'account',
  header: 'token',
  scheme: null,
  env: 'KEY',
  discover: { pointer: '/phone', when: null },
  inferred: false,
}

const shown: Contract = {
  ...contract,
  credentials: [{ ...credential, role: 'other', discover: null }, credential],
  listing: { ...contract.listing, label: { pointer: nameField.pointer, personal: false } },
}

/** An account whose first instance shows the account's credential as its phone. */
const withKey = () => {
  const account = accountOf(names)
  const { phone } = account.instances[0]?.item as { phone: string }
  const secret = {
    role: 'account',
    secret: phone,
    trusted: true,
    genuine: true as const,
    shown: '$K',
  }
  return { ...account, credentials: new Map([['account', [secret]]]) }
}

test('a value of an own credential is that of the instance which shows it', () => {
  const within = behavior({ holder: generator('credential', 'account') })
  const own = generator('one', 'name', { of: 'holder' })
  const drawn = [0, 1, 2].map((index) =>
    samplesOf(draw({ ...source(index, withKey()), contract: shown }, own, within)),
  )
  expect(new Set(drawn.flat())).toEqual(new Set(['Sales']))
})

test('without an instance that shows the credential, or without a credential, there is no own value', () => {
  const within = behavior({ holder: generator('credential', 'account') })
  const own = generator('one', 'name', { of: 'holder' })
  expect(first(1, own, within, accountOf(names, ['the-secret']))).toEqual([
    "an instance that shows the account's credential",
  ])
  expect(first(1, own, within)).toEqual(['a credential of the role "account"'])
})

/** How the wrong credentials of an account are told. */
const toldOf = (given: Source): Set<string> =>
  new Set(
    Array.from({ length: 20 }, (_, index) => samplesOf(wrong({ ...given, index }, 'account')))
      .flat()
      .map((value) => (typeof value === 'object' && 'shown' in value ? value.shown : '')),
  )

const forgeries = [
  "<another value of the same shape as the account's>",
  "<the account's value with its last character changed>",
  "<the account's value without its last character>",
  "<the account's value with one more character>",
  "<the account's value in another case>",
  "<the account's value with its first character changed>",
  '<an empty value>',
]

test('each way of being wrong has its turn, and is told in words', () => {
  expect(toldOf(source(0, accountOf(names, ['the-secret'])))).toEqual(new Set(forgeries))
})

test('what names the instance that shows the credential is wrong as well', () => {
  const told = toldOf({ ...source(0, withKey()), contract: shown })
  expect(told).toContain("<the id of the account's instance>")
  expect(told).toContain("<the name of the account's instance>")
  expect(told).not.toContain("<the account's value in another case>")
})

test('a name that no header can carry is no wrong credential', () => {
  for (const name of ['Büro 1', 'Sales EU', ' Sales', 'Sales ']) {
    const account = {
      ...withKey(),
      instances: withKey().instances.map((one) => ({
        ...one,
        item: { ...(one.item as object), name },
      })),
    }
    const told = toldOf({ ...source(0, account), contract: shown })
    expect(told).not.toContain("<the name of the account's instance>")
  }
})

test('without a credential there is none that is nearly right', () => {
  expect(wrong(source(0), 'account')).toEqual({
    ok: false,
    needs: 'a credential of the role "account"',
  })
})

test.for([
  ['abcd', 12, ['bc']],
  ['abcde', 12, ['bc', 'bcd', 'cd']],
  ['abcde', 1, ['b', 'c', 'd']],
  ['abc', 12, ['b']],
  ['ab', 12, []],
  ['a--d', 12, ['--']],
  ['ab-cd', 12, ['b', 'c']],
  ['a b c', 12, ['b']],
] as const)('the inner parts of %j, up to %i characters, are %j', ([value, longest, parts]) => {
  expect(innerParts(value, longest)).toEqual(parts)
})

test('a part is never longer than twelve characters', () => {
  const parts = innerParts('abcdefghijklmnopqrst')
  expect(Math.max(...parts.map(({ length }) => length))).toBe(12)
})

test('one part in eight is a single character', () => {
  const lengths = Array.from({ length: 16 }, (_, index) =>
    textsOf(partOf(source(index), nameField)).map(({ length }) => length),
  )
  const single = lengths.map((some) => some.every((length) => length === 1))
  expect(single).toEqual(single.map((_, index) => index % 8 === 7))
})

test('an account whose values are too short has no part to ask for', () => {
  expect(partOf(source(0, accountOf(['ab', 'c'])), nameField)).toEqual({
    ok: false,
    needs: 'an instance whose /name has three characters or more',
  })
})

const shapes: readonly [string, RegExp][] = [
  ['Support', /^[A-Z][a-z]{6}$/],
  ['+4915112345', /^\+4\d{9}$/],
  ['4915112345', /^4\d{9}$/],
  ['4915-112345', /^\d{4}-\d{6}$/],
  ['a4915112345', /^[a-z]\d{10}$/],
  ['4915112345a', /^\d{10}[a-z]$/],
  ['ab', /^[a-z]{2}[a-z]{4}$/],
  ['abcdef', /^[a-z]{6}$/],
  ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', /^3f2504e0-4f89-41d3-9a0c-[0-9a-f]{12}$/],
  ['x3f2504e0-4f89-41d3-9a0c-0305e82c3301', /^x3f25(?!.*[A-Z]).{32}$/],
  ['3f2504e0-4f89-41d3-9a0c-0305e82c3301x', /^3f250.{32}$/],
]

test.for(shapes)('a value of the shape of %j looks like %s', ([value, shape]) => {
  for (const other of fc.sample(sameShape(value), { numRuns: 20, seed: 1 }))
    expect(other).toMatch(shape)
})

test('all but the end of a long text stays', () => {
  const value = 'a'.repeat(40)
  for (const other of fc.sample(sameShape(value), { numRuns: 5, seed: 1 }))
    expect(other).toMatch(/^a{8}[a-z]{32}$/)
})

test.for([
  ['Sales', [], 'Sales'],
  ['Sales', ['Sales'], 'Salesx'],
  ['Sales', ['Sales', 'Salesx'], 'Salesxq'],
  ['---', ['---'], 'zqx'],
  ['a-b', ['a-b'], 'abx'],
  ['Büro 5', ['Büro 5'], 'Büro5x'],
  [
    'aa',
    ['aa', ...'xqzjkvwy'.split('').map((_, index) => `aa${'xqzjkvwy'.slice(0, index + 1)}`)],
    'aaxqzjkvwyx',
  ],
] as const)('the first value made of %j that is none of %j is %j', ([value, taken, made]) => {
  expect(passing(value, (one) => !(taken as readonly string[]).includes(one))).toBe(made)
})

test('where nothing passes the search ends', () => {
  expect(passing('a', () => false)).toHaveLength(1 + 65)
})

test('a drawn value that does not pass is made to', () => {
  const values = fc.sample(
    onlyPassing(fc.constant('a'), (one) => one !== 'a'),
    { numRuns: 3 },
  )
  expect(new Set(values)).toEqual(new Set(['ax']))
})
