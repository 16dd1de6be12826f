import fc from 'fast-check'
import type { Account } from '../../model/account.ts'
import type { Contract, Field } from '../../model/contract.ts'
import { tokens, valueAt } from '../../contract/pointer.ts'
import { Shortening } from './shortening.ts'
import { isUsable, lackingField, surveyed, usableValues } from './usable-values.ts'
import {
  missesOf,
  nearMisses,
  nothings,
  onlyPassing,
  passing,
  patternsOf,
  respellings,
  sameShape,
  words,
} from './near-miss.ts'
import { remembered } from './remembered.ts'
import { tellingOrder, turnOf } from './strata.ts'
import type { NearMiss } from './near-miss.ts'
import type { Drawn, Source } from './generator.ts'

/** How many values of the listing near misses are made of. */
const models = 50

/**
 * A value that the listing does not hold. The ways of coming close to one that it does hold take turns, and
 * the seed says which begins; where a way leads nowhere (no letters to change the case of), a fresh value
 * stands in. What is only another way of writing a value needs a value that can be written so.
 */
export function unknown(
  source: Source,
  field: Field,
  near: readonly NearMiss[] = nearMisses,
): Drawn {
  const open = near.filter((way) => !isRespelling(way) || formsOf(way, source, field).length > 0)
  const lack = open.length > 0 ? lackOf(source, field, open) : lackingField(field)
  return (
    lack ?? { ok: true, arbitrary: unknownOf(source, field, open, source.index), size: Infinity }
  )
}

const isRespelling = (way: NearMiss): boolean => respellings.some((one) => one === way)

/** Several different values that the listing does not hold. */
export function unknowns(
  source: Source,
  field: Field,
  count: readonly [number, number],
  near?: readonly NearMiss[],
): Drawn {
  const [min, max] = count
  // One more than the index, so that the first case has one: layouts begin with the reversed order.
  const size = min + ((source.index + 1) % (max - min + 1))
  const ways = near ?? nearMisses
  const lack = lackOf(source, field, ways)
  if (lack) return lack
  const arbitraries = Array.from({ length: size }, (_, position) =>
    unknownOf(source, field, ways, source.index + position),
  )
  const all = fc.tuple(...arbitraries).map((values) => different(values, source, field, ways))
  const arbitrary = new Shortening(all, min)
  return { ok: true, arbitrary, size: Infinity }
}

/** The values with those replaced that are there twice: two ways may lead to the same one. */
function different(
  values: readonly string[],
  source: Source,
  field: Field,
  near: readonly NearMiss[],
): string[] {
  const isUnknown = unknownTo(source, field)
  const taken = new Set<string>()
  for (const value of values) {
    const isNew = (one: string): boolean => !taken.has(one) && isUnknown(one)
    const others = isNew(value) ? [] : near.flatMap((way) => formsOf(way, source, field).flat())
    taken.add(others.find(isNew) ?? passing(value, isNew))
  }
  return [...taken]
}

const heldValues = remembered(
  (account: Account, field: Field) => new Set(usableValues(account, field)),
)

function unknownTo(
  { account }: Source,
  field: Field,
  mayBePadded = false,
): (value: string) => boolean {
  const held = heldValues(account, field)
  return (value) =>
    !held.has(value) && isUsable(value, field) && (mayBePadded || value === value.trim())
}

/** Ways to a value that need no known one. */
const madeUp: readonly NearMiss[] = ['word', 'nothing']
/** Ways to a value that is nobody's by any account, so that one of the shape alone may stand in. */
const shown: readonly NearMiss[] = ['fresh', 'sibling', 'nothing']

/** A value that only comes near to a known one needs one; a fresh one needs at least its shape. */
function lackOf({ account }: Source, field: Field, near: readonly NearMiss[]): Drawn | null {
  if (usableValues(account, field).length > 0) return null
  const isMadeUp = near.every((way) => madeUp.includes(way))
  const isShown = near.some((way) => shown.includes(way)) && field.example !== null
  return isMadeUp || isShown ? null : lackingField(field)
}

function unknownOf(
  source: Source,
  field: Field,
  near: readonly NearMiss[],
  turn: number,
): fc.Arbitrary<string> {
  const miss = missAt(source, field, near, turn)
  if (miss !== undefined) return fc.constant(miss)
  const values = usableValues(source.account, field).slice(0, models)
  const shapes = values.length > 0 ? values : [field.example ?? '']
  return onlyPassing(fc.constantFrom(...shapes).chain(sameShape), unknownTo(source, field))
}

/**
 * The miss of a turn: a Latin square, in which a form of a way meets each model once before it meets one
 * again, and different forms meet different ones. The next seed goes on where this one ended.
 */
function missAt(
  source: Source,
  field: Field,
  near: readonly NearMiss[],
  turn: number,
): string | undefined {
  const total = source.seed * source.usual + turn
  const place = turnOf(total, near.length)
  const way = near[place] ?? 'fresh'
  const before = near.slice(0, place).filter((one) => one === way).length
  const all = near.filter((one) => one === way).length
  const times = Math.floor(total / near.length) * all + before
  const slot = before + Math.floor(turn / near.length) * all
  const forms = formsOf(way, source, field, slot, times).map((misses) =>
    way === 'word' && near.includes('nothing') ? misses.filter(isNoNothing) : misses,
  )
  const form = turnOf(times, forms.length)
  const misses = forms[form] ?? []
  return misses[turnOf(Math.floor(times / forms.length) + form + near.indexOf(way), misses.length)]
}

const isNoNothing = (value: string): boolean => nothings.every((one) => one !== value)

/**
 * What comes near to listed values and is not listed, a list for each form of the way: of the values that
 * meet all strata, or, where none of them has the form, of any.
 * @param slot how often this seed's cases went the way before
 * @param times how often it did so since the first seed
 */
function formsOf(
  way: NearMiss,
  source: Source,
  field: Field,
  slot = 0,
  times = 0,
): readonly (readonly string[])[] {
  const isUnknown = unknownTo(source, field, isRespelling(way))
  if (way === 'fresh') return []
  if (way === 'word') return [words.filter(isUnknown)]
  if (way === 'nothing') return [nothings.filter(isUnknown)]
  if (way === 'other') return [otherValues(source, field, slot).filter(isUnknown)]
  const { values, cover } = tellingOrder(surveyed(source.account, field), 0)
  const byModel = values.slice(0, models).map((value, place) => {
    if (way === 'joined') return joined(source.contract, value, values[place + 1])
    if (way !== 'wildcard') return missesOf(value, way)
    const { sql, expression } = patternsOf(value)
    return slot % 2 === 1 ? [expression] : [sql[turnOf(times, 2)] ?? '']
  })
  const count = Math.max(0, ...byModel.map(({ length }) => length))
  const forms = Array.from({ length: count }, (_, form) => {
    const misses = byModel.map((all) => all[form] ?? '')
    const telling = misses.slice(0, cover).filter(isUnknown)
    return telling.length > 0 ? telling : misses.slice(cover).filter(isUnknown)
  })
  const open = forms.filter((misses) => misses.length > 0)
  const isOffered = open.length > 0 || !offered.includes(way)
  return isOffered ? open : formsOf('joined', source, field, slot, times)
}

/** Ways that only some values offer; what any two offer stands in for them. */
const offered: readonly NearMiss[] = ['unaccented', 'slug', 'leading-number']

/** Two values in one, as where a page takes a list; not as this page does. */
function joined(contract: Contract, value: string, other: string | undefined): string[] {
  const lists = separatorsOf(contract, 'join')
  return other === undefined
    ? []
    : ['|', ','].filter((by) => !lists.has(by)).map((by) => value + by + other)
}

/** What a contract joins the values of a list with. */
const separatorsOf = remembered(({ behaviors }: Contract, kind: 'join') => {
  const queries = behaviors.flatMap((one) => (one.kind === 'active' ? one.request.queries : []))
  const templates = queries.flatMap((query) => query.map(([, template]) => template))
  return new Set(templates.flatMap((one) => (one.kind === kind ? [one.by] : [])))
})

/**
 * What the same instances hold elsewhere, where no filter may look: their ids, then one field after
 * the other, but for secrets.
 */
function otherValues({ account, contract }: Source, field: Field, times: number): string[] {
  const { id, fields } = contract.listing
  const others = [...fields.values()].filter(
    ({ name, pointer }) =>
      name !== field.name &&
      pointer !== id &&
      !contract.secrets.includes(tokens(pointer).at(-1) ?? ''),
  )
  const places = [...(field.pointer === id ? [] : [null]), ...others]
  const place = places[times % places.length]
  return account.instances.slice(0, models).flatMap(({ item, values }) => {
    const value = place ? values.get(place.name) : valueAt(item, id)
    return typeof value === 'string' ? [value] : []
  })
}
