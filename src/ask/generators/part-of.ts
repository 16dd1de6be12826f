import fc from 'fast-check'
import type { Field } from '../../model/contract.ts'
import { orderedValues } from './usable-values.ts'
import { lacking } from './generator.ts'
import type { Drawn, Source } from './generator.ts'

/** How many values parts are taken from. */
const models = 60

/**
 * A true inner substring of a value: neither its beginning nor its end. Plain letters and digits
 * where the value has such a part, because `%` and `_` mean something else to many databases. One
 * case in eight asks for a single character.
 */
export function partOf(source: Source, field: Field): Drawn {
  const values = orderedValues(source, field)
  const isShort = source.index % 8 === 7
  const parts = values
    .slice(0, models)
    .map((value) => innerParts(value, isShort ? 1 : 12))
    .filter((found) => found.length > 0)
  const chosen = parts[source.index % parts.length]
  if (chosen === undefined)
    return lacking(`an instance whose ${field.pointer} has three characters or more`)
  return { ok: true, arbitrary: fc.constantFrom(...chosen), size: Infinity }
}

/**
 * Inner parts of two characters or more, or of one where the value has no longer ones.
 * @param longest in characters
 */
export function innerParts(value: string, longest = 12): string[] {
  const points = Array.from(value)
  const parts: string[] = []
  for (let start = 1; start < points.length - 1; start++) {
    for (let end = start + 1; end < points.length && end - start <= longest; end++) {
      parts.push(points.slice(start, end).join(''))
    }
  }
  const trimmed = parts.filter((part) => part === part.trim())
  const plain = trimmed.filter((part) => /^[\p{L}\p{N}]+$/u.test(part))
  const usable = plain.length > 0 ? plain : trimmed
  const long = usable.filter((part) => part.length > 1)
  return long.length > 0 ? long : usable
}
