import type { Instance } from '../../model/account.ts'

const known = new WeakMap<readonly Instance[], ReadonlyMap<string, Instance>>()

/** The first instance of each identity; of a list, found once. */
export function byIdentity(instances: readonly Instance[]): ReadonlyMap<string, Instance> {
  const before = known.get(instances)
  if (before) return before
  const found = new Map<string, Instance>()
  for (const instance of instances) {
    const { identity } = instance
    if (identity !== null && !found.has(identity)) found.set(identity, instance)
  }
  known.set(instances, found)
  return found
}
