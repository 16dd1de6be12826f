import fc from 'fast-check'
import type { Field } from '../../model/contract.ts'
import { ownerOf, credential } from './credential.ts'
import { lacking } from './generator.ts'
import type { Drawn, Source } from './generator.ts'
import { lackingField, tellingOrder, usableValues } from './usable-values.ts'
import { Shortening } from './shortening.ts'
import { ofKind } from './value.ts'

/** A value that the listing holds; another one for each case, as long as there are any. */
export function one(source: Source, field: Field): Drawn {
  const values = tellingOrder(usableValues(source.account, field), source.seed)
  const value = values[source.index % values.length]
  if (value === undefined) return lackingField(field)
  return { ok: true, arbitrary: fc.constant(value), size: values.length }
}

/** What another variable of the same case is drawn from. */
export interface Taken {
  field: Field
  drawn: Drawn
}

/** A value of another instance than those that have what is taken. */
export function oneApartFrom(source: Source, field: Field, taken: Taken): Drawn {
  if (!taken.drawn.ok) return taken.drawn
  const [value] = fc.sample(taken.drawn.arbitrary, { numRuns: 1, seed: 0 })
  const text = typeof value === 'string' ? value : ''
  const apart = source.account.instances.filter(
    ({ values }) => !(values.get(taken.field.name) ?? '').includes(text),
  )
  const rest = { ...source, account: { ...source.account, instances: apart } }
  const found = one(rest, field)
  return found.ok ? found : lacking('2 instances')
}

/** A value of the instance that carries the credential of the same case; of any, where none is shown. */
export function oneOf(source: Source, field: Field, role: string): Drawn {
  const drawn = credential({ ...source, index: source.caseIndex }, role)
  if (!drawn.ok) return drawn
  const [value] = fc.sample(drawn.arbitrary, { numRuns: 1, seed: 0 })
  const secret = ofKind(value, 'credential')?.credential.secret ?? ''
  const carrier = ownerOf(secret, role, source)
  if (!carrier) return one(source, field)
  return one({ ...source, account: { ...source.account, instances: [carrier] } }, field)
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
