import type { Account } from '../../model/account.ts'
import type { Field } from '../../model/contract.ts'
import { lacking } from './generator.ts'
import type { Drawn, Source } from './generator.ts'
import { remembered } from './remembered.ts'
import { surveyOf, tellingOrder } from './strata.ts'

/** Different values of a field that a request can carry, in the order of the listing. */
export const usableValues = remembered((account: Account, field: Field): readonly string[] => {
  const values = account.instances.map((instance) => instance.values.get(field.name) ?? '')
  return [...new Set(values)].filter((value) => isUsable(value, field))
})

/** The strata of a field's usable values. */
export const surveyed = remembered((account: Account, field: Field) =>
  surveyOf(usableValues(account, field), account.instances, ({ values }) => values.get(field.name)),
)

/** A field's usable values, the most telling first. */
export function orderedValues({ account, seed }: Source, field: Field): readonly string[] {
  return tellingOrder(surveyed(account, field), seed).values
}

/** No instance has a value of the field that a request can carry. */
export function lackingField({ pointer }: Field): Drawn {
  return lacking(`an instance whose ${pointer} can be asked for`)
}

/** Longest value that is asked for, in characters; several of them have to fit into one URL. */
const longest = 500

/** Whether a request can carry the value. */
export function isUsable(value: string, field: Field): boolean {
  if (value === '' || value.length > longest) return false
  return value.isWellFormed() && !(field.unless?.test(value) ?? false)
}
