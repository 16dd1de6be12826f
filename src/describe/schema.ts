import type { JsonSchema } from '../model/json.ts'
import { isPointerMap } from '../contract/shape.ts'
import type { RawShape } from '../contract/shape.ts'
import { settled } from './clause.ts'
import type { Clause } from './clause.ts'
import { pluralOf } from './details.ts'
import { isPlain, nounKeywords } from './keywords.ts'
import type { Keywords } from './keywords.ts'
import { nounOf } from './noun.ts'
import { isSame } from './phrase.ts'
import { each, placeKey, placeOf } from './place.ts'
import type { Place, Whole } from './place.ts'

/** What `$ref: '#/schemas/<name>'` refers to. */
export type Schemas = Readonly<Record<string, JsonSchema>>

interface Walk {
  schemas: Schemas
  whole: Whole
  /** Where the body has its instances. */
  listing: Place
  /** Types that were said of places before. */
  types: ReadonlyMap<string, readonly string[]>
  place: Place
  given: Place | null
  /** Names of the schemas around, so that one which refers to itself comes to an end. */
  around: readonly string[]
}

/** A shape put into clauses. */
export interface ShapeWords {
  clauses: readonly Clause[]
  types: ReadonlyMap<string, readonly string[]>
}

/** Nothing is said. */
export const silence: ShapeWords = { clauses: [], types: new Map() }

/**
 * What a shape says.
 * @param known what was said of the same value before, by a condition
 */
export function shapeWords(
  shape: RawShape,
  context: Pick<Walk, 'schemas' | 'whole' | 'listing'>,
  known: ShapeWords = silence,
): ShapeWords {
  const walk = { ...context, types: known.types, given: null, around: [] }
  const parts = isPointerMap(shape) ? partsOf(shape) : [{ schema: shape, place: [] }]
  const clauses = isPointerMap(shape)
    ? partsOf(shape).flatMap(({ schema, place, isOptional }) =>
        memberClauses(schema, { ...walk, place, given: isOptional ? place : null }),
      )
    : clausesOf(shape, { ...walk, place: [] })
  const types = parts.flatMap(({ schema, place }) => typesOf(schema, place))
  return { clauses: settled(clauses, known.clauses), types: new Map(types) }
}

function partsOf(shape: Readonly<Record<string, JsonSchema>>) {
  return Object.entries(shape).map(([key, schema]) => {
    const isOptional = key.endsWith('?')
    return { schema, place: placeOf(isOptional ? key.slice(0, -1) : key), isOptional }
  })
}

/** The types that a condition states outright. */
function typesOf(schema: unknown, place: Place): [string, readonly string[]][] {
  if (typeof schema !== 'object' || schema === null) return []
  const { type, properties } = schema as Keywords
  const inner = Object.entries((properties ?? {}) as Record<string, unknown>)
  return [
    ...(type === undefined ? [] : [[placeKey(place), [type].flat() as string[]] as const]),
    ...inner.flatMap(([name, one]) => typesOf(one, [...place, name])),
  ].map(([key, types]) => [key, types])
}

/** What is said of a member that must be there, unless it is said of a given one only. */
function memberClauses(schema: JsonSchema, walk: Walk): Clause[] {
  const { place, given } = walk
  const clauses = clausesOf(schema, walk)
  const there: Clause = { kind: 'is', place, given, noun: null, bare: false }
  return given === null ? [there, ...clauses] : clauses
}

const structure = new Set(
  '$ref properties required items allOf anyOf oneOf not if then else'.split(' '),
)

const annotations = new Set(
  '$comment title description default examples deprecated readOnly writeOnly'.split(' '),
)

function clausesOf(schema: JsonSchema, walk: Walk): Clause[] {
  const { place, given, whole, listing, types } = walk
  if (schema === true) return []
  if (schema === false) return [{ kind: 'absent', place }]
  const noun = nounOf(schema, { place, whole, listing, types: types.get(placeKey(place)) ?? [] })
  const rest = Object.entries(schema).filter(
    ([keyword]) =>
      !structure.has(keyword) && !nounKeywords.has(keyword) && !annotations.has(keyword),
  )
  return [
    ...(noun ? [{ kind: 'is', place, given, noun: noun.words, bare: noun.bare } as const] : []),
    ...referred(schema, walk),
    ...members(schema, walk),
    ...itemClauses(schema, walk),
    ...combined(schema, walk),
    ...conditional(schema, walk),
    ...(rest.length > 0
      ? [{ kind: 'schema', place, given, schema: Object.fromEntries(rest) } as const]
      : []),
  ]
}

function referred({ $ref }: Keywords, walk: Walk): Clause[] {
  if (typeof $ref !== 'string') return []
  const name = $ref.replace('#/schemas/', '')
  const schema = new Map(Object.entries(walk.schemas)).get(name)
  return schema === undefined || walk.around.includes(name)
    ? [{ kind: 'schema', place: walk.place, given: walk.given, schema: { $ref } }]
    : clausesOf(schema, { ...walk, around: [...walk.around, name] })
}

function members(schema: Keywords, walk: Walk): Clause[] {
  const properties = new Map(Object.entries((schema.properties ?? {}) as Schemas))
  const required = (schema.required ?? []) as readonly string[]
  const names = [...new Set([...properties.keys(), ...required])]
  return names.flatMap((name) => {
    const place = [...walk.place, name]
    const given = required.includes(name) ? walk.given : place
    const member = properties.get(name) ?? true
    return required.includes(name) && walk.given === null
      ? memberClauses(member, { ...walk, place, given })
      : clausesOf(member, { ...walk, place, given })
  })
}

function itemClauses({ items }: Keywords, walk: Walk): Clause[] {
  if (items === undefined || typeof items === 'boolean' || pluralOf(items) !== null) return []
  return clausesOf(items as JsonSchema, { ...walk, place: [...walk.place, each], given: null })
}

function combined(schema: Keywords, walk: Walk): Clause[] {
  const lists = (keyword: string): Clause[][] =>
    ((schema[keyword] ?? []) as JsonSchema[]).map((one) => clausesOf(one, walk))
  const choice = (keyword: 'anyOf' | 'oneOf'): Clause[] => {
    const options = lists(keyword)
    return options.length === 0 ? [] : [{ kind: 'any', options, exactlyOne: keyword === 'oneOf' }]
  }
  const { not } = schema
  return [
    ...lists('allOf').flat(),
    ...choice('anyOf'),
    ...choice('oneOf'),
    ...(not === undefined || isPlain(not)
      ? []
      : [{ kind: 'not', clauses: clausesOf(not as JsonSchema, walk) } as const]),
  ]
}

function conditional(schema: Keywords, walk: Walk): Clause[] {
  if (schema.if === undefined) return []
  const branch = (keyword: 'if' | 'then' | 'else'): Clause[] =>
    clausesOf((schema[keyword] ?? true) as JsonSchema, walk)
  const [when, then, otherwise] = [branch('if'), branch('then'), branch('else')]
  const [condition, ...more] = settled(when, [])
  const isPresence = condition?.kind === 'is' && condition.noun === null && more.length === 0
  const isOfIt = (clause: Clause): boolean =>
    clause.kind === 'is' &&
    clause.given !== null &&
    isPresence &&
    isSame([placeKey(clause.place)], [placeKey(condition.place)])
  // "Where it is there, it is …" is what "if present" says.
  if (isPresence && otherwise.length === 0 && then.every(isOfIt)) return then
  return [{ kind: 'if', when, then, otherwise }]
}
