import fc from 'fast-check'
import type { Field } from '../../model/contract.ts'
import { tellingOrder, usableValues } from './known.ts'
import { Shortening } from './shortening.ts'
import { lacking } from './generator.ts'
import type { Drawn, Source } from './generator.ts'

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
