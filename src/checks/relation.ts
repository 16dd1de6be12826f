import type { Instance } from '../model/account.ts'
import type { Relation } from '../model/contract.ts'
import { pointerOf } from '../contract/pointer.ts'
import type { Held, Values } from '../values/value.ts'
import { judged } from './judgement.ts'
import type { Judgement, Mismatch } from './judgement.ts'
import { selects } from './selection.ts'
import type { Selected } from './selection.ts'
import type { World } from './world.ts'

/** What a relation is judged by. */
export interface RelationContext {
  world: World
  values: Values
  /** Pointer to the array of instances in the body. */
  items: string
  /** Pointer, inside an instance, to what tells instances apart. */
  id: string
  /** Names the field that people know an instance by. */
  label: string | null
}

/**
 * Compares the instances of an answer, by identity, with those that the account's listing says it
 * must have. Only what every reading of that listing agrees on decides anything.
 */
export function judgeRelation(
  relation: Relation,
  answered: readonly Instance[],
  context: RelationContext,
): Judgement {
  const { world } = context
  if (relation.kind === 'stable') return { kind: 'held' }
  if (answered.some(({ identity }) => identity === null)) {
    return { kind: 'vacuous', needs: apartWords(context.id) }
  }
  const rule = ruleOf(relation, context)
  const mismatches = [
    ...repeated(answered, context),
    ...strangers(answered, rule, context),
    ...(relation.kind === 'own' && relation.orNone ? [] : missing(answered, rule, context)),
    ...miscounted(relation, answered),
  ]
  if (mismatches.length > 0) return judged(mismatches)
  const needs = lack(relation, answered, rule, world)
  return needs === null ? { kind: 'held' } : { kind: 'vacuous', needs }
}

/** What instances must have so that answers can be compared. */
export function apartWords(id: string): string {
  return `instances with ${id}, which tells them apart`
}

/** Whether the relation selects an instance, by its fields as `read` gives them. */
interface Rule {
  words: string
  ofWorld(instance: Instance): Selected
  ofAnswer(instance: Instance): Selected
}

function ruleOf(relation: Relation, context: RelationContext): Rule {
  const { world, values } = context
  const constant = (words: string, selected: Selected): Rule => ({
    words,
    ofWorld: () => selected,
    ofAnswer: () => selected,
  })
  switch (relation.kind) {
    case 'all':
      return constant('every instance of the account', 'yes')
    case 'within':
    case 'stable':
      return constant('only instances that the listing of the account shows', 'maybe')
    case 'none':
      return constant('no instance', 'no')
    case 'own':
      return ownRule(relation.field, holderOf(values, relation.variable), context)
    case 'where':
      return {
        words: whereWords(relation, values),
        ofWorld: ({ identity }) =>
          selects(relation, values, (field) => world.steady(identity ?? '', field)),
        ofAnswer: (instance) => selects(relation, values, (field) => instance.values.get(field)),
      }
  }
}

/** Instances that carry the credential; where the listing shows none that does, any one may be it. */
function ownRule(field: string, secret: string, { world }: RelationContext): Rule {
  const carries = (value: string | null | undefined): Selected =>
    value === undefined || value === null ? 'maybe' : value === secret ? 'yes' : 'no'
  const isShown = world.settled.some(({ values }) => values.get(field) === secret)
  const words = 'only what belongs to the instance whose token was sent'
  if (!isShown) return { words, ofWorld: () => 'maybe', ofAnswer: () => 'maybe' }
  return {
    words,
    ofWorld: ({ identity }) => carries(world.steady(identity ?? '', field)),
    ofAnswer: ({ values }) => carries(values.get(field)),
  }
}

function repeated(answered: readonly Instance[], context: RelationContext): Mismatch[] {
  const first = new Map<string, number>()
  return answered.flatMap((instance) => {
    const { identity, index } = instance
    const earlier = first.get(identity ?? '')
    if (earlier === undefined) {
      first.set(identity ?? '', index)
      return []
    }
    const expected = 'each instance once'
    return [
      {
        expected,
        actual: `${name(instance, context)} again, after ${earlier}`,
        pointer: at(instance, context),
      },
    ]
  })
}

/** Instances that the answer must not have. */
function strangers(
  answered: readonly Instance[],
  rule: Rule,
  context: RelationContext,
): Mismatch[] {
  return answered.flatMap((instance) => {
    const { identity } = instance
    if (identity === null) return []
    const isKnown = context.world.has(identity)
    const refused = rule.ofAnswer(instance) === 'no' || (isKnown && rule.ofWorld(instance) === 'no')
    if (isKnown && !refused) return []
    const what = isKnown
      ? name(instance, context)
      : `${name(instance, context)}, which the account's listing does not show`
    return [{ expected: rule.words, actual: `also ${what}`, pointer: at(instance, context) }]
  })
}

/** Instances that the answer must have and has not. */
function missing(answered: readonly Instance[], rule: Rule, context: RelationContext): Mismatch[] {
  const there = new Set(answered.map(({ identity }) => identity))
  const absent = context.world.settled.filter(
    (instance) => rule.ofWorld(instance) === 'yes' && !there.has(instance.identity),
  )
  if (absent.length === 0) return []
  const names = absent
    .slice(0, 3)
    .map((instance) => name(instance, context))
    .join(', ')
  const more = absent.length > 3 ? ` and ${absent.length - 3} more` : ''
  return [
    {
      expected: rule.words,
      actual: `${answered.length} listed, without ${names}${more}`,
      pointer: context.items,
    },
  ]
}

function miscounted(relation: Relation, answered: readonly Instance[]): Mismatch[] {
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

/**
 * What the account lacks for the case to tell a right server from one that does nothing: some
 * instance must be there that the relation leaves out.
 */
function lack(
  relation: Relation,
  answered: readonly Instance[],
  rule: Rule,
  world: World,
): string | null {
  const { settled } = world
  switch (relation.kind) {
    case 'within':
      return answered.length > 0 ? null : '1 instance'
    case 'all':
    case 'none':
    case 'stable':
      return settled.length > 0 ? null : '1 instance'
    case 'own':
      return settled.length > 1 ? null : '2 instances'
    case 'where':
      return settled.some((instance) => rule.ofWorld(instance) === 'no') ? null : '2 instances'
  }
}

function holderOf(values: Values, variable: string): string {
  const value = values[variable]
  return isHeld(value) ? value.holder.secret : ''
}

function isHeld(value: Values[string] | undefined): value is Held {
  return typeof value === 'object' && 'kind' in value && value.kind === 'held'
}

function whereWords(relation: Extract<Relation, { kind: 'where' }>, values: Values): string {
  const tests = { is: 'is', in: 'is one of', contains: 'contains' }
  const parts = relation.conditions.map(
    ({ field, test, variable }) =>
      `${field} ${tests[test]} ${JSON.stringify(values[variable] ?? null)}`,
  )
  return `exactly the instances whose ${parts.join(relation.combine === 'and' ? ' and ' : ' or ')}`
}

function name(instance: Instance, { label }: RelationContext): string {
  const known = label === null ? null : (instance.values.get(label) ?? null)
  return JSON.stringify(known ?? instance.identity)
}

function at({ index }: Instance, { items }: RelationContext): string {
  return items + pointerOf([index])
}
