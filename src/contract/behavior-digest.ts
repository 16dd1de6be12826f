import { createHash } from 'node:crypto'
import { valueAt } from './pointer.ts'
import type { RawBehavior, RawContract } from './raw.ts'

/**
 * SHA-256 of what a behavior is judged by, hexadecimal: the operation, and its own data with every
 * `#/schemas/…` in its place, whatever the order of members. The fields of the listing and the
 * credentials that it names belong to it, as does the limit to a burst. Its id and what only readers
 * see of it (`title`, `covers`, `needs`) do not, nor does the name of a variable with a credential.
 */
export function digestOf(behavior: RawBehavior, contract: RawContract): string {
  const { id: _, title: _title, covers: _covers, needs: _needs, ...judged } = behavior
  const { operation, listing, credentials, rateLimit, schemas = {} } = contract
  const names = namesIn(judged)
  const named = <T>(all: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(all).filter(([name]) => names.has(name))
  const data = {
    judged,
    operation,
    listing: isOfListings(judged)
      ? { ...listing, fields: Object.fromEntries(named(listing.fields ?? {})) }
      : null,
    credentials: Object.fromEntries(
      named(credentials).map(([role, { env: _env, ...credential }]) => [role, credential]),
    ),
    rateLimit: judged.burst ? rateLimit : null,
  }
  return createHash('sha256')
    .update(JSON.stringify(inOrder(data, schemas, [])))
    .digest('hex')
}

/** Whether the account's listing decides: values are drawn from it, or instances are judged. */
function isOfListings(behavior: Partial<RawBehavior>): boolean {
  const { on, 'for-all': values, together, when } = behavior
  const [expects, words] = [behavior.expect ?? [], behavior.alternatives ?? []]
  const expected = [...[expects].flat(), ...words.map(({ expect }) => expect)]
  return (
    (on !== undefined && on !== 'every-response') ||
    values !== undefined ||
    together !== undefined ||
    when?.item !== undefined ||
    expected.some(({ item, items, listing }) => (item ?? items ?? listing) !== undefined)
  )
}

/** Every name and text in some data. */
function namesIn(value: unknown): Set<string> {
  if (typeof value === 'string') return new Set([value])
  if (typeof value !== 'object' || value === null) return new Set()
  return new Set(
    Object.entries(value).flatMap(([name, inner]: [string, unknown]) => [name, ...namesIn(inner)]),
  )
}

/**
 * The data with the members of each map sorted, and schemas where they are named.
 * @param within references that led here: a schema that names itself stays a name
 */
function inOrder(
  value: unknown,
  schemas: NonNullable<RawContract['schemas']>,
  within: readonly string[],
): unknown {
  if (Array.isArray(value)) return value.map((inner) => inOrder(inner, schemas, within))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, inner]: [string, unknown]) => {
    const isName = key === '$ref' && typeof inner === 'string' && !within.includes(inner)
    const meant = isName ? valueAt({ schemas }, inner.slice(1)) : undefined
    return meant === undefined
      ? ([key, inOrder(inner, schemas, within)] as const)
      : ([key, inOrder(meant, schemas, [...within, String(inner)])] as const)
  })
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)))
}
