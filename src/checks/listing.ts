import type { Instance } from '../model/account.ts'
import type { Field, Listing } from '../model/contract.ts'
import type { WireResponse } from '../model/exchange.ts'
import { valueAt } from '../contract/pointer.ts'

/** The instances that a body lists, or null where it is no listing. */
export function instancesOf(body: unknown, listing: Listing): Instance[] | null {
  const items = valueAt(body, listing.items)
  if (!Array.isArray(items)) return null
  return items.map((item: unknown, index) => instanceOf(item, index, listing))
}

/** Equal bodies are one object, and are read once. */
const listed = new WeakMap<WireResponse['body'], readonly Instance[] | null>()

/** The instances that an answer lists: a success whose body has the array where it belongs. */
export function listedBy(
  { status, body }: Pick<WireResponse, 'status' | 'body'>,
  listing: Listing,
): readonly Instance[] | null {
  if (status < 200 || status > 299 || !body.ok) return null
  const known = listed.get(body)
  if (known !== undefined) return known
  const found = instancesOf(body.value, listing)
  listed.set(body, found)
  return found
}

/**
 * Whether an answer gives instances away, whatever its status; an empty array counts with a success.
 * @param isKnown whether an identity is that of an instance of the account
 */
export function servesListing(
  response: WireResponse,
  listing: Listing,
  isKnown: (identity: string) => boolean,
): boolean {
  if (listedBy(response, listing)) return true
  const { body } = response
  if (!body.ok) return false
  const instances = instancesOf(body.value, listing)
  return (
    (instances?.some(({ identity }) => identity !== null) ?? false) ||
    arraysIn(body.value).some((items) =>
      items.some((item, index) => isKnown(instanceOf(item, index, listing).identity ?? '')),
    )
  )
}

/** How deep an array of instances may be hidden. */
const deepest = 6

/** All arrays in a body, at any place that is not too deep. */
function arraysIn(body: unknown): unknown[][] {
  const found: unknown[][] = []
  const open = [{ value: body, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null || depth > deepest) continue
    if (Array.isArray(value)) found.push(value)
    for (const inner of Object.values(value)) open.push({ value: inner, depth: depth + 1 })
  }
  return found
}

function instanceOf(item: unknown, index: number, listing: Listing): Instance {
  const fields = [...listing.fields.values()]
  const values = new Map(fields.map((field) => [field.name, fieldValue(item, field)]))
  return { identity: identityOf(item, values, listing), index, values, item }
}

/** The id; where it is missing, all that an instance keeps, so that one bad id does not hide the rest. */
function identityOf(
  item: unknown,
  values: ReadonlyMap<string, string | null>,
  listing: Listing,
): string | null {
  const id = text(valueAt(item, listing.id))
  if (id !== null) return id
  const kept = [...listing.fields.values()].filter(({ moves }) => !moves)
  const known = kept.map(({ name }) => values.get(name) ?? null)
  return known.every((value) => value === null) ? null : JSON.stringify(known)
}

function fieldValue(item: unknown, field: Field): string | null {
  if (field.when && !field.when.fits(item)) return null
  const value = text(valueAt(item, field.pointer))
  if (value === null || !field.take) return value
  return field.take.exec(value)?.[1] ?? null
}

/** An integer beyond 2^53 was rounded when it was read: nothing can be told by it. */
function text(value: unknown): string | null {
  if (typeof value === 'string') return value
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value)
  return typeof value === 'number' && isExact ? String(value) : null
}
