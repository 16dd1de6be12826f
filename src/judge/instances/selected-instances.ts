import type { Field } from '../../model/contract.ts'
import type { Relation, Wanted, Condition } from '../../model/relation.ts'
import type { Quote, Words } from '../../model/words.ts'
import type { Instance } from '../../model/account.ts'
import { ofKind } from '../../ask/generators/value.ts'
import type { Values, Value } from '../../ask/generators/value.ts'
import type { Timeline } from './timeline.ts'

/** What a relation is judged by. */
export interface RelationContext {
  timeline: Timeline
  values: Values
  /** Pointer to the array of instances in the body. */
  items: string
  /** Pointer, inside an instance, to what tells instances apart. */
  id: string
  /** Fields that an instance keeps for life. */
  fixed: readonly Field[]
}

/** Whether the relation selects an instance, by its fields as `read` gives them. */
export interface Rule {
  words: Words
  /** What it says of every instance; null where it depends on the instance. */
  always: Selected | null
  ofTimeline(instance: Instance): Selected
  ofAnswer(instance: Instance): Selected
}

/** What a relation says of each instance. */
export function ruleOf(relation: Relation, context: RelationContext): Rule {
  const { timeline, values } = context
  const constant = (words: Words, selected: Selected): Rule => ({
    words,
    always: selected,
    ofTimeline: () => selected,
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
      return ownRule(
        relation.field,
        ofKind(values[relation.variable], 'credential')?.credential.secret ?? '',
        context,
      )
    case 'where':
      return {
        words: whereWords(relation, values),
        always: null,
        ofTimeline: ({ identity }) =>
          selects(relation, values, (field) => timeline.steady(identity ?? '', field)),
        ofAnswer: (instance) => selects(relation, values, (field) => instance.values.get(field)),
      }
  }
}

/** Instances that carry the credential; where the listing shows none that does, any one may be it. */
function ownRule(field: string, secret: string, { timeline }: RelationContext): Rule {
  const carries = (value: string | null | undefined): Selected =>
    value === undefined || value === null ? 'maybe' : value === secret ? 'yes' : 'no'
  const isShown = timeline.settled.some(({ values }) => values.get(field) === secret)
  const words = 'only what belongs to the instance whose token was sent'
  if (!isShown)
    return { words, always: 'maybe', ofTimeline: () => 'maybe', ofAnswer: () => 'maybe' }
  return {
    words,
    always: null,
    ofTimeline: ({ identity }) => carries(timeline.steady(identity ?? '', field)),
    ofAnswer: ({ values }) => carries(values.get(field)),
  }
}

function whereWords(relation: Extract<Relation, { kind: 'where' }>, values: Values): Words {
  const tests = { is: 'is', in: 'is one of', contains: 'contains' }
  return relation.conditions.flatMap(({ field, test, wanted }, index) => [
    index === 0 ? 'exactly the instances whose ' : ` ${relation.combine} `,
    `${field} ${tests[test]} `,
    ...wantedWords(wanted, field, values),
  ])
}

function wantedWords(wanted: Wanted, field: string, values: Values): (string | Quote)[] {
  const value = wantedIn(values, wanted)
  if (wanted.kind === 'values') return [JSON.stringify(value ?? null)]
  const texts = Array.isArray(value) ? (value as readonly string[]) : [value].filter(isText)
  return texts.flatMap((text, index) => [
    ...(index === 0 ? [] : [', ']),
    { kind: 'drawn', fields: [field], value: text },
  ])
}

function isText(value: Values[string] | undefined): value is string {
  return typeof value === 'string'
}

/** Whether a filter selects an instance; `maybe` where the documentation or the data leave it open. */
export type Selected = 'yes' | 'no' | 'maybe'

/** Reads a field of an instance: undefined where it is not steady or not shown, null where absent. */
export type Read = (field: string) => string | null | undefined

type Where = Extract<Relation, { kind: 'where' }>

/** Whether the conditions select the instance whose fields `read` gives. */
export function selects({ conditions, combine }: Where, values: Values, read: Read): Selected {
  const answers = conditions.map((condition) => meets(condition, values, read))
  const decisive = combine === 'and' ? 'no' : 'yes'
  if (answers.includes(decisive)) return decisive
  if (answers.includes('maybe')) return 'maybe'
  return combine === 'and' ? 'yes' : 'no'
}

function meets({ field, test, wanted: named }: Condition, values: Values, read: Read): Selected {
  const actual = read(field)
  // A server may know a value that it does not show.
  if (actual === undefined || actual === null) return 'maybe'
  const wanted = wantedIn(values, named)
  switch (test) {
    case 'is':
      return actual === textOf(wanted) ? 'yes' : 'no'
    case 'in':
      return Array.isArray(wanted) && wanted.includes(actual) ? 'yes' : 'no'
    case 'contains':
      return contains(actual, textOf(wanted))
  }
}

/** A partial match may or may not look at case and accents; the documentation leaves that open. */
function contains(actual: string, part: string): Selected {
  if (actual.includes(part)) return 'yes'
  return folded(actual).includes(folded(part)) ? 'maybe' : 'no'
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What a condition compares with, in one case. */
export function wantedIn(values: Values, wanted: Wanted): Value | undefined {
  return wanted.kind === 'values' ? wanted.values : values[wanted.variable]
}

function textOf(value: Values[string] | undefined): string {
  return typeof value === 'string' ? value : ''
}
