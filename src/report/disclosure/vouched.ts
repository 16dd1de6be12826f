import { tokens } from '../../contract/pointer.ts'
import type { Contract, Expectation, Shape } from '../../model/contract.ts'
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
interface Node {
  members: Map<string, Node>
  elements: Node | null
  /** Types of values that are expected. */
  scalars: Set<Scalar>
  /** Nothing is said but that something may stand here: any scalar is expected. */
  isOpen: boolean
  /** Constants, and formats whose values owe nothing to anybody. */
  constants: Set<unknown>
  formats: Set<string>
  isInteger: boolean
}

type Privacy = 'secret' | 'personal'

/** A place in an answer, as the contract knows it. */
export interface Place {
  /** Null: the contract names no such place. */
  node: Node | null
  /** Whether it is secret or personal, or inside of what is. */
  privacy: Privacy | null
  /** Path inside an instance; null outside of instances. */
  inItem: string | null
  path: readonly string[]
}

/**
 * How far what stands at a place may be shown: not at all, after a look at its shape, unless it is known to be
 * private, or as it is.
 */
export type Showing = 'masked' | 'checked' | 'spared' | 'shown'

/** Knows which members of an answer a contract names, and which of those hold what must not be shown. */
export class VouchedPlaces {
  readonly root: Place
  readonly #items: string
  readonly #privateNames: ReadonlyMap<string, Privacy>
  readonly #personalPointers: ReadonlySet<string>
  /** Every member's name that the contract has anywhere. */
  readonly names = new Set<string>()

  constructor(contract: Contract) {
    const { listing, secrets, personal } = contract
    this.#items = listing.items
    const pointers = personal.filter((one) => one.startsWith('/'))
    const label = listing.label?.personal ? [listing.label.pointer] : []
    this.#personalPointers = new Set([...pointers, ...label])
    this.#privateNames = new Map<string, Privacy>([
      ...personal.map((name) => [joined(name), 'personal'] as const),
      ...[...alwaysSecret, ...secrets].map((name) => [joined(name), 'secret'] as const),
    ])
    for (const pointer of [listing.items, listing.id, ...pointers])
      for (const name of tokens(pointer)) this.names.add(name)
    const node = emptyNode()
    new NodeBuilder(contract, this.names).addContract(node)
    this.root = { node, privacy: null, inItem: null, path: [] }
  }

  /** The place of a member, or of an element of an array. */
  child(place: Place, token: string, of: unknown): Place {
    const isElement = Array.isArray(of)
    const path = [...place.path, token]
    const isItem = isElement && place.inItem === null && pointerTo(place.path) === this.#items
    const inItem = isItem ? '' : place.inItem === null ? null : `${place.inItem}/${token}`
    const named = isElement ? null : (this.#privateNames.get(joined(token)) ?? null)
    const isPointedAt = inItem !== null && this.#personalPointers.has(inItem)
    return {
      node: (isElement ? place.node?.elements : place.node?.members.get(token)) ?? null,
      privacy: place.privacy ?? named ?? (isPointedAt ? 'personal' : null),
      inItem,
      path,
    }
  }

  /** Every text that stands at a secret or a personal place of the instances. */
  privateTexts(instances: readonly unknown[]): Record<Privacy, Set<string>> {
    const found = { secret: new Set<string>(), personal: new Set<string>() }
    const visit = (value: unknown, place: Place): void => {
      if (place.privacy !== null) for (const text of textsOf(value)) found[place.privacy].add(text)
      if (typeof value !== 'object' || value === null) return
      for (const [name, inner] of Object.entries(value))
        visit(inner, this.child(place, name, value))
    }
    const item = this.ofItem('')
    for (const instance of instances) visit(instance, item)
    return found
  }

  /** The place of a pointer into an instance, whatever its number. */
  ofItem(pointer: string): Place {
    let place = this.root
    for (const token of tokens(this.#items)) place = this.child(place, token, {})
    place = this.child(place, '0', [])
    for (const token of tokens(pointer)) place = this.child(place, token, {})
    return place
  }
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

function pointerTo(path: readonly string[]): string {
  return path.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function emptyNode(): Node {
  return {
    members: new Map(),
    elements: null,
    scalars: new Set(),
    isOpen: false,
    constants: new Set(),
    formats: new Set(),
    isInteger: false,
  }
}

/** Deeper schemas than this vouch for nothing: they may refer to themselves. */
const deepest = 16

type SchemaObject = Readonly<Record<string, unknown>>

/** Adds what the schemas of a contract name. */
class NodeBuilder {
  readonly #contract: Contract
  readonly #names: Set<string>

  constructor(contract: Contract, names: Set<string>) {
    this.#contract = contract
    this.#names = names
  }

  addContract(root: Node): void {
    const { listing, behaviors, credentials } = this.#contract
    const item = this.#elementsOf(this.#memberAt(root, listing.items))
    const scalars: Scalar[] = ['string', 'number']
    for (const scalar of scalars) this.#memberAt(item, listing.id).scalars.add(scalar)
    for (const { pointer } of listing.fields.values())
      this.#memberAt(item, pointer).scalars.add('string')
    for (const { discover } of credentials) if (discover) this.#addShape(item, discover.when)
    for (const behavior of behaviors) {
      const isOfItems = behavior.kind === 'passive' && behavior.on === 'every-item'
      if (behavior.kind === 'passive') this.#addShape(isOfItems ? item : root, behavior.when.shape)
      if (behavior.kind === 'burst') continue
      for (const one of behavior.expect) this.#addExpectation(root, item, one)
      if (behavior.kind === 'active')
        for (const { expect } of behavior.alternatives) this.#addExpectation(root, item, expect)
    }
  }

  #addExpectation(root: Node, item: Node, expectation: Expectation): void {
    this.#addShape(root, expectation.body)
    this.#addShape(item, expectation.item)
  }

  #addShape(node: Node, shape: Shape | null): void {
    if (shape) this.#add(node, shape.schema, 0)
  }

  #memberAt(node: Node, pointer: string): Node {
    return tokens(pointer).reduce((inner, token) => this.#memberOf(inner, token), node)
  }

  #memberOf(node: Node, name: string): Node {
    this.#names.add(name)
    const known = node.members.get(name) ?? emptyNode()
    node.members.set(name, known)
    return known
  }

  #elementsOf(node: Node): Node {
    return (node.elements ??= emptyNode())
  }

  #add(node: Node, schema: JsonSchema, depth: number): void {
    if (depth > deepest) return
    if (typeof schema === 'boolean' || Object.keys(schema).length === 0) {
      node.isOpen ||= schema !== false
      return
    }
    addScalars(node, schema)
    this.#addBelow(node, schema, (inner, part) => {
      if (typeof part === 'boolean' || isMap(part)) this.#add(inner, part, depth + 1)
    })
  }

  /** What a schema says with others: at its own place, and of members and elements. */
  #addBelow(node: Node, schema: SchemaObject, add: (inner: Node, part: unknown) => void): void {
    const target = typeof schema.$ref === 'string' ? this.#referred(schema.$ref) : undefined
    if (target !== undefined) add(node, target)
    for (const keyword of ['allOf', 'anyOf', 'oneOf'])
      for (const part of listOf(schema[keyword])) if (isMap(part)) add(node, part)
    for (const keyword of ['if', 'then', 'else'])
      if (isMap(schema[keyword])) add(node, schema[keyword])
    for (const [name, part] of Object.entries(mapOf(schema.properties)))
      add(this.#memberOf(node, name), part)
    for (const name of listOf(schema.required)) this.#memberOf(node, String(name))
    for (const part of [schema.items, ...listOf(schema.prefixItems), schema.contains])
      if (isMap(part)) add(this.#elementsOf(node), part)
  }

  #referred(reference: string): JsonSchema | undefined {
    const [, name = ''] = /^#\/schemas\/([^/]+)$/.exec(reference) ?? []
    return this.#contract.schemas.get(name)
  }
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

function isMap(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function mapOf(value: unknown): SchemaObject {
  return isMap(value) ? value : {}
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
