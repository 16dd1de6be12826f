import type { Phrase } from './phrase.ts'
import { isSame } from './phrase.ts'
import { holds, placeKey } from './place.ts'
import type { Place } from './place.ts'

/** What a schema says, in parts that can be put into a row or below each other. */
export type Clause =
  | {
      kind: 'is'
      place: Place
      /** Said only where this place is there; null: the place must be there. */
      given: Place | null
      /** What it is; null where it only has to be there. */
      noun: Phrase | null
      bare: boolean
    }
  | { kind: 'absent'; place: Place }
  | { kind: 'any'; options: readonly (readonly Clause[])[]; exactlyOne: boolean }
  | { kind: 'not'; clauses: readonly Clause[] }
  | {
      kind: 'if'
      when: readonly Clause[]
      then: readonly Clause[]
      otherwise: readonly Clause[]
    }
  | { kind: 'schema'; place: Place; given: Place | null; schema: unknown }

/** That a place is there, or what it is. */
export type Is = Extract<Clause, { kind: 'is' }>

/** Leaves out what others say as well, and what is known to be there needs no "if present". */
export function settled(clauses: readonly Clause[], known: readonly Clause[]): Clause[] {
  const sure = [...known, ...clauses]
  const given = clauses.map((clause): Clause => settledOne(clause, sure))
  return given.filter((clause, index) => !isEcho(clause, index, given))
}

function settledOne(clause: Clause, sure: readonly Clause[]): Clause {
  switch (clause.kind) {
    case 'is': {
      const { given } = clause
      return given && sure.some((other) => implies(other, given))
        ? { ...clause, given: null }
        : clause
    }
    case 'any':
      return { ...clause, options: clause.options.map((option) => settled(option, sure)) }
    case 'not':
      return { ...clause, clauses: settled(clause.clauses, sure) }
    case 'if': {
      const when = settled(clause.when, sure)
      return {
        kind: 'if',
        when,
        then: settled(clause.then, [...sure, ...when]),
        otherwise: settled(clause.otherwise, sure),
      }
    }
    case 'absent':
    case 'schema':
      return clause
  }
}

/** Whether the clause cannot hold unless the place is there. */
function implies(clause: Clause, place: Place): boolean {
  if (clause.kind === 'is') return clause.given === null && holds(place, clause.place)
  return (
    clause.kind === 'any' &&
    clause.options.every((option) => option.some((one) => implies(one, place)))
  )
}

/** Whether a clause says only what another one implies. */
function isEcho(clause: Clause, index: number, all: readonly Clause[]): boolean {
  if (clause.kind !== 'is') return false
  const others = all.filter((_, at) => at !== index)
  if (all.findIndex((one) => JSON.stringify(one) === JSON.stringify(clause)) < index) return true
  if (clause.noun === null) return others.some((other) => implies(other, clause.place))
  if (!clause.bare) return false
  return others.some(
    (other) =>
      (isSame(clause.noun, ['an object']) && other !== clause && isWithin(clause, other)) ||
      (other.kind === 'is' && placeKey(other.place) === placeKey(clause.place) && tells(other)),
  )
}

/** Of an object whose members are told of, nobody needs to hear that it is one. */
function isWithin(outer: Is, other: Clause): boolean {
  if (other.kind !== 'is') return implies(other, outer.place)
  const isInner = other.place.length > outer.place.length && holds(outer.place, other.place)
  return isInner && (other.given === null || outer.place.length === 0)
}

function tells({ noun, bare }: Is): boolean {
  return noun !== null && !bare
}
