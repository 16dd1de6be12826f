import fc from 'fast-check'
import type { Account } from '../../model/account.ts'
import type { Field } from '../../model/contract.ts'
import { lacking } from './generator.ts'
import type { Drawn } from './generator.ts'

const usable = new WeakMap<Account, Map<Field, readonly string[]>>()

/** Different values of a field that a request can carry, in the order of the listing. */
export function usableValues(account: Account, field: Field): readonly string[] {
  const known = usable.get(account) ?? new Map<Field, readonly string[]>()
  usable.set(account, known)
  const values = known.get(field) ?? findUsable(account, field)
  known.set(field, values)
  return values
}

function findUsable(account: Account, field: Field): string[] {
  const values = account.instances.map((instance) => instance.values.get(field.name) ?? '')
  return [...new Set(values)].filter((value) => isUsable(value, field))
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>()

/** As {@link usableValues}, to look values up. */
export function usableSet(account: Account, field: Field): ReadonlySet<string> {
  const values = usableValues(account, field)
  const set = sets.get(values) ?? new Set(values)
  sets.set(values, set)
  return set
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

/** How many values are compared with each other; beyond that the first ones stand for all. */
const compared = 300

const ordered = new WeakMap<readonly string[], Map<number, readonly string[]>>()

/**
 * Values in the order in which they tell most: the last and the first of the listing, some with
 * spaces or letters beyond ASCII, those that a sloppy match confuses with another, then the others,
 * shuffled.
 */
export function tellingOrder(values: readonly string[], seed: number): readonly string[] {
  const known = ordered.get(values) ?? new Map<number, readonly string[]>()
  ordered.set(values, known)
  const order = known.get(seed) ?? findOrder(values, seed)
  known.set(seed, order)
  return order
}

function findOrder(values: readonly string[], seed: number): string[] {
  const ends = [values.at(-1), values[0]].filter((value) => value !== undefined)
  const unusual = values.filter((value) => !/^[\w.-]+$/.test(value)).slice(0, 2)
  const confusable = values.slice(0, compared).filter((value) => isConfusable(value, values))
  const [shuffled = []] = fc.sample(
    fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length }),
    { seed, numRuns: 1 },
  )
  const alternating = confusable.flatMap((value, index) => [value, shuffled[index] ?? value])
  return [...new Set([...ends, ...unusual, ...alternating, ...shuffled])]
}

function isConfusable(value: string, values: readonly string[]): boolean {
  const lower = value.toLowerCase()
  return values
    .slice(0, compared)
    .some((other) => other !== value && other.toLowerCase().includes(lower))
}
