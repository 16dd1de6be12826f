import { membersOf, plainType, unwrapped } from './members.ts'
import type { Member } from './members.ts'
import { isPersonalName, isSecretName } from './names.ts'
import type { Part } from './openapi.ts'

/** Names of members that must not be shown. */
export interface Masked {
  secrets: readonly string[]
  personal: readonly string[]
}

/** How deep members are looked for. */
const deepest = 6

/**
 * Names of members, anywhere in the answer, whose values are to be masked.
 * @param shown a member whose value is to be shown all the same: what instances are called by
 */
export function maskedIn(schema: Part, shown: string | null): Masked {
  const members = everyMember(schema, []).filter(
    ({ name, schema: one }) => name !== shown && plainType(one) !== 'boolean',
  )
  const namesOf = (test: (name: string) => boolean) => [
    ...new Set(members.map(({ name }) => name).filter(test)),
  ]
  const secrets = namesOf(isSecretName)
  return { secrets, personal: namesOf(isPersonalName).filter((name) => !secrets.includes(name)) }
}

function everyMember(schema: Part, above: readonly unknown[]): Member[] {
  const inner = unwrapped(schema)
  if (above.includes(inner.value) || above.length > deepest) return []
  const inside = [...above, inner.value]
  const items = inner.get('items')
  const branches = ['oneOf', 'anyOf'].flatMap((word) => inner.get(word)?.entries ?? [])
  const members = membersOf(inner)
  return [
    ...members,
    ...members.flatMap((member) => everyMember(member.schema, inside)),
    ...[...(items ? [items] : []), ...branches].flatMap((one) => everyMember(one, inside)),
  ]
}
