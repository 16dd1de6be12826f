import fc from 'fast-check'
import type { Field } from '../../model/contract.ts'
import { lacking } from './generator.ts'
import type { Drawn, Source } from './generator.ts'
import { lackingField, orderedValues } from './usable-values.ts'
import { Shortening } from './shortening.ts'
import { turnOf } from './strata.ts'

/** A value that the listing holds; another one for each case, as long as there are any. */
export function one(source: Source, field: Field): Drawn {
  const values = orderedValues(source, field)
  const value = values[source.index % values.length]
  if (value === undefined) return lackingField(field)
  return { ok: true, arbitrary: fc.constant(value), size: values.length }
}

/**
 * Several different values that the listing holds. Case after case goes on where the one before ended, so
 * that together they have all; how many there are changes from case to case, and begins anew with the seed.
 */
export function some(source: Source, field: Field, min: number, max: number): Drawn {
  const values = orderedValues(source, field)
  const most = Math.min(max, values.length)
  if (most < min) return lackingField(field)
  const sizes = Array.from({ length: source.index + 1 }, (_, index) =>
    sizeAt(index, source.seed, min, most),
  )
  const size = sizes.at(-1) ?? min
  const begin = sizes.reduce((sum, one) => sum + one, -size)
  const chosen = Array.from(
    { length: size },
    (_, offset) => values[(begin + offset) % values.length] ?? '',
  )
  const shuffled = fc.shuffledSubarray(chosen, { minLength: size, maxLength: size })
  return { ok: true, arbitrary: new Shortening(shuffled, min), size: Infinity }
}

/** Each size once in a round, and each round from the next one on, as no other count goes round. */
function sizeAt(index: number, seed: number, min: number, max: number): number {
  const sizes = max - min + 1
  return min + turnOf(index + Math.floor(index / sizes) + seed, sizes)
}

/** No more than a URL can carry anywhere. */
const mostValues = 40
const mostCharacters = 1500

/** All values that the listing holds but for one, so that something is left out. */
export function most(source: Source, field: Field): Drawn {
  const values = orderedValues(source, field)
  const chosen: string[] = []
  let characters = 0
  for (const value of values.slice(0, -1)) {
    characters += encodeURIComponent(value).length + 1
    if (chosen.length === mostValues || characters > mostCharacters) break
    chosen.push(value)
  }
  if (chosen.length === 0) return lacking('2 instances')
  return { ok: true, arbitrary: new Shortening(fc.constant(chosen), 1), size: 1 }
}
