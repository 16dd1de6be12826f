import fc from 'fast-check'
import type { Field } from '../../model/contract.ts'
import { tokens, valueAt } from '../../contract/pointer.ts'
import { Shortening } from './shortening.ts'
import { isUsable, lackingField, usableValues } from './usable-values.ts'
import { missesOf, nearMisses, onlyPassing, passing, patternsOf, sameShape } from './near-miss.ts'
import type { NearMiss } from './near-miss.ts'
import type { Drawn, Source } from './generator.ts'

/** How many values of the listing near misses are made of. */
const models = 50

/**
 * A value that the listing does not hold. The ways of coming close to one that it does hold take
 * turns; where a way leads nowhere (no letters to change the case of), a fresh value stands in.
 */
export function unknown(
  source: Source,
  field: Field,
  near: readonly NearMiss[] = nearMisses,
): Drawn {
  return (
    lackOf(source, field, near) ?? {
      ok: true,
      arbitrary: unknownOf(source, field, near, source.index),
      size: Infinity,
    }
  )
}

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
  const known = usableValues(source.account, field).slice(0, models)
  const taken = new Set<string>()
  for (const value of values) {
    const isNew = (one: string): boolean => !taken.has(one) && isUnknown(one)
    const others = isNew(value) ? [] : near.flatMap((way) => missesBy(way, known, source, field))
    taken.add(others.find(isNew) ?? passing(value, isNew))
  }
  return [...taken]
}

function unknownTo({ account }: Source, field: Field): (value: string) => boolean {
  const held = new Set(usableValues(account, field))
  return (value) => !held.has(value) && isUsable(value, field) && value === value.trim()
}

/** A value that only comes near to a known one needs one; a fresh one needs at least its shape. */
function lackOf({ account }: Source, field: Field, near: readonly NearMiss[]): Drawn | null {
  if (usableValues(account, field).length > 0) return null
  return near.includes('fresh') && field.example !== null ? null : lackingField(field)
}

function unknownOf(
  source: Source,
  field: Field,
  near: readonly NearMiss[],
  turn: number,
): fc.Arbitrary<string> {
  const values = usableValues(source.account, field).slice(0, models)
  const isUnknown = unknownTo(source, field)
  const way = near[turn % near.length] ?? 'fresh'
  const misses = missesBy(way, values, source, field, timesBefore(near, turn)).filter(isUnknown)
  if (misses.length > 0) return fc.constantFrom(...new Set(misses))
  const shapes = values.length > 0 ? values : [field.example ?? '']
  return onlyPassing(fc.constantFrom(...shapes).chain(sameShape), isUnknown)
}

/** How often the way of a turn had its turn before. */
function timesBefore(near: readonly NearMiss[], turn: number): number {
  const way = near[turn % near.length]
  const ofRound = (ways: readonly NearMiss[]): number => ways.filter((one) => one === way).length
  const rounds = Math.floor(turn / near.length)
  return rounds * ofRound(near) + ofRound(near.slice(0, turn % near.length))
}

/** @param times how often the way was gone before */
function missesBy(
  way: NearMiss,
  values: readonly string[],
  source: Source,
  field: Field,
  times = 0,
): string[] {
  if (way === 'fresh') return []
  if (way === 'other') return otherValues(source, field, times)
  if (way === 'wildcard') return values.flatMap((value) => patternsOf(value)[times % 3] ?? [])
  return values.flatMap((value) => missesOf(value, way))
}

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
