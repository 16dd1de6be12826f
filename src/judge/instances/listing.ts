import type { Instance } from '../../model/account.ts'
import type { Field, Listing } from '../../model/contract.ts'
import { isExact } from '../../model/json.ts'
import type { WireResponse } from '../../recording/exchange.ts'
import { reader, valueAt } from '../../contract/pointer.ts'

/** The instances that a body lists, or null where it is no listing. */
export function instancesOf(body: unknown, listing: Listing): Instance[] | null {
  const items = valueAt(body, listing.items)
  if (!Array.isArray(items)) return null
  const read = readersOf(listing)
  return items.map((item: unknown, index) => new ListedInstance(item, index, read))
}

type Listed = WeakMap<WireResponse['body'], readonly Instance[] | null>

/** Equal bodies are one object, and are read once by each contract. */
const listedByContract = new WeakMap<Listing, Listed>()

/** The instances that an answer lists: a success whose body has the array where it belongs. */
export function listedBy(
  { status, body }: Pick<WireResponse, 'status' | 'body'>,
  listing: Listing,
): readonly Instance[] | null {
  if (status < 200 || status > 299 || !body.ok) return null
  const listed: Listed = listedByContract.get(listing) ?? new WeakMap()
  listedByContract.set(listing, listed)
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
  const read = readersOf(listing)
  return (
    (instances?.some(({ identity }) => identity !== null) ?? false) ||
    arraysIn(body.value).some((items) =>
      items.some((item) => isKnown(identityOf(item, read) ?? '')),
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

/** How a contract's listing is read. */
interface Readers {
  id: (item: unknown) => unknown
  fields: readonly (Field & { read: (item: unknown) => unknown })[]
}

const readers = new WeakMap<Listing, Readers>()

function readersOf(listing: Listing): Readers {
  const known = readers.get(listing)
  if (known) return known
  const fields = [...listing.fields.values()].map((field) => ({
    ...field,
    read: reader(field.pointer),
  }))
  const made = { id: reader(listing.id), fields }
  readers.set(listing, made)
  return made
}

/** An instance whose fields are read when they are asked for: most of a long listing never are. */
class ListedInstance implements Instance {
  readonly identity: string | null
  readonly index: number
  readonly item: unknown
  readonly #read: Readers
  #values: ReadonlyMap<string, string | null> | null = null

  constructor(item: unknown, index: number, read: Readers) {
    this.identity = identityOf(item, read)
    this.index = index
    this.item = item
    this.#read = read
  }

  get values(): ReadonlyMap<string, string | null> {
    this.#values ??= new Map(
      this.#read.fields.map((field) => [field.name, fieldValue(this.item, field)]),
    )
    return this.#values
  }
}

/** The id; where it is missing, all that an instance keeps, so that one bad id does not hide the rest. */
function identityOf(item: unknown, { id, fields }: Readers): string | null {
  const known = text(id(item))
  if (known !== null) return known
  const kept = fields.filter(({ moves }) => !moves).map((field) => fieldValue(item, field))
  return kept.every((value) => value === null) ? null : JSON.stringify(kept)
}

function fieldValue(item: unknown, field: Readers['fields'][number]): string | null {
  if (field.when && !field.when.fits(item)) return null
  const value = text(field.read(item))
  if (value === null || !field.take) return value
  return field.take.exec(value)?.[1] ?? null
}

function text(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' && isExact(value) ? String(value) : null
}

const known = new WeakMap<readonly Instance[], ReadonlyMap<string, Instance>>()

/** The first instance of each identity; of a list, found once. */
export function byIdentity(instances: readonly Instance[]): ReadonlyMap<string, Instance> {
  const before = known.get(instances)
  if (before) return before
  const found = new Map<string, Instance>()
  for (const instance of instances) {
    const { identity } = instance
    if (identity !== null && !found.has(identity)) found.set(identity, instance)
  }
  known.set(instances, found)
  return found
}
