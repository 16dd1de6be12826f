import { pointerOf } from '../../contract/pointer.ts'
import type { RawField } from '../../contract/raw.ts'
import type { Credential } from './security.ts'
import type { Draft } from './draft.ts'
import { shownAnswers, shownTexts } from './examples.ts'
import type { Identity } from './identity.ts'
import { isPersonal, maskedIn } from './masked-examples.ts'
import { plainType } from './members.ts'
import type { Member } from './members.ts'
import { isMovingName, isSecretName } from './names.ts'
import type { Operation } from './operation.ts'
import { isPaged } from './parameters.ts'
import type { Entry } from './render.ts'

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

/** Finds the instances in the answer and what tells them apart. */
export function sketchOf(operation: Operation, credential: Credential, draft: Draft): Sketch {
  const { path, members } = operation.list
  const scalar = ofTypes(members, ['string', 'integer', null])
  return {
    operation,
    credential,
    items: pointerOf(path),
    id: firstNamed(scalar, ids) ?? scalar[0] ?? null,
    label: firstNamed(ofTypes(members, ['string', null]), labels),
    fields: new Map(),
    isPaged: isPaged(operation),
    draft,
  }
}

/** Names of what tells instances apart, the likeliest first. */
const ids = [
  /^_?id$/i,
  /^u?uid$/i,
  /^(?:instance|session|device)_?(?:u?id|key)$/i,
  /id$/i,
  /name$/i,
]

/** Names of what people call an instance by. */
const labels = [
  /^name$/i,
  /^(?:instance|session|device)_?name$/i,
  /^(?:label|title|alias)$/i,
  /^display_?name$/i,
]

function ofTypes(members: readonly Member[], types: readonly (string | null)[]): Member[] {
  return members.filter(({ schema }) => types.includes(plainType(schema)))
}

function firstNamed(members: readonly Member[], orders: readonly RegExp[]): Member | null {
  const found = orders.flatMap((order) => members.find(({ name }) => order.test(name)) ?? [])
  return found[0] ?? null
}

/** Pointer to what tells instances apart. */
export function idOf({ id }: Sketch): string {
  return id ? pointerOf([id.name]) : '/id'
}

/** Makes a field of a member, and names it after it. */
export function fieldOf({ operation, fields }: Sketch, { name, schema }: Member): string {
  const at = pointerOf([name])
  const [example] = isSecretName(name) ? [] : shownTexts(schema, name, operation)
  const more = {
    ...(example === undefined ? {} : { example }),
    ...(isMovingName(name) ? { moves: true } : {}),
  }
  fields.set(name, Object.keys(more).length > 0 ? { at, ...more } : at)
  return name
}

/**
 * What stands in a contract before its behaviors.
 * @param today as 2026-11-20
 */
export function entriesOf(today: string, identity: Identity, sketch: Sketch): Entry[] {
  const { provider, title, docs, servers, guesses } = identity
  const { operation, credential } = sketch
  return [
    { key: 'provider', value: provider, guesses: guesses.provider },
    { key: 'title', value: title },
    {
      key: 'revision',
      value: today,
      guesses: ['the day of this draft; write the day of the documentation'],
    },
    { key: 'docs', value: docs, guesses: guesses.docs },
    { key: 'servers', value: servers },
    { key: 'operation', value: { method: 'GET', path: operation.path } },
    {
      key: 'credentials',
      value: { [role]: credential.raw },
      guesses: credential.guesses,
      isApart: true,
    },
    listingEntry(sketch),
    ...maskEntries(sketch),
  ]
}

function listingEntry(sketch: Sketch): Entry {
  const { operation, items, id, label, fields } = sketch
  const others = operation.lists.filter((one) => one !== operation.list)
  const names = others.slice(0, 5).map(({ path }) => pointerOf(path))
  const isShown = !label || !isPersonalLabel(sketch, label)
  const moving = [...fields].filter(([, raw]) => typeof raw !== 'string' && raw.moves)
  return {
    key: 'listing',
    isApart: true,
    value: {
      items,
      id: idOf(sketch),
      ...(label && {
        label: { at: pointerOf([label.name]), ...(isShown ? {} : { personal: true }) },
      }),
      ...(fields.size > 0 && { fields: Object.fromEntries(fields) }),
    },
    guesses: [
      names.length === 0
        ? 'items: the one array of objects in the answer is the listing'
        : `items: this array is the listing, and not ${names.join(' or ')}`,
      id
        ? 'id: this member tells instances apart, and never changes'
        : 'id: the members of an instance are not documented; which one tells them apart?',
      ...(label ? ['label: people call an instance by this member'] : []),
      ...(isShown ? [] : ["label: it is a person's name, by its example; reports do not show it"]),
      ...moving.map(([name]) => `${name}: the value changes in the life of an instance`),
    ],
  }
}

function isPersonalLabel({ operation }: Sketch, { name, schema }: Member): boolean {
  return shownTexts(schema, name, operation).some((text) => isPersonal(name, text))
}

function maskEntries({ operation, label }: Sketch): Entry[] {
  const { schema } = operation.success
  const answers = shownAnswers(operation).map(({ value }) => value)
  const { secrets, personal } = maskedIn(schema, label?.name ?? null, answers)
  return [
    { key: 'secrets', value: secrets, isApart: true, guesses: [maskGuess('secrets', secrets)] },
    { key: 'personal', value: personal, guesses: [maskGuess('personal data', personal)] },
  ]
}

function maskGuess(what: string, names: readonly string[]): string {
  return names.length === 0
    ? `no member's name says that it holds ${what}; values of members listed here are masked`
    : `these members hold ${what}, by their names or examples; their values are masked`
}
