import type { RawField } from '../contract/raw.ts'
import { pointerOf } from '../contract/pointer.ts'
import type { Credential } from './credential.ts'
import type { Draft } from './draft.ts'
import { likeliestId, likeliestLabel } from './listing.ts'
import type { List } from './listing.ts'
import type { Member } from './members.ts'
import { isMovingName, isSecretName } from './names.ts'
import type { Operation } from './operation.ts'
import { shownTexts } from './examples.ts'

/** A field of the listing, and what its author has to check. */
export interface SketchedField {
  raw: string | RawField
  guesses: readonly string[]
}

/** What the behaviors of a draft are made of. */
export interface Sketch {
  operation: Operation
  credential: Credential
  list: List
  /** Pointer to the array. */
  items: string
  id: { pointer: string; guesses: readonly string[] }
  listGuesses: readonly string[]
  label: Member | null
  fields: Map<string, SketchedField>
  /** Whether parameters choose a page: one answer need not list the whole account. */
  isPaged: boolean
  draft: Draft
}

/** The one role of a draft. */
export const role = 'account'

/** Finds the instances in the answer and what tells them apart. */
export function sketchOf(
  operation: Operation,
  credential: Credential,
  isPaged: boolean,
  draft: Draft,
): Sketch {
  const { list } = operation
  const others = operation.lists.filter((one) => one !== list).map(({ path }) => pointerOf(path))
  const label = likeliestLabel(list.members)
  const sketch: Sketch = {
    operation,
    credential,
    list,
    items: pointerOf(list.path),
    listGuesses: [
      others.length === 0
        ? 'the one array of objects in the answer is the listing'
        : `this array is the listing, and not ${others.slice(0, 5).join(' or ')}`,
    ],
    id: idOf(list),
    label,
    fields: new Map(),
    isPaged,
    draft,
  }
  if (label)
    sketch.fields.set('name', fieldOf(sketch, label, 'people call an instance by this member'))
  return sketch
}

function idOf({ members }: List): Sketch['id'] {
  const member = likeliestId(members)
  if (!member) {
    return {
      pointer: '/id',
      guesses: ['the members of an instance are not documented; which one tells them apart?'],
    }
  }
  return {
    pointer: pointerOf([member.name]),
    guesses: ['this member tells instances apart, and never changes'],
  }
}

/** The field of a member, named after it where it has none yet. */
export function fieldNameOf(sketch: Sketch, member: Member): string {
  const pointer = pointerOf([member.name])
  for (const [name, { raw }] of sketch.fields)
    if ((typeof raw === 'string' ? raw : raw.at) === pointer) return name
  sketch.fields.set(member.name, fieldOf(sketch, member))
  return member.name
}

function fieldOf(
  { operation, list }: Sketch,
  { name, schema }: Member,
  ...guesses: string[]
): SketchedField {
  const at = pointerOf([name])
  const [example] = isSecretName(name) ? [] : shownTexts(schema, name, operation, list)
  const moves = isMovingName(name)
  const raw = { at, ...(example === undefined ? {} : { example }), ...(moves ? { moves } : {}) }
  return {
    raw: Object.keys(raw).length > 1 ? raw : at,
    guesses: [...guesses, ...(moves ? ['the value changes in the life of an instance'] : [])],
  }
}
