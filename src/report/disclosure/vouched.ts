import { pointerOf, tokens } from '../../contract/pointer.ts'
import type { Instance } from '../../model/account.ts'
import type { Contract } from '../../model/contract.ts'
import type { JsonSchema } from '../../model/json.ts'
import { addressEnd } from './sensitive-patterns.ts'

/** Names under which nothing but a secret is kept, whatever a contract says of them. */
const alwaysSecret = [
  'access_token',
  'api_key',
  'api_token',
  'auth_token',
  'authorization',
  'client_secret',
  'password',
  'private_key',
  'refresh_token',
  'secret',
  'secret_key',
  'token',
]

type Scalar = 'string' | 'number' | 'boolean'

/** What a contract says of one place in answers. */
class Node {
  readonly members = new Map<string, Node>()
  elements: Node | null = null
  /** Types of values that are expected. */
  readonly scalars = new Set<Scalar>()
  /** Nothing is said but that something may stand here: any scalar is expected. */
  isOpen = false
  isInteger = false
  /** Constants, and formats whose values owe nothing to anybody. */
  readonly constants = new Set<unknown>()
  readonly formats = new Set<string>()
}

type Privacy = 'secret' | 'personal'

/** A place in an answer, as the contract knows it. */
export interface Place {
  /** Null: the contract names no such place. */
  node: Node | null
  /** Whether it is secret or personal, or inside of what is. */
  privacy: Privacy | null
  /** Pointer to it from the whole body. */
  pointer: string
  /** Pointer to it inside an instance; null outside of instances. */
  inItem: string | null
}

/**
 * How far what stands at a place may be shown: not at all, after a look at its shape, unless it is known to be
 * private, or as it is.
 */
export type Showing = 'masked' | 'checked' | 'spared' | 'shown'

/** Knows which members of an answer a contract names, and which of those hold what must not be shown. */
export class VouchedPlaces {
  readonly root: Place
  /** Every member's name that the contract has anywhere. */
  readonly names = new Set<string>()
  readonly #contract: Contract
  readonly #privateNames: ReadonlyMap<string, Privacy>
  readonly #personalPointers: ReadonlySet<string>

  constructor(contract: Contract) {
    this.#contract = contract
    const { listing, secrets, personal } = contract
    const pointers = personal.filter((one) => one.startsWith('/'))
    for (const name of pointers.flatMap(tokens)) this.names.add(name)
    const label = listing.label?.personal ? [listing.label.pointer] : []
    this.#personalPointers = new Set([...pointers, ...label])
    this.#privateNames = new Map<string, Privacy>([
      ...personal.map((name) => [joined(name), 'personal'] as const),
      ...[...alwaysSecret, ...secrets].map((name) => [joined(name), 'secret'] as const),
    ])
    const node = new Node()
    for (const schema of schemasOf(contract)) this.#add(node, schema)
    this.root = { node, privacy: null, pointer: '', inItem: null }
  }

  /** The place of a member, or of an element of an array. */
  child(place: Place, token: string, of: unknown): Place {
    const isElement = Array.isArray(of)
    const step = pointerOf([token])
    const isItem =
      isElement && place.inItem === null && place.pointer === this.#contract.listing.items
    const inItem = isItem ? '' : place.inItem === null ? null : place.inItem + step
    const named = isElement ? null : (this.#privateNames.get(joined(token)) ?? null)
    const isPointedAt = inItem !== null && this.#personalPointers.has(inItem)
    return {
      node: (isElement ? place.node?.elements : place.node?.members.get(token)) ?? null,
      privacy: place.privacy ?? named ?? (isPointedAt ? 'personal' : null),
      pointer: place.pointer + step,
      inItem,
    }
  }

  /** The place of a pointer into a body, as far as the pointer tells arrays and objects apart. */
  at(pointer: string, from = this.root): Place {
    return tokens(pointer).reduce(
      (place, token) => this.child(place, token, /^\d+$/.test(token) ? [] : {}),
      from,
    )
  }

  /** The place of a pointer into an instance, whatever its number. */
  ofItem(pointer: string): Place {
    return this.at(pointer, this.child(this.at(this.#contract.listing.items), '0', []))
  }

  /** The place of a field of the listing. */
  ofField(field: string): Place {
    return this.ofItem(this.#contract.listing.fields.get(field)?.pointer ?? '')
  }

  /** Every text that stands at a secret or a personal place of the instances. */
  privateTexts(instances: readonly Instance[]): Record<Privacy, Set<string>> {
    const found = { secret: new Set<string>(), personal: new Set<string>() }
    const visit = (value: unknown, place: Place): void => {
      if (place.privacy !== null) for (const text of textsOf(value)) found[place.privacy].add(text)
      if (typeof value !== 'object' || value === null) return
      for (const [name, inner] of Object.entries(value))
        visit(inner, this.child(place, name, value))
    }
    const place = this.ofItem('')
    for (const { item } of instances) visit(item, place)
    return found
  }

  /** Adds what a schema says of a place, and of members and elements. */
  #add(node: Node, schema: JsonSchema, depth = 0): void {
    if (depth > deepest) return
    if (typeof schema === 'boolean' || Object.keys(schema).length === 0) {
      node.isOpen ||= schema !== false
      return
    }
    addScalars(node, schema)
    const add = (inner: Node, part: JsonSchema): void => this.#add(inner, part, depth + 1)
    if (typeof schema.$ref === 'string') add(node, this.#referred(schema.$ref))
    for (const part of partsOf(schema, combining)) add(node, part)
    for (const [name, part] of Object.entries(schema.properties ?? {}))
      add(this.#memberOf(node, name), part as JsonSchema)
    for (const name of (schema.required as readonly string[] | undefined) ?? [])
      this.#memberOf(node, name)
    for (const part of partsOf(schema, ofElements)) add((node.elements ??= new Node()), part)
  }

  #referred(reference: string): JsonSchema {
    const [, name = ''] = /^#\/schemas\/([^/]+)$/.exec(reference) ?? []
    return this.#contract.schemas.get(name) ?? false
  }

  #memberOf(node: Node, name: string): Node {
    this.names.add(name)
    const known = node.members.get(name) ?? new Node()
    node.members.set(name, known)
    return known
  }
}

/** What a contract says of answers, each time as a schema of the whole body. */
function schemasOf({ listing, credentials, behaviors }: Contract): JsonSchema[] {
  const ofItem = (schema: JsonSchema): JsonSchema => nested(listing.items, { items: schema })
  const fields = [...listing.fields.values()].map(({ pointer }) =>
    nested(pointer, { type: 'string' }),
  )
  const whens = behaviors
    .filter((one) => one.kind === 'passive')
    .map(({ on, when }) =>
      on === 'every-item' ? { body: null, item: when.shape } : { body: when.shape, item: null },
    )
  const expected = behaviors.flatMap((one) => {
    if (one.kind === 'burst') return []
    return one.kind === 'passive'
      ? one.expect
      : [...one.expect, ...one.alternatives.map(({ expect }) => expect)]
  })
  const shown = credentials.map(({ discover }) => ({ body: null, item: discover?.when ?? null }))
  return [
    ...[nested(listing.id, { type: ['string', 'number'] }), ...fields].map(ofItem),
    ...[...shown, ...whens, ...expected].flatMap(({ body, item }) => [
      ...(body ? [body.schema] : []),
      ...(item ? [ofItem(item.schema)] : []),
    ]),
  ]
}

/** A schema of what stands at a pointer, as one of the document. */
function nested(pointer: string, schema: JsonSchema): JsonSchema {
  return tokens(pointer).reduceRight<JsonSchema>(
    (inner, token) => ({ properties: { [token]: inner } }),
    schema,
  )
}

/** A text as it stands, or the digits of a number; the number of an address stands elsewhere without its domain. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'string') return []
  const end = addressEnd(value)
  return end === '' ? [value] : [value, value.slice(0, -end.length).replace(/:.*/, '')]
}

/** How far a scalar may be shown at a place: of the type and size that the contract expects there. */
export function showingOf({ node, privacy }: Place, value: string | number | boolean): Showing {
  if (privacy !== null || node === null) return 'masked'
  const type = typeof value as Scalar
  if (node.constants.has(value)) return 'shown'
  const isExpected = node.isOpen || node.scalars.has(type)
  if (!isExpected) return node.scalars.size > 0 && isLiteral(value) ? 'shown' : 'masked'
  if (type === 'boolean') return 'shown'
  if (type === 'number' && node.isInteger && Number.isInteger(value)) return 'spared'
  if (type === 'string' && [...node.formats].some((format) => formats[format]?.test(String(value))))
    return 'spared'
  return 'checked'
}

/** What a value of another type says of nobody: a flag, or a number that is no address. */
function isLiteral(value: string | number | boolean): boolean {
  return /^(true|false|null|yes|no|on|off|-?\d{1,6}(\.\d{1,3})?)?$/i.test(String(value))
}

const dateTime = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/i

/** Formats whose values are drawn or counted, and belong to nobody. */
const formats: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  'date-time': dateTime,
  'iso-8601': dateTime,
  timestamp: dateTime,
  date: /^\d{4}-\d\d-\d\d$/,
}

/** However words of a name are joined: `accessToken` is `access_token`. */
function joined(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Deeper schemas than this vouch for nothing: they may refer to themselves. */
const deepest = 20

type SchemaObject = Record<string, unknown>

/** Keywords with schemas of the same place. */
const combining = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else']

/** Keywords with schemas of elements. */
const ofElements = ['items', 'prefixItems', 'contains']

function partsOf(schema: SchemaObject, keywords: readonly string[]): SchemaObject[] {
  return keywords.flatMap((keyword) => schema[keyword] ?? []).filter(isSchemaObject)
}

/** What a schema says of scalars at its own place. */
function addScalars(node: Node, schema: SchemaObject): void {
  for (const type of [schema.type].flat()) {
    if (type === 'integer') node.isInteger = true
    if (type === 'integer' || type === 'number') node.scalars.add('number')
    if (type === 'string' || type === 'boolean') node.scalars.add(type)
  }
  for (const constant of ['const' in schema ? schema.const : [], schema.enum ?? []].flat()) {
    node.constants.add(constant)
    if (['string', 'number', 'boolean'].includes(typeof constant))
      node.scalars.add(typeof constant as Scalar)
  }
  if (typeof schema.format === 'string') node.formats.add(schema.format)
  if (textWords.some((word) => word in schema)) node.scalars.add('string')
}

const textWords = [
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'pluralOf',
  'endsWith',
  'notBefore',
]

function isSchemaObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
