import fc from 'fast-check'
import type { Account } from '../../model/account.ts'
import type { Field } from '../../model/contract.ts'
import { lacking } from './generator.ts'
import type { Drawn } from './generator.ts'

/** A function of two values that computes each result once, for as long as the first value lives. */
function remembered<K extends object, A, V>(find: (key: K, arg: A) => V): (key: K, arg: A) => V {
  const all = new WeakMap<K, Map<A, V>>()
  return (key, arg) => {
    const known = all.get(key) ?? new Map<A, V>()
    all.set(key, known)
    const value = known.get(arg) ?? find(key, arg)
    known.set(arg, value)
    return value
  }
}

/** Different values of a field that a request can carry, in the order of the listing. */
export const usableValues = remembered((account: Account, field: Field): readonly string[] => {
  const values = account.instances.map((instance) => instance.values.get(field.name) ?? '')
  return [...new Set(values)].filter((value) => isUsable(value, field))
})

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

/** How many values are compared with each other; beyond that the first ones stand for all. */
const compared = 300

/**
 * Values in the order in which they tell most: the last and the first of the listing, some with
 * spaces or letters beyond ASCII, those that a sloppy match confuses with another, then the others,
 * shuffled.
 */
export const tellingOrder = remembered((values: readonly string[], seed: number) => {
  const ends = [values.at(-1), values[0]].filter((value) => value !== undefined)
  const unusual = values.filter((value) => !/^[\w.-]+$/.test(value)).slice(0, 2)
  const confusable = values.slice(0, compared).filter((value) => isConfusable(value, values))
  const [shuffled = []] = fc.sample(
    fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length }),
    { seed, numRuns: 1 },
  )
  const alternating = confusable.flatMap((value, index) => [value, shuffled[index] ?? value])
  return [...new Set([...ends, ...unusual, ...alternating, ...shuffled])]
})

function isConfusable(value: string, values: readonly string[]): boolean {
  const lower = value.toLowerCase()
  return values
    .slice(0, compared)
    .some((other) => other !== value && other.toLowerCase().includes(lower))
}
