import { shapesIn } from '../../report/disclosure/sensitive-patterns.ts'
import { isPersonalName, isSecretName } from './names.ts'
import type { Part } from './openapi.ts'
import { branchesOf, examplesOf, membersOf, plainType, unwrapped } from './schemas.ts'
import type { Member } from './schemas.ts'

/** A first and a last name, as people write them. */
const fullName = /^\p{Lu}[\p{Ll}'’-]+(?: (?:d[aeo]s?|von|van|de la|\p{Lu}\.))* \p{Lu}[\p{L}'’-]+$/u

/** The name of a member that holds names, of people or of things. */
const namesPeople = /(?:^|_|[a-z])(?:name|nick|holder|client|customer|person|responsible|by)s?$/i

/** The name of a member whose long numbers are no phone numbers. */
const momentOrId = /(?:at|time|date|stamp|id)$/i

/** How deep members are looked for. */
const deepest = 6

/** A member, and a text or number that the document shows of it; empty where it only names it. */
interface Example {
  name: string
  text: string
}

/**
 * Names of members, anywhere in the answer, whose values are to be masked.
 * @param label a member whose value is shown all the same: what instances are called by
 * @param answers whole answers that the document shows
 */
export function maskedIn(
  schema: Part | null,
  label: string | null,
  answers: readonly unknown[],
): { secrets: string[]; personal: string[] } {
  const members = schema ? everyMember(schema, []) : []
  const examples = [
    ...members
      .filter((member) => plainType(member.schema) !== 'boolean')
      .flatMap(({ name, schema: one }) => [{ name, text: '' }, ...examplesIn(name, valuesOf(one))]),
    ...examplesIn('', answers),
  ]
  const named = (test: (example: Example) => boolean): string[] => [
    ...new Set(examples.filter(test).map(({ name }) => name)),
  ]
  const isLabel = ({ name }: Example): boolean => name === label
  const secrets = named((one) => !isLabel(one) && isSecretName(one.name))
  const personal = named((one) => !isLabel(one) && (isPersonalName(one.name) || isPersonal(one)))
  return { secrets, personal: personal.filter((name) => !secrets.includes(name)) }
}

/** Whether a value is a person's number, address or name, whatever the member is called. */
export function isPersonal({ name, text }: Example): boolean {
  const isContact = shapesIn(text).some(
    ({ shape, start, end }) => shape !== 'token' && end - start === text.length,
  )
  return isContact || (fullName.test(text) && namesPeople.test(name))
}

/** The examples and the default of a schema. */
function valuesOf(schema: Part): unknown[] {
  const inner = unwrapped(schema)
  const shown = [...new Set([schema, inner])].flatMap(examplesOf)
  return [...shown.map(({ value }) => value), inner.get('default')?.value]
}

/** Every text and number in a value, under the name of the nearest member. */
function examplesIn(name: string, value: unknown, depth = 0): Example[] {
  const isNumber = typeof value === 'number' && !momentOrId.test(name)
  if (typeof value === 'string' || isNumber)
    return name === '' ? [] : [{ name, text: String(value) }]
  if (typeof value !== 'object' || value === null || depth > deepest) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    examplesIn(Array.isArray(value) ? name : key, inner, depth + 1),
  )
}

function everyMember(schema: Part, above: readonly unknown[]): Member[] {
  const inner = unwrapped(schema)
  if (above.includes(inner.value) || above.length > deepest) return []
  const members = membersOf(inner)
  const items = inner.get('items')
  const below = [
    ...members.map((one) => one.schema),
    ...(items ? [items] : []),
    ...branchesOf(inner),
  ]
  return [...members, ...below.flatMap((one) => everyMember(one, [...above, inner.value]))]
}
