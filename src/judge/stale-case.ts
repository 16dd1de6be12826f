import type { ActiveBehavior, Generator } from '../model/contract.ts'
import type { Timeline } from './instances/timeline.ts'
import type { Value, Values } from '../ask/generators/value.ts'

/**
 * Whether the account moved away from under a case: a value or a credential that was drawn as known
 * is no longer that of an instance that is always there, or one drawn as unknown has come to exist.
 */
export function isStale(behavior: ActiveBehavior, values: Values, timeline: Timeline): boolean {
  if (!timeline.moves) return false
  return [...behavior.forAll].some(([name, generator]) => isGone(generator, values[name], timeline))
}

function isGone(
  { kind, argument }: Generator,
  value: Value | undefined,
  timeline: Timeline,
): boolean {
  const field = String(argument)
  switch (kind) {
    case 'one':
    case 'some':
    case 'most':
      return textsOf(value).some((text) => timeline.hasLost(field, text))
    case 'unknown':
      return textsOf(value).some((text) => timeline.everHad(field, text))
    case 'credential':
      return textsOf(value).some((secret) =>
        timeline.fields.some((one) => timeline.hasLost(one, secret)),
      )
    default:
      return false
  }
}

/** The texts that a drawn value puts into a request. */
export function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [value]
  if (!('kind' in value)) return value
  return value.kind === 'credential' ? [value.credential.secret] : []
}
