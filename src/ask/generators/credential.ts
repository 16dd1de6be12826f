import fc from 'fast-check'
import type { Account, Instance, KnownCredential } from '../../model/account.ts'
import type { Contract, Credential } from '../../model/contract.ts'
import { valueAt } from '../../contract/pointer.ts'
import { missesOf, onlyPassing, otherwiseBegun, sameShape } from './near-miss.ts'
import { lacking } from './generator.ts'
import type { Drawn, Source } from './generator.ts'
import { remembered } from './remembered.ts'
import { surveyOf, tellingOrder } from './strata.ts'
import type { ForgedCredential, Value } from './value.ts'

/** A credential of the role: the first one known, then the others, the most telling first. */
export function credential(source: Source, role: string): Drawn {
  const known = source.account.credentials.get(role) ?? []
  const first = known[0]
  if (!first) return lacking(`a credential of the role "${role}"`)
  const { contract, account, seed, index } = source
  const { values } = tellingOrder(surveyed(account, roleIn(contract, role)), seed)
  const secrets = [...new Set([first.secret, ...values])]
  const secret = secrets[index % secrets.length]
  const one = known.find((candidate) => candidate.secret === secret) ?? first
  const arbitrary = fc.constant<Value>({ kind: 'credential', credential: one })
  return { ok: true, arbitrary, size: secrets.length }
}

/** The strata of the credentials of a role, by the instances that the listing shows with them. */
const surveyed = remembered(({ instances, credentials }: Account, role: Credential | string) => {
  const { role: name, discover } = typeof role === 'string' ? { role, discover: null } : role
  const secrets = (credentials.get(name) ?? []).map(({ secret }) => secret)
  return surveyOf([...new Set(secrets)], instances, ({ item }) =>
    discover === null ? undefined : valueAt(item, discover.pointer),
  )
})

/** The contract's role of that name; the name itself where it has none. */
function roleIn({ credentials }: Pick<Contract, 'credentials'>, name: string): Credential | string {
  return credentials.find(({ role }) => role === name) ?? name
}

/**
 * A value that is not the role's credential, but close to it; the ways take turns. Where the listing
 * shows the credential, what else names its instance (id, name) is one of them.
 */
export function wrong(source: Source, role: string): Drawn {
  const known = source.account.credentials.get(role)?.[0]
  if (known === undefined) return lacking(`a credential of the role "${role}"`)
  const right = known.secret
  const all = new Set([...source.account.credentials.values()].flat().map(({ secret }) => secret))
  const isWrong = (secret: string): boolean => !all.has(secret)
  const forgeries = [...wrongOnes(right, role), ...namesOf(right, role, source), empty].filter(
    ({ secret }) => isWrong(secret),
  )
  // What comes close tells most; what is only of the same shape comes last.
  const close = forgeries[source.index % (forgeries.length + 1)]
  const arbitrary: fc.Arbitrary<Value> = close
    ? fc.constant<Value>(close)
    : onlyPassing(sameShape(right), isWrong).map((secret): Value =>
        forged(secret, `<another value of the same shape as the ${role}'s>`),
      )
  return { ok: true, arbitrary, size: forgeries.length + 1 }
}

function wrongOnes(right: string, role: string): ForgedCredential[] {
  const ways = [
    { values: missesOf(right, 'sibling'), words: 'with its last character changed' },
    { values: missesOf(right, 'prefix'), words: 'without its last character' },
    { values: missesOf(right, 'longer'), words: 'with one more character' },
    { values: missesOf(right, 'case'), words: 'in another case' },
    { values: [otherwiseBegun(right)], words: 'with its first character changed' },
  ]
  return ways.flatMap(({ values, words }) => {
    const secret = values.find((value) => value !== right)
    return secret === undefined ? [] : [forged(secret, `<the ${role}'s value ${words}>`)]
  })
}

/** Whether the listing shows an instance with the credential. */
export function carries(
  { secret, role }: Pick<KnownCredential, 'secret' | 'role'>,
  { contract }: Pick<Source, 'contract'>,
): (instance: Instance) => boolean {
  const discover = contract.credentials.find((one) => one.role === role)?.discover ?? null
  return ({ item }) => discover !== null && valueAt(item, discover.pointer) === secret
}

/** What else names the instance that the listing shows with the credential. */
function namesOf(right: string, role: string, { contract, account }: Source): ForgedCredential[] {
  const owner = account.instances.find(carries({ secret: right, role }, { contract }))
  const { label } = contract.listing
  const names = [
    { value: owner?.identity, words: 'id' },
    { value: label === null ? undefined : valueAt(owner?.item, label.pointer), words: 'name' },
  ]
  return names.flatMap(({ value, words }) =>
    typeof value === 'string' && isHeaderText(value)
      ? [forged(value, `<the ${words} of the ${role}'s instance>`)]
      : [],
  )
}

/** Whether a header can carry the text as a credential, with nothing lost. */
const isHeaderText = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

const empty = forged('', '<an empty value>')

function forged(secret: string, shown: string): ForgedCredential {
  return { kind: 'forged', secret, shown }
}
