import type { Instance } from '../../model/account.ts'
import type { Relation } from '../../model/relation.ts'
import type { Quote, Words } from '../../model/words.ts'
import { pointerOf } from '../../contract/pointer.ts'
import type { Mismatch } from '../judgement.ts'
import { byIdentity } from './listing.ts'
import type { RelationContext, Rule } from './selected-instances.ts'

/** So many mismatches of one kind are put into words. */
const mostWorded = 20

/** Instances that are listed more than once. */
export function repeated(answered: readonly Instance[], context: RelationContext): Mismatch[] {
  const first = byIdentity(answered)
  if (first.size === answered.length) return []
  const again = answered.filter((instance) => first.get(instance.identity ?? '') !== instance)
  return again.slice(0, mostWorded).map((instance) => ({
    expected: 'each instance once',
    actual: [
      name(instance, context),
      ` again, after ${first.get(instance.identity ?? '')?.index ?? 0}`,
    ],
    pointer: at(instance, context),
  }))
}

/** Instances that the answer must not have. */
export function strangers(
  answered: readonly Instance[],
  rule: Rule,
  context: RelationContext,
): Mismatch[] {
  const { timeline } = context
  if (timeline.took(answered) && rule.always !== null && rule.always !== 'no') return []
  const strange = answered.filter((instance) => {
    const { identity } = instance
    if (identity === null) return false
    if (!timeline.has(identity) && !isMadeAgain(instance, context)) return true
    if (rule.always !== null) return rule.always === 'no'
    return rule.ofAnswer(instance) === 'no' || rule.ofTimeline(instance) === 'no'
  })
  return strange.slice(0, mostWorded).map((instance) => {
    const isKnown = timeline.has(instance.identity ?? '')
    const what = isKnown ? '' : ", which the account's listing does not show"
    return {
      expected: rule.words,
      actual: ['also ', name(instance, context), what],
      pointer: at(instance, context),
    }
  })
}

/** Whether it has a lasting value of an instance that disappeared: it may have been made again under its name. */
function isMadeAgain({ values }: Instance, { timeline, fixed }: RelationContext): boolean {
  return fixed.some(({ name }) => timeline.hasLost(name, values.get(name) ?? ''))
}

/** Instances that the answer shows with another value than every reading of the listing did. */
export function changelings(answered: readonly Instance[], context: RelationContext): Mismatch[] {
  const { timeline, fixed } = context
  if (timeline.took(answered)) return []
  const changed = answered.flatMap((instance) => {
    const { identity, item } = instance
    if (identity === null || !timeline.has(identity) || timeline.shows(identity, item)) return []
    const { values } = instance
    return fixed.flatMap(({ name: field, pointer }) => {
      const shown = values.get(field) ?? null
      const listed = timeline.steady(identity, field) ?? null
      if (shown === null || listed === null || shown === listed) return []
      const expected: Words = [
        `the instance as the account's listing shows it, ${field} `,
        { kind: 'field', field, value: listed },
      ]
      const actual: Words = [`${field} `, { kind: 'field', field, value: shown, compared: listed }]
      return [{ expected, actual, pointer: at(instance, context) + pointer }]
    })
  })
  return changed.slice(0, mostWorded)
}

/** Instances that the answer must have and has not. */
export function missing(
  answered: readonly Instance[],
  rule: Rule,
  context: RelationContext,
): Mismatch[] {
  const absent = absentees(answered, rule, context)
  if (absent.length === 0) return []
  const names = absent
    .slice(0, 3)
    .flatMap((instance, index) => [...(index === 0 ? [] : [', ']), name(instance, context)])
  const more = absent.length > 3 ? ` and ${absent.length - 3} more` : ''
  return [
    {
      expected: rule.words,
      actual: [`${answered.length} listed, without `, ...names, more],
      pointer: context.items,
    },
  ]
}

/** Instances that are always there, and that the rule selects and the answer has not. */
export function absentees(
  answered: readonly Instance[],
  rule: Rule,
  { timeline }: Pick<RelationContext, 'timeline'>,
): readonly Instance[] {
  if (rule.always !== null && rule.always !== 'yes') return []
  const there = byIdentity(answered)
  return timeline.settled.filter(
    (instance) => rule.ofTimeline(instance) === 'yes' && !there.has(instance.identity ?? ''),
  )
}

export function miscounted(relation: Relation, answered: readonly Instance[]): Mismatch[] {
  if (relation.kind !== 'own' || relation.orNone) return []
  const { count } = relation
  const isRight = count === null ? answered.length > 0 : answered.length === count
  if (isRight) return []
  const expected =
    count === null ? 'at least one instance' : `${count} instance${count === 1 ? '' : 's'}`
  return [
    {
      expected: `${expected}: the token's own`,
      actual: `${answered.length} listed`,
      pointer: null,
    },
  ]
}

/** An instance by its label, or else by its number in the account's listing. */
function name(instance: Instance, { timeline }: RelationContext): Quote {
  return { kind: 'instance', instance, number: timeline.numberOf(instance.identity ?? '') }
}

function at({ index }: Instance, { items }: RelationContext): string {
  return items + pointerOf([index])
}
