import fc from 'fast-check'
import type { Account, KnownCredential, Instance } from '../../src/model/account.ts'
import type {
  ActiveBehavior,
  Contract,
  Field,
  Generator,
  RequestSpec,
} from '../../src/model/contract.ts'
import type { Drawn, Source } from '../../src/ask/generators/generator.ts'
import type { Value } from '../../src/ask/generators/value.ts'

/** The field that the laws draw from. */
export const nameField: Field = {
  name: 'name',
  pointer: '/name',
  take: null,
  example: 'front-desk',
  unless: /,/u,
  moves: false,
  when: null,
}

/** A second field, for what concerns two of them; nothing is excluded, no value documented. */
export const phoneField: Field = {
  name: 'phone',
  pointer: '/phone',
  take: null,
  example: null,
  unless: null,
  moves: false,
  when: null,
}

export const contract: Contract = {
  provider: 'example',
  title: 'Example',
  revision: '2026-11-20',
  docs: 'https://docs.example.com',
  servers: [],
  operation: { method: 'GET', path: '/instances' },
  credentials: [],
  rateLimit: null,
  listing: {
    items: '/instances',
    id: '/id',
    drawnId: false,
    query: [],
    fields: new Map([nameField, phoneField].map((field) => [field.name, field])),
    label: null,
  },
  secrets: [],
  personal: [],
  secretIn: [],
  schemas: new Map(),
  behaviors: [],
  sha256: '',
}

function instance(name: string, index: number): Instance {
  const item = { id: `id-${index}`, name, phone: `49${index % 2 === 0 ? '' : ','}${1000 + index}` }
  const values = new Map([
    ['name', item.name],
    ['phone', item.phone],
  ])
  return { identity: item.id, index, values, item }
}

/** An account whose instances have these names. */
export function accountOf(names: readonly string[], secrets: readonly string[] = []): Account {
  const credentials = secrets.map((secret): KnownCredential => ({
    role: 'account',
    secret,
    trusted: true,
    genuine: true,
    shown: '$KEY',
  }))
  return { instances: names.map(instance), credentials: new Map([['account', credentials]]) }
}

/** A part of a contract's `for-all`. */
export const generator = (kind: string, argument: unknown, options = {}): Generator => ({
  kind,
  argument,
  options,
})

/** A behavior that asks with these values and queries, and expects nothing. */
export function behaviorOf(
  forAll: Readonly<Record<string, Generator>>,
  queries: RequestSpec['queries'],
  id = 'example.filter.names',
): ActiveBehavior {
  return {
    kind: 'active',
    id,
    family: 'filters',
    level: 'must',
    covers: [],
    title: 'Names select instances',
    needs: null,
    optIn: null,
    digest: '',
    forAll: new Map(Object.entries(forAll)),
    request: { as: { kind: 'anonymous' }, queries, headers: [], repeat: 1 },
    runs: null,
    expect: [],
    together: false,
    alternatives: [],
  }
}

/** Names as people give them: any script, spaces, commas, and some that nearly match another. */
const anyName = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('Sales', 'sales', 'Sales ', 'Sales, EU', 'Sale', 'Sales-2', 'ales', '%', '_'),
  fc.constantFrom('Vertrieb Süd', '営業部', 'отдел', 'بيع', '🎉', '4915112345', '+4915112345'),
  fc.uuid(),
)

/** A name that leaves room for others of its shape. */
const roomyName = fc.constantFrom('Support', 'main-office', '営業部一課', '4915112345678')

/** Names of an account that has at least one instance: often one, often several, now and then many. */
export const someNames: fc.Arbitrary<string[]> = fc
  .tuple(roomyName, fc.array(anyName, { maxLength: 40 }))
  .chain(([roomy, names]) => fc.shuffledSubarray([roomy, ...names], { minLength: 1 }))
  .filter((names) => names.some((name) => /^\p{L}[\p{L}\p{N}-]{3,}$|^\d{8,}$/u.test(name)))

/** As {@link someNames}, or no instance at all. */
export const names: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 9, arbitrary: someNames },
  { weight: 1, arbitrary: fc.constant<string[]>([]) },
)

/** Number of a case. */
export const caseIndex = fc.nat(40)

/** A seed of a run. */
export const runSeed = fc.integer()

export function sourceOf(account: Account, index: number, seed = 1): Source {
  return { contract, account, index, caseIndex: index, usual: 1, seed }
}

/** A few values that the generator gives; none where it lacks something. */
export function samplesOf(drawn: Drawn, seed = 1): Value[] {
  return drawn.ok ? fc.sample(drawn.arbitrary, { seed, numRuns: 4 }) : []
}

/** As {@link samplesOf}, of a generator of texts. */
export function textsOf(drawn: Drawn, seed?: number): string[] {
  return samplesOf(drawn, seed).map((value) => {
    if (typeof value !== 'string') throw new Error('the generator gave no text')
    return value
  })
}

/** As {@link samplesOf}, of a generator of lists. */
export function listsOf(drawn: Drawn, seed?: number): (readonly string[])[] {
  return samplesOf(drawn, seed).map((value) => {
    if (!isList(value)) throw new Error('the generator gave no list')
    return value
  })
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value)
}
