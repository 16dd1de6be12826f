import type { ActiveBehavior, Generator } from '../model/contract.ts'
import type { World } from '../checks/world.ts'
import type { Values } from '../values/value.ts'

/**
 * Whether the account moved away from under a case: a value that was drawn as known is no longer
 * that of an instance that is always there, or one drawn as unknown has come to exist.
 */
export function isMoot(behavior: ActiveBehavior, values: Values, world: World): boolean {
  if (!world.moves) return false
  return [...behavior.forAll].some(([name, generator]) => {
    const drawn = values[name]
    const texts =
      typeof drawn === 'string' ? [drawn] : Array.isArray(drawn) ? (drawn as string[]) : []
    return texts.some((text) => isGone(generator, text, world))
  })
}

function isGone({ kind, argument }: Generator, text: string, world: World): boolean {
  const field = String(argument)
  switch (kind) {
    case 'one':
    case 'some':
      return world.everHad(field, text) && !isHeld(field, text, world)
    case 'unknown':
      return world.everHad(field, text)
    default:
      return false
  }
}

function isHeld(field: string, text: string, world: World): boolean {
  return world.settled.some(({ identity }) => world.steady(identity ?? '', field) === text)
}
