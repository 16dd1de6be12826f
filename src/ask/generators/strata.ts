import type { Instance } from '../../model/account.ts'
import { remembered } from './remembered.ts'

/** Values that have something in common which others lack, as places in the survey's values. */
export interface Stratum {
  members: ReadonlySet<number>
  /** It comes before those that are not: a state tells more than a switch that is on. */
  isTelling: boolean
}

/** Different values, and the strata that they fall into. */
export interface Survey {
  values: readonly string[]
  strata: readonly Stratum[]
}

/** How many values are compared with each other; beyond that the first ones and the last stand for all. */
const compared = 300

/** How many values a member may have that counts as an enumeration, written down or not. */
const mostKinds = 8

/** What a state is called, and a person is not. */
const word = /^[A-Za-z][\w-]*$/

/** How many members of an instance are looked at, and how deep. */
const mostMembers = 200
const deepest = 3

/** What makes a value hard to ask for, or to compare. */
const oddities = [/\s/, /[^ -~]/, /[^\p{L}\p{N}\s.-]/u, /\p{Lu}/u, /^\d+$/, /[%_*?^$|\\()[\]{}]/]

/** A value with the instance that holds it. */
interface Holder {
  place: number
  item: unknown
}

/**
 * The strata of values: the ends of the listing, values that several instances share, the longest, odd
 * ones, those that a sloppy match confuses with another, and what the instances that hold them show in
 * members of few values.
 * @param values different ones, in the order of the listing
 * @param read what an instance holds of the values
 */
export function surveyOf(
  values: readonly string[],
  instances: readonly Instance[],
  read: (instance: Instance) => unknown,
): Survey {
  const known =
    values.length > compared ? [...values.slice(0, compared), ...values.slice(-1)] : values
  const places = new Map<unknown, number>(known.map((value, place) => [value, place]))
  const holders = instances.flatMap((instance) => {
    const place = places.get(read(instance))
    return place === undefined ? [] : [{ place, item: instance.item }]
  })
  const telling = [
    [0],
    [known.length - 1],
    ...sharedBy(holders).map((place) => [place]),
    ...kindsOf(known),
  ].map((members) => ({ members: new Set(members), isTelling: true }))
  const strata = different([...telling, ...memberStrata(holders)])
  return { values, strata: strata.filter(({ members }) => members.size < known.length) }
}

function sharedBy(holders: readonly Holder[]): number[] {
  const seen = new Set<number>()
  return [
    ...new Set(holders.flatMap(({ place }) => (seen.size < seen.add(place).size ? [] : [place]))),
  ]
}

/** Values by what they are themselves. */
function kindsOf(values: readonly string[]): number[][] {
  const longest = Math.max(...values.map(({ length }) => length))
  const lower = values.map((value) => value.toLowerCase())
  const confusable = [
    (value: string, other: string) => other === value,
    (value: string, other: string) => other !== value && other.startsWith(value),
    (value: string, other: string) => other !== value && other.endsWith(value),
    (value: string, other: string) => other.slice(1, -1).includes(value),
  ].map((isTaken) => (value: string, place: number) => {
    const own = value.toLowerCase()
    return lower.some((other, at) => at !== place && isTaken(own, other))
  })
  const tests = [
    (value: string) => value.length === longest,
    ...oddities.map((form) => (value: string) => form.test(value)),
    ...confusable,
  ]
  return tests.map((test) => [...values.keys()].filter((place) => test(values[place] ?? '', place)))
}

/** A stratum for each value of a member that has few, and for having a member at all. */
function memberStrata(holders: readonly Holder[]): Stratum[] {
  const members = new Map<string, Map<unknown, Set<number>>>()
  const counts = new Map<string, number>()
  for (const { place, item } of holders) {
    for (const [pointer, value] of scalarsIn(item)) {
      const places = members.get(pointer) ?? new Map<unknown, Set<number>>()
      members.set(pointer, places.set(value, (places.get(value) ?? new Set()).add(place)))
      counts.set(pointer, (counts.get(pointer) ?? 0) + 1)
    }
  }
  const all = new Set(holders.map(({ place }) => place))
  return [...members].flatMap(([pointer, places]) => {
    const isFew = places.size <= mostKinds && places.size < holders.length
    const isTelling =
      counts.get(pointer) === holders.length &&
      [...places.keys()].every((value) => typeof value === 'string' && word.test(value))
    const kinds = isFew ? [...places.values()].map((one) => ({ members: one, isTelling })) : []
    return [...kinds, ...presence(places, all)]
  })
}

/** Who has something of a member, and who has nothing of it. */
function presence(
  places: ReadonlyMap<unknown, ReadonlySet<number>>,
  all: ReadonlySet<number>,
): Stratum[] {
  const shown = new Set([...places].flatMap(([value, some]) => (value === null ? [] : [...some])))
  const lacking = new Set([...all].filter((place) => !shown.has(place)))
  return [shown, lacking].map((members) => ({ members, isTelling: false }))
}

/** Texts, numbers, booleans and nulls of an item with their pointers, as many as are looked at. */
function scalarsIn(item: unknown): [pointer: string, value: unknown][] {
  const found: [string, unknown][] = []
  const open: [string, unknown, number][] = [['', item, 0]]
  for (let one = open.shift(); one && found.length < mostMembers; one = open.shift()) {
    const [pointer, value, depth] = one
    if (typeof value !== 'object' || value === null) found.push([pointer, value])
    else if (!Array.isArray(value) && depth < deepest)
      for (const [key, inner] of Object.entries(value).slice(0, mostMembers))
        open.push([`${pointer}/${key}`, inner, depth + 1])
  }
  return found
}

/** Strata of the same members are one; none is empty. */
function different(strata: readonly Stratum[]): Stratum[] {
  const found = new Map<string, Stratum>()
  for (const { members, isTelling } of strata) {
    const key = [...members].sort((a, b) => a - b).join()
    if (key !== '')
      found.set(key, { members, isTelling: isTelling || found.get(key)?.isTelling === true })
  }
  return [...found.values()]
}

/** The values in the order of asking, and how many of them it takes to meet every stratum. */
export interface Order {
  values: readonly string[]
  cover: number
}

/**
 * The values in the order in which they tell most. Each is of the strata not yet met, telling ones before
 * others, of as many as any; where all are met, chance goes on. The seed decides between equals, and which
 * telling stratum is the first.
 */
export const tellingOrder = remembered(({ values, strata }: Survey, seed: number): Order => {
  const chance = shuffled(values.length, seed)
  const telling = strata.filter(({ isTelling }) => isTelling)
  const chosen = new Set<number>()
  let unmet = strata
  let open = telling[turnOf(seed, telling.length)]?.members
  while (unmet.length > 0) {
    const next = richest(unmet, chance, open)
    chosen.add(next)
    unmet = unmet.filter(({ members }) => !members.has(next))
    open = undefined
  }
  const order = [...chosen, ...chance.filter((place) => !chosen.has(place))]
  return { values: order.map((place) => values[place] ?? ''), cover: chosen.size }
})

/** The places of a list in an order by chance. fast-check's arbitraries take seconds for 10,000 of them. */
function shuffled(length: number, seed: number): number[] {
  const places = Array.from({ length }, (_, place) => place)
  let state = seed
  for (let last = length - 1; last > 0; last--) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5
    const other = ((state ^ (state >>> 12)) >>> 0) % (last + 1)
    const [one = 0, two = 0] = [places[last], places[other]]
    places[last] = two
    places[other] = one
  }
  return places
}

/** More than a value can have of strata that are not telling. */
const tellingWeight = 1000

/** The first by chance of those that are in most strata; a stratum counts the more the fewer are in it. */
function richest(
  strata: readonly Stratum[],
  chance: readonly number[],
  open?: ReadonlySet<number>,
): number {
  const scores = new Map<number, number>()
  for (const { members, isTelling } of strata)
    for (const place of members)
      scores.set(
        place,
        (scores.get(place) ?? 0) + (isTelling ? tellingWeight : 1) * (1 + 1 / members.size),
      )
  const scored = chance.filter((place) => scores.has(place) && (open?.has(place) ?? true))
  return scored.reduce((best, place) =>
    (scores.get(place) ?? 0) > (scores.get(best) ?? 0) ? place : best,
  )
}

/** The number as a place in a list of the length, going around it as often as needed, backwards too. */
export function turnOf(number: number, length: number): number {
  return length === 0 ? 0 : ((number % length) + length) % length
}
