import type { Behavior, ItemGroup, Shape } from '../model/contract.ts'
import { conjunction } from './conjunction.ts'
import type { Validator } from './validator.ts'

/** Puts the behaviors on every item together whose condition is the same. */
export function compileItemGroups(
  behaviors: readonly Behavior[],
  validator: Validator,
): ItemGroup[] {
  const groups = new Map<
    string,
    { when: Shape | null; behaviors: ItemGroup['behaviors'][number][] }
  >()
  for (const behavior of behaviors) {
    if (behavior.kind !== 'passive' || behavior.on !== 'every-item') continue
    const { shape: when } = behavior.when
    const key = JSON.stringify([when?.schema, when?.optional])
    const group = groups.get(key) ?? { when, behaviors: [] }
    const shapes = behavior.expect.flatMap(({ item }) => item ?? [])
    group.behaviors.push({ id: behavior.id, shapes })
    groups.set(key, group)
  }
  return [...groups.values()].map((group) => {
    const schemas = group.behaviors.flatMap(({ shapes }) => shapes.map(({ schema }) => schema))
    const compiled = validator.compile(conjunction(schemas))
    return {
      ...group,
      get fits() {
        return compiled.fits
      },
    }
  })
}
