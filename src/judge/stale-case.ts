import type { ActiveBehavior, Generator } from '../model/contract.ts'
import type { World } from './instances/timeline.ts'
import type { Value, Values } from '../ask/generators/value.ts'

/**
 * Whether the account moved away from under a case: a value or a credential that was drawn as known
 * is no longer that of an instance that is always there, or one drawn as unknown has come to exist.
 */
export function isMoot(behavior: ActiveBehavior, values: Values, world: World): boolean {
  if (!world.moves) return false
  return [...behavior.forAll].some(([name, generator]) => isGone(generator, values[name], world))
}

function isGone({ kind, argument }: Generator, value: Value | undefined, world: World): boolean {
  const field = String(argument)
  switch (kind) {
    case 'one':
    case 'some':
    case 'most':
      return textsOf(value).some((text) => world.hasLost(field, text))
    case 'unknown':
      return textsOf(value).some((text) => world.everHad(field, text))
    case 'credential':
      return textsOf(value).some((secret) => world.fields.some((one) => world.hasLost(one, secret)))
    default:
      return false
  }
}

/** The texts that a drawn value puts into a request. */
export function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [value]
  if (!('kind' in value)) return value
  return value.kind === 'held' ? [value.holder.secret] : []
}
