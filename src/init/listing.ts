import { membersOf, plainType, unwrapped } from './members.ts'
import type { Member } from './members.ts'
import type { Part } from './openapi.ts'

/** An array of objects in the answer. */
export interface List {
  /** Names of the members that lead to it; empty for a bare array. */
  path: readonly string[]
  /** The objects around it, the answer itself first. */
  around: readonly Part[]
  schema: Part
  item: Part
  members: readonly Member[]
}

/** How deep in the answer an array is looked for. */
const deepest = 4

/** Every array of objects in an answer, the least deep first. */
export function listsIn(schema: Part): List[] {
  return search(schema, [], []).sort((a, b) => a.path.length - b.path.length)
}

function search(schema: Part, path: readonly string[], around: readonly Part[]): List[] {
  const inner = unwrapped(schema)
  const item = inner.get('items')
  if (item && plainType(inner) !== 'object') {
    const members = membersOf(item)
    const isObject = members.length > 0 || plainType(item) === 'object'
    return isObject ? [{ path, around, schema, item, members }] : []
  }
  if (path.length >= deepest || around.some(({ value }) => value === inner.value)) return []
  const branches = ['oneOf', 'anyOf'].flatMap((word) => inner.get(word)?.entries ?? [])
  const [branch] = branches.map((one) => search(one, path, around)).filter((one) => one.length > 0)
  return (
    branch ??
    membersOf(inner).flatMap(({ name, schema: member }) =>
      search(member, [...path, name], [...around, inner]),
    )
  )
}

const names = /^(?:instances?|sessions?|devices?|data|items?|results?|records?|list|rows|content)$/i

/** The list that is most likely meant: the least deep, then one with a telling name, then the one with most members. */
export function likeliestList([first, ...more]: readonly List[]): List | null {
  if (!first) return null
  return [first, ...more].reduce((best, list) => (rank(list) > rank(best) ? list : best))
}

function rank({ path, members }: List): number {
  const hasName = names.test(path.at(-1) ?? '')
  return (deepest - path.length) * 2000 + (hasName ? 1000 : 0) + Math.min(members.length, 999)
}

/** What most likely tells instances apart, or null where no member looks like it. */
export function likeliestId(members: readonly Member[]): Member | null {
  const scalar = members.filter(({ schema }) =>
    ['string', 'integer', null].includes(plainType(schema)),
  )
  const orders = [
    /^_?id$/i,
    /^u?uid$/i,
    /^(?:instance|session|device)_?(?:u?id|key)$/i,
    /id$/i,
    /name$/i,
  ]
  const found = orders.flatMap((order) => scalar.find(({ name }) => order.test(name)) ?? [])
  return found[0] ?? scalar[0] ?? null
}

/** What people call an instance by, or null. */
export function likeliestLabel(members: readonly Member[]): Member | null {
  const texts = members.filter(({ schema }) => ['string', null].includes(plainType(schema)))
  const orders = [
    /^name$/i,
    /^(?:instance|session|device)_?name$/i,
    /^(?:label|title|alias)$/i,
    /^display_?name$/i,
  ]
  const found = orders.flatMap((order) => texts.find(({ name }) => order.test(name)) ?? [])
  return found[0] ?? null
}
