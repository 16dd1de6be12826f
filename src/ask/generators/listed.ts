import fc from 'fast-check'
import type { Field } from '../../model/contract.ts'
import { lacking } from './generator.ts'
import type { Drawn, Source } from './generator.ts'
import { lackingField, tellingOrder, usableValues } from './usable-values.ts'
import { Shortening } from './shortening.ts'

/** A value that the listing holds; another one for each case, as long as there are any. */
export function one(source: Source, field: Field): Drawn {
  const values = tellingOrder(usableValues(source.account, field), source.seed)
  const value = values[source.index % values.length]
  if (value === undefined) return lackingField(field)
  return { ok: true, arbitrary: fc.constant(value), size: values.length }
}

/** Several different values that the listing holds; how many changes from case to case. */
export function some(source: Source, field: Field, min: number, max: number): Drawn {
  const values = tellingOrder(usableValues(source.account, field), source.seed).slice(0, 50)
  const most = Math.min(max, values.length)
  if (most < min) return lackingField(field)
  const size = Math.min(most, min + 1 + (source.index % Math.max(1, max - min)))
  return {
    ok: true,
    arbitrary: fc.shuffledSubarray(values, { minLength: Math.min(min, size), maxLength: size }),
    size: Infinity,
  }
}

/** No more than a URL can carry anywhere. */
const mostValues = 40
const mostCharacters = 1500

/** All values that the listing holds but for one, so that something is left out. */
export function most(source: Source, field: Field): Drawn {
  const values = tellingOrder(usableValues(source.account, field), source.seed)
  const chosen: string[] = []
  let characters = 0
  for (const value of values.slice(1)) {
    characters += encodeURIComponent(value).length + 1
    if (chosen.length === mostValues || characters > mostCharacters) break
    chosen.push(value)
  }
  if (chosen.length === 0) return lacking('2 instances')
  return { ok: true, arbitrary: new Shortening(fc.constant(chosen), 1), size: 1 }
}
