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

/** Whether an answer gives instances away, whatever its status; an empty array counts with a success. */
export function servesListing(response: WireResponse, listing: Listing): boolean {
  if (listedBy(response, listing)) return true
  const { body } = response
  const instances = body.ok ? instancesOf(body.value, listing) : null
  return instances?.some(({ identity }) => identity !== null) ?? false
}

function instanceOf(item: unknown, index: number, listing: Listing): Instance {
  const fields = [...listing.fields.values()]
  const values = new Map(fields.map((field) => [field.name, fieldValue(item, field)]))
  return { identity: identityOf(item, values, listing), index, values, item }
}

/** The id; where it is missing, all fields together, so that one bad id does not hide the rest. */
function identityOf(
  item: unknown,
  values: ReadonlyMap<string, string | null>,
  listing: Listing,
): string | null {
  const id = text(valueAt(item, listing.id))
  if (id !== null) return id
  const known = [...values.values()]
  return known.every((value) => value === null) ? null : JSON.stringify(known)
}

function fieldValue(item: unknown, field: Field): string | null {
  const value = text(valueAt(item, field.pointer))
  if (value === null || !field.take) return value
  return field.take.exec(value)?.[1] ?? null
}

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
