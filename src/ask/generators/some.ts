import fc from 'fast-check'
import type { Field } from '../../model/contract.ts'
import { lackingField, tellingOrder, usableValues } from './known.ts'
import type { Drawn, Source } from './generator.ts'

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
