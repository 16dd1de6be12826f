import type { GivenCredential, Instance, KnownCredential } from '../model/account.ts'
import type { Contract, Credential } from '../model/contract.ts'
import { valueAt } from '../contract/pointer.ts'
import { isHeaderValue } from '../wire/send.ts'

/** How many credentials of a role are taken from the listing: more than any behavior asks with. */
const discovered = 100

/** The credentials of each role: what was given, then what the listing shows. */
export function credentialsOf(
  { credentials }: Pick<Contract, 'credentials'>,
  allGiven: readonly GivenCredential[],
  instances: readonly Instance[],
): Map<string, KnownCredential[]> {
  return new Map(
    credentials.map((credential) => {
      const given = givenCredential(allGiven, credential)
      const shown = discoverIn(credential, instances, given)
      return [credential.role, [...(given ? [given] : []), ...shown]]
    }),
  )
}

/** The credential that the user gave for the role, or null. */
export function givenCredential(
  given: readonly GivenCredential[],
  { role }: Pick<Credential, 'role'>,
): KnownCredential | null {
  const found = given.find((one) => one.role === role)
  return found
    ? { role, secret: found.secret, trusted: true, genuine: true, shown: `$${found.env}` }
    : null
}

/** Credentials of the first instance and the last ones; where one was given, only other ones. */
function discoverIn(
  { role, discover, inferred }: Credential,
  instances: readonly Instance[],
  given: KnownCredential | null,
): KnownCredential[] {
  if (discover === null) return []
  const shown = instances.flatMap(({ item, index }) => {
    if (discover.when && !discover.when.fits(item)) return []
    const secret = valueAt(item, discover.pointer)
    return typeof secret === 'string' && isHeaderValue(secret)
      ? [{ secret, number: index + 1 }]
      : []
  })
  const different = [...new Map(shown.map((one) => [one.secret, one])).values()]
  // A given credential that the listing shows proves that the others there are credentials too.
  const isConfirmed = different.some(({ secret }) => secret === given?.secret)
  return [...different.slice(0, 1), ...different.slice(1).slice(1 - discovered)]
    .reverse()
    .filter(({ secret }) => secret !== given?.secret)
    .map(({ secret, number }) => ({
      role,
      secret,
      trusted: !inferred || isConfirmed,
      genuine: true,
      shown: `<the ${discover.pointer.slice(1)} of instance ${number}>`,
    }))
}
