import { isPersonalName, isSecretName } from './names.ts'
import type { Part } from './openapi.ts'
import { branchesOf, examplesOf, membersOf, plainType, unwrapped } from './schemas.ts'
import type { Member } from './schemas.ts'

/** A person's address: a JID or an e-mail address. */
const address = /^[^\s@]+@(?:[^\s@]+\.[a-z]{2,}|lid|broadcast|newsletter)$/i

/** A phone number, as people and machines write it. */
const phone = /^\+?\d[\d\s().-]{8,18}\d$/

/** A date, and the name of a member whose numbers are timestamps. */
const moment = /^\d{4}-\d{2}-\d{2}/
const namesMoments = /[a-z]At$|_at$|[Tt]ime|[Dd]ate|[Ss]tamp/

/** A first and a last name, as people write them. */
const fullName = /^\p{Lu}[\p{Ll}'’-]+(?: (?:d[aeo]s?|von|van|de la|\p{Lu}\.))* \p{Lu}[\p{L}'’-]+$/u

/** The name of a member that holds names, of people or of things. */
const namesPeople = /(?:^|_|[a-z])(?:name|nick|holder|client|customer|person|responsible|by)s?$/i

/** Tokens of a known form: JSON Web Tokens, and those with a prefix. */
const tokenText = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$|^(?:sk|pk|tok|key)[-_][\w-]{8,}$/

/** Random values that may be shown, and the names of members that hold them. */
const isId =
  /^(?:.*[_-])?u?u?id$|Id$|hash$|sha256$|etag$|^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

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
  const secrets = named((one) => isToken(one) || (!isLabel(one) && isSecretName(one.name)))
  const personal = named((one) =>
    isLabel(one) ? isContact(one) : isPersonalName(one.name) || isPersonal(one),
  )
  return { secrets, personal: personal.filter((name) => !secrets.includes(name)) }
}

/** Whether a value is a person's number, address or name, whatever the member is called. */
export function isPersonal(example: Example): boolean {
  return isContact(example) || (fullName.test(example.text) && namesPeople.test(example.name))
}

function isContact({ name, text }: Example): boolean {
  const isNumber = phone.test(text) && !moment.test(text)
  return address.test(text) || (isNumber && !namesMoments.test(name) && !isId.test(name))
}

function isToken({ name, text }: Example): boolean {
  return (tokenText.test(text) || isDrawn(text)) && !isId.test(name) && !isId.test(text)
}

/** Whether letters and digits follow each other for longer than a person would write. */
function isDrawn(text: string): boolean {
  const runs = /^[\w-]+$/.test(text) ? text.split(/[_-]/) : []
  return runs.some((run) => run.length >= 20 && /\d/.test(run) && /[a-z]/i.test(run))
}

/** The examples and the default of a schema. */
function valuesOf(schema: Part): unknown[] {
  const inner = unwrapped(schema)
  const shown = [...new Set([schema, inner])].flatMap(examplesOf)
  return [...shown.map(({ value }) => value), inner.get('default')?.value]
}

/** Every text and number in a value, under the name of the nearest member. */
function examplesIn(name: string, value: unknown, depth = 0): Example[] {
  if (typeof value === 'string' || typeof value === 'number')
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
