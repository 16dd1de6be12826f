import { noteDistinct } from '../contract/duplicates.ts'
import { reader } from '../contract/pointer.ts'
import type { Instance } from '../model/account.ts'
import { sourceOf } from './listing.ts'

const known = new WeakMap<readonly Instance[], ReadonlyMap<string, Instance>>()

/** The first instance of each identity; of a list, found once. */
export function byIdentity(instances: readonly Instance[]): ReadonlyMap<string, Instance> {
  const before = known.get(instances)
  if (before) return before
  const found = distinct(instances)
  known.set(instances, found)
  if (found.size === instances.length) noteDistinctIds(instances)
  return found
}

/** Where all instances differ, and each is known by its id, no two ids are equal: nobody need look again. */
function noteDistinctIds(instances: readonly Instance[]): void {
  const source = sourceOf(instances)
  if (source === null) return
  const read = reader(source.id)
  if (instances.every(({ identity, item }) => read(item) === identity))
    noteDistinct(source.items, source.id)
}

function distinct(instances: readonly Instance[]): Map<string, Instance> {
  const last = new Map<string, Instance>()
  let named = 0
  for (const instance of instances) {
    if (instance.identity === null) continue
    named++
    last.set(instance.identity, instance)
  }
  // Nearly always: to look before each is entered would take as long again.
  if (last.size === named) return last
  const first = new Map<string, Instance>()
  for (const instance of instances) {
    const { identity } = instance
    if (identity !== null && !first.has(identity)) first.set(identity, instance)
  }
  return first
}
