import { pointerOf, tokens } from '../contract/pointer.ts'
import type { Phrase } from './phrase.ts'
import { code, say } from './phrase.ts'

/** Names from the outside in; `each` stands for every item of an array. */
export type Place = readonly (string | typeof each)[]

/** Every item of an array. */
export const each = Symbol('each')

/** What a schema is about: the whole body of an answer, or one instance. */
export type Whole = 'the body' | 'the instance'

/** The place as people write it: `profile.name`, or "`id` of every item of `devices`". */
export function placeWords(place: Place, whole: Whole): Phrase {
  const last = place.lastIndexOf(each)
  if (last < 0) return place.length === 0 ? [whole] : code(dotted(place as readonly string[]))
  const outer = placeWords(place.slice(0, last), whole)
  const inner = place.slice(last + 1) as readonly string[]
  return inner.length === 0
    ? say`every item of ${outer}`
    : say`${code(dotted(inner))} of every item of ${outer}`
}

/** The place of a JSON pointer. */
export function placeOf(pointer: string): Place {
  return tokens(pointer)
}

/** A pointer as people write it: `profile.name`. */
export function pointerWords(pointer: string): string {
  return dotted(tokens(pointer))
}

/** The place that a relative pointer (`1/meta/total`) leads to. */
export function relativePlace(place: Place, relative: string): Place {
  const [, up = '0', rest = ''] = /^(\d+)(.*)$/.exec(relative) ?? []
  return [...place.slice(0, Math.max(0, place.length - Number(up))), ...tokens(rest)]
}

/** Whether one place is the other, or holds it. */
export function holds(outer: Place, inner: Place): boolean {
  return outer.every((name, index) => inner[index] === name)
}

/** The key of a place in maps. */
export function placeKey(place: Place): string {
  return place.map((name) => (name === each ? '[]' : JSON.stringify(name))).join('.')
}

/** A name with a dot or a space in it would read as another place. */
function dotted(names: readonly string[]): string {
  return names.every((name) => /^[\w$-]+$/.test(name)) ? names.join('.') : pointerOf(names)
}
