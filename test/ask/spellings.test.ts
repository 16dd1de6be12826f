import { expect, test } from 'vitest'
import { evolution } from '../../mock/evolution.ts'
import { hypersender } from '../../mock/hypersender.ts'
import { ryzeapi } from '../../mock/ryzeapi.ts'
import { casesOf, keyOf } from '../../src/ask/cases.ts'
import { credentialsOf } from '../../src/ask/credentials.ts'
import { words } from '../../src/ask/generators/near-miss.ts'
import { textsOf } from '../../src/ask/generators/value.ts'
import { instancesOf } from '../../src/judge/instances/listing.ts'
import { contractOf } from '../support/target.ts'

const accounts = {
  evolution: evolution.account(1).instances,
  hypersender: hypersender.account(1).instances,
  ryzeapi: { instances: ryzeapi.account(1).instances },
}

type Name = keyof typeof accounts

function casesWith(provider: Name, id: string, seed: number, runs = 10) {
  const contract = contractOf(provider)
  const instances = instancesOf(accounts[provider], contract.listing) ?? []
  const given = contract.credentials.map(({ role, env }) => ({ role, env, secret: `of-${role}` }))
  const account = { instances, credentials: credentialsOf(contract, given, instances) }
  const behavior = contract.behaviors.find((one) => one.id === `${provider}.${id}`)
  if (behavior?.kind !== 'active') throw new Error(`no behavior ${id} that asks`)
  const made = casesOf(behavior, { contract, account, seed, runs })
  return made.ok ? made.cases : []
}

/** Every value that the behavior's cases of ten consecutive seeds have. */
function inTenSeeds(provider: Name, id: string, first: number): string[] {
  return Array.from({ length: 10 }, (_, index) => first + index).flatMap((seed) =>
    casesWith(provider, id, seed).flatMap(({ values }) => Object.values(values).flatMap(textsOf)),
  )
}

const firsts = [1, 7, 4711, -5]

test.each([
  ['evolution', 'filter.unknown-instance-name'],
  ['evolution', 'filter.part-of-instance-id'],
  ['evolution', 'filter.no-number'],
  ['hypersender', 'filter.part-of-uuid'],
  ['hypersender', 'filter.unknown-name'],
  ['hypersender', 'filter.part-of-phone'],
  ['ryzeapi', 'filter.single-unknown-name'],
] as const)('%s %s asks for every word within ten consecutive seeds', (provider, id) => {
  for (const first of firsts)
    expect(inTenSeeds(provider, id, first)).toEqual(expect.arrayContaining([...words]))
})

const names = [/^\s\S/, /\S\s$/, /[\uff01-\uff5e]/, /\u0301/]
const bars = [/\|/]

test.each([
  ['evolution', 'filter.unknown-instance-name', [...bars, /,/]],
  ['evolution', 'open.name-spelling', names],
  ['evolution', 'open.number-spelling', [/^\+\d/, /^00\d/, /^ \d/, /^55119\d{8}$/]],
  ['hypersender', 'filter.unknown-name', [...bars, /,/]],
  ['hypersender', 'filter.unknown-phone', [/^\+55119\d{8}$/]],
  ['hypersender', 'filter.part-of-phone', [...bars, /,/, /^\d{7,}$/, /^00\d/, /^ \d/]],
  ['hypersender', 'open.name-spelling', names],
  ['ryzeapi', 'filter.single-unknown-name', bars],
  ['ryzeapi', 'open.name-spelling', names.slice(2)],
] as const)('%s %s writes in every way within ten consecutive seeds', (provider, id, forms) => {
  for (const first of firsts) {
    const values = inTenSeeds(provider, id, first)
    expect(forms.filter((form) => !values.some((value) => form.test(value)))).toEqual([])
  }
})

/** An empty key is the same for every role, and sent once. */
const asking = Object.keys(accounts).flatMap((provider) =>
  contractOf(provider).behaviors.flatMap((behavior) =>
    behavior.kind === 'active' && !behavior.id.includes('.access.invalid-')
      ? [[provider as Name, behavior.id.slice(provider.length + 1)] as const]
      : [],
  ),
)

test.each(asking)('%s %s asks nothing twice', (provider, id) => {
  for (const seed of [1, 2, 3]) {
    const keys = casesWith(provider, id, seed).map(({ request }) => keyOf(request))
    expect(keys).toHaveLength(new Set(keys).size)
  }
})
