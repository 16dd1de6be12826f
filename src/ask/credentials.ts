import type { KnownCredential, Instance } from '../model/account.ts'
import type { Credential } from '../model/contract.ts'
import { valueAt } from '../contract/pointer.ts'
import { isHeaderValue } from '../wire/send.ts'
import type { Target } from '../model/target.ts'

/** How many credentials of a role are taken from the listing. */
const discovered = 3

/** The credentials of each role: what was given, then what the listing shows. */
export function credentialsOf(
  target: Target,
  instances: readonly Instance[],
): Map<string, KnownCredential[]> {
  return new Map(
    target.contract.credentials.map((credential) => {
      const given = givenCredential(target, credential)
      const shown = discoverIn(credential, instances, given)
      return [credential.role, [...(given ? [given] : []), ...shown]]
    }),
  )
}

/** The credential that the user gave for the role, or null. */
export function givenCredential(
  target: Target,
  { role }: Pick<Credential, 'role'>,
): KnownCredential | null {
  const given = target.credentials.get(role)
  return given
    ? { role, secret: given.secret, trusted: true, genuine: true, shown: `$${given.env}` }
    : null
}

/** Credentials of the last instances and the first; where one was given, only other ones. */
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
  return [...different.slice(1).reverse(), ...different.slice(0, 1)]
    .filter(({ secret }) => secret !== given?.secret)
    .slice(0, discovered)
    .map(({ secret, number }) => ({
      role,
      secret,
      trusted: !inferred || isConfirmed,
      genuine: true,
      shown: `<the ${discover.pointer.slice(1)} of instance ${number}>`,
    }))
}
