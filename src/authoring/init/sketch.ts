import { pointerOf } from '../../contract/pointer.ts'
import type { RawContract, RawField } from '../../contract/raw.ts'
import type { Draft } from './draft.ts'
import type { Identity } from './identity.ts'
import { isPersonal, maskedIn } from './masking.ts'
import { isMovingName, isPagingName, isSecretName } from './names.ts'
import { shownTexts } from './operation.ts'
import type { Operation } from './operation.ts'
import { queryOf } from './parameters.ts'
import { plainType } from './schemas.ts'
import type { Member } from './schemas.ts'
import type { Credential } from './security.ts'

/** What the behaviors of a draft are made of. */
export interface Sketch {
  operation: Operation
  credential: Credential
  /** Pointer to the array. */
  items: string
  /** What tells instances apart; null where their members are not documented. */
  id: Member | null
  /** What people call an instance by. */
  label: Member | null
  /** By name, those that filters select by. */
  fields: Map<string, string | RawField>
  /** Whether parameters choose a page: one answer need not list the whole account. */
  isPaged: boolean
  draft: Draft
}

/** The one role of a draft. */
export const role = 'account'

/** Names of identifiers, the likeliest first, any name last. */
const ids = [/^_?id$/i, /id$/i, /name$/i, /^/]

/** Names of what people call an instance by, the likeliest first. */
const labels = [
  /^name$/i,
  /^(?:instance|session|device|display)_?name$/i,
  /^(?:label|title|alias)$/i,
]

/** Finds the instances in the answer and what tells them apart. */
export function sketchOf(operation: Operation, credential: Credential, draft: Draft): Sketch {
  const { path, members } = operation.list
  const likeliest = (names: readonly RegExp[], types: readonly (string | null)[]): Member | null =>
    names.flatMap(
      (test) =>
        members.find(({ name, schema }) => test.test(name) && types.includes(plainType(schema))) ??
        [],
    )[0] ?? null
  return {
    operation,
    credential,
    items: pointerOf(path),
    id: likeliest(ids, ['string', 'integer', null]),
    label: likeliest(labels, ['string', null]),
    fields: new Map(),
    isPaged: queryOf(operation).some(({ name }) => isPagingName(name)),
    draft,
  }
}

/** Pointer to what tells instances apart. */
export function idOf({ id }: Sketch): string {
  return pointerOf([id?.name ?? 'id'])
}

/** Makes a field of a member, and names it after it. */
export function fieldOf({ operation, fields }: Sketch, member: Member): string {
  const { name } = member
  const [example] = isSecretName(name) ? [] : shownTexts(operation, member)
  const more = {
    ...(example === undefined ? {} : { example }),
    ...(isMovingName(name) ? { moves: true } : {}),
  }
  const at = pointerOf([name])
  fields.set(name, Object.keys(more).length > 0 ? { at, ...more } : at)
  return name
}

/**
 * The contract before its behaviors.
 * @param today as 2026-11-20
 */
export function contractOf(
  today: string,
  { provider, title, docs, servers }: Identity,
  sketch: Sketch,
): Omit<RawContract, 'behaviors'> {
  const { operation, credential, draft } = sketch
  draft.guess('revision', 'the day of this draft; write the day of the documentation')
  return {
    provider,
    title,
    revision: today,
    docs,
    servers,
    operation: { method: 'GET', path: operation.path },
    credentials: { [role]: credential.raw },
    listing: listingOf(sketch),
    ...masksOf(sketch),
  }
}

function listingOf(sketch: Sketch): RawContract['listing'] {
  const { operation, items, id, label, fields, draft } = sketch
  const others = operation.others.slice(0, 5).map(({ path }) => pointerOf(path))
  draft.guess(
    'listing',
    others.length === 0
      ? 'items: the one array of objects in the answer is the listing'
      : `items: this array is the listing, and not ${others.join(' or ')}`,
    id
      ? 'id: this member tells instances apart, and never changes'
      : 'id: the members of an instance are not documented; which one tells them apart?',
  )
  const called = label && labelOf(sketch, label)
  for (const [name, field] of fields)
    if (typeof field !== 'string' && field.moves)
      draft.guess('listing', `${name}: the value changes in the life of an instance`)
  return {
    items,
    id: idOf(sketch),
    ...(called && { label: called }),
    ...(fields.size > 0 && { fields: Object.fromEntries(fields) }),
  }
}

function labelOf({ operation, draft }: Sketch, label: Member): { at: string; personal?: boolean } {
  const { name } = label
  const at = pointerOf([name])
  draft.guess('listing', 'label: people call an instance by this member')
  if (!shownTexts(operation, label).some((text) => isPersonal({ name, text }))) return { at }
  draft.guess('listing', "label: it is a person's name, by its example; reports do not show it")
  return { at, personal: true }
}

function masksOf({ operation, label, draft }: Sketch): { secrets: string[]; personal: string[] } {
  const { answers, success } = operation
  const shown = answers.map(({ value }) => value)
  const { secrets, personal } = maskedIn(success.schema, label?.name ?? null, shown)
  draft.guess('secrets', maskGuess('secrets', secrets))
  draft.guess('personal', maskGuess('personal data', personal))
  return { secrets, personal }
}

function maskGuess(what: string, names: readonly string[]): string {
  return names.length === 0
    ? `no member's name says that it holds ${what}; values of members listed here are masked`
    : `these members hold ${what}, by their names or examples; their values are masked`
}
