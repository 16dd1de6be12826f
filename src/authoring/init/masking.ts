import { examplesOf } from './examples.ts'
import { membersOf, plainType, unwrapped } from './members.ts'
import type { Member } from './members.ts'
import { isPersonalName, isSecretName } from './names.ts'
import type { Part } from './openapi.ts'

/** Names of members that must not be shown. */
export interface Masked {
  secrets: readonly string[]
  personal: readonly string[]
}

/** An address of somebody: a JID, or one of e-mail. */
const address =
  /^\d{8,18}(?:[:-]\d+)?@(?:s\.whatsapp\.net|c\.us|g\.us|lid|broadcast|newsletter)$|^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i

/** A number of a telephone, as people and machines write it. */
const phone = /^\+?\d[\d\s().-]{8,18}\d$/

/** A member whose numbers are of a clock. */
const namesMoments = /[a-z]At$|_at$|[Tt]ime|[Dd]ate|[Ss]tamp/

/** A first and a last name, as people write them. */
const fullName = /^\p{Lu}[\p{Ll}'’-]+(?: (?:d[aeo]s?|von|van|de la|\p{Lu}\.))* \p{Lu}[\p{L}'’-]+$/u

/** A member by whose name it holds people's names, or those of things. */
const namesPeople = /(?:^|_|[a-z])(?:name|nick|holder|client|customer|person|responsible|by)s?$/i

/** Tokens that are known by their form: JSON Web Tokens, and those with a prefix. */
const tokenText = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$|^(?:sk|pk|tok|key)[-_][\w-]{8,}$/

/** What is drawn and may be shown. */
const isId =
  /^(?:.*[_-])?u?u?id$|Id$|hash$|sha256$|etag$|^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** How deep members are looked for. */
const deepest = 6

/**
 * Names of members, anywhere in the answer, whose values are to be masked.
 * @param label a member whose value is shown all the same: what instances are called by
 * @param answers whole answers that the document shows
 */
export function maskedIn(
  schema: Part | null,
  label: string | null,
  answers: readonly unknown[],
): Masked {
  const members = (schema ? everyMember(schema, []) : []).filter(
    ({ schema: one }) => plainType(one) !== 'boolean',
  )
  const names = members.map(({ name }) => name).filter((name) => name !== label)
  const examples = [
    ...members.flatMap(({ name, schema: one }) => textsOf(name, valuesOf(one))),
    ...textsOf('', answers),
  ]
  const shown = (test: (name: string, text: string) => boolean): string[] =>
    examples.filter(({ name, text }) => test(name, text)).map(({ name }) => name)
  const secrets = new Set([...names.filter(isSecretName), ...shown(isToken)])
  const personal = new Set([
    ...names.filter(isPersonalName),
    ...shown((name, text) => (name === label ? isContact : isPersonal)(name, text)),
  ])
  return {
    secrets: [...secrets],
    personal: [...personal].filter((name) => !secrets.has(name)),
  }
}

/** Whatever it is called, a member whose value is somebody's number, address or name. */
export function isPersonal(name: string, text: string): boolean {
  return isContact(name, text) || (fullName.test(text) && namesPeople.test(name))
}

function isContact(name: string, text: string): boolean {
  const isMoment = /^\d{4}-\d{2}-\d{2}/.test(text) || namesMoments.test(name)
  return address.test(text) || (phone.test(text) && !isMoment && !isId.test(name))
}

function isToken(name: string, text: string): boolean {
  return (tokenText.test(text) || isDrawn(text)) && !isId.test(name) && !isId.test(text)
}

/** Letters and digits in one run, so long that nobody wrote it. */
function isDrawn(text: string): boolean {
  const runs = /^[\w-]+$/.test(text) ? text.split(/[_-]/) : []
  return runs.some((run) => run.length >= 20 && /\d/.test(run) && /[a-z]/i.test(run))
}

/** The examples and the default of a schema. */
function valuesOf(schema: Part): unknown[] {
  const inner = unwrapped(schema)
  const shown = [...new Set([schema, inner])].flatMap((one) => examplesOf(one))
  return [...shown.map(({ value }) => value), inner.get('default')?.value]
}

/** Every text and number in a value, under the name of the nearest member. */
function textsOf(name: string, value: unknown, depth = 0): { name: string; text: string }[] {
  if (typeof value === 'string' || typeof value === 'number')
    return name === '' ? [] : [{ name, text: String(value) }]
  if (typeof value !== 'object' || value === null || depth > deepest) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    textsOf(Array.isArray(value) ? name : key, inner, depth + 1),
  )
}

function everyMember(schema: Part, above: readonly unknown[]): Member[] {
  const inner = unwrapped(schema)
  if (above.includes(inner.value) || above.length > deepest) return []
  const items = inner.get('items')
  const branches = ['oneOf', 'anyOf'].flatMap((word) => inner.get(word)?.entries ?? [])
  const members = membersOf(inner)
  const below = [...members.map((member) => member.schema), ...(items ? [items] : []), ...branches]
  return [...members, ...below.flatMap((one) => everyMember(one, [...above, inner.value]))]
}
