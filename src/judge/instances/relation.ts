import type { Instance } from '../../model/account.ts'
import type { Relation } from '../../model/relation.ts'
import { changelings, miscounted, missing, repeated, strangers } from './instance-mismatches.ts'
import { judged, held } from '../judgement.ts'
import type { Judgement } from '../judgement.ts'
import { ruleOf } from './selected-instances.ts'
import type { RelationContext, Rule } from './selected-instances.ts'
import type { Timeline } from './timeline.ts'

/**
 * Compares the instances of an answer, by identity, with those that the account's listing says it
 * must have. Only what every reading of that listing agrees on decides anything.
 */
export function judgeRelation(
  relation: Relation,
  answered: readonly Instance[],
  context: RelationContext,
): Judgement {
  const { timeline } = context
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
  const changed = changelings(answered, context)
  if (changed.length > 0) return judged(changed)
  const needs = lack(relation, answered, rule, timeline)
  return needs === null ? { kind: 'held' } : { kind: 'vacuous', needs }
}

/**
 * What the account lacks for the case to tell a right server from one that does nothing: some
 * instance must be there that the relation leaves out.
 */
function lack(
  relation: Relation,
  answered: readonly Instance[],
  rule: Rule,
  timeline: Timeline,
): string | null {
  switch (relation.kind) {
    case 'within':
      if (answered.length > 0) return null
      return timeline.settled.length > 0 ? 'an answer that lists an instance' : '1 instance'
    case 'all':
    case 'none':
    case 'stable':
      return timeline.settled.length > 0 ? null : '1 instance'
    case 'own':
      return timeline.settled.length > 1 ? null : '2 instances'
    case 'where':
      if (timeline.settled.some((instance) => rule.ofTimeline(instance) === 'no')) return null
      return timeline.settled.length > 1
        ? 'an instance that the request leaves out in every reading'
        : '2 instances'
  }
}

/** What instances must have so that answers can be compared. */
export function apartWords(id: string): string {
  return `instances with ${id}, which tells them apart`
}

/** Judges that several answers together list every instance of the account, each once. */
export function judgeTogether(
  answers: readonly (readonly Instance[])[],
  timeline: Timeline,
): Judgement {
  const counts = new Map<string, number>()
  for (const { identity } of answers.flat()) {
    if (identity !== null) counts.set(identity, (counts.get(identity) ?? 0) + 1)
  }
  const settled = timeline.steadyInstances
  const missing = settled.filter(({ identity }) => !counts.has(identity ?? ''))
  const expected = `the ${settled.length} instances of the account, each in one answer`
  if (missing.length > 0) {
    return judged([{ expected, actual: `${missing.length} of them in no answer`, pointer: null }])
  }
  const twice = settled.filter(({ identity }) => (counts.get(identity ?? '') ?? 0) > 1)
  if (twice.length > 0) {
    return judged([
      { expected, actual: `${twice.length} of them in several answers`, pointer: null },
    ])
  }
  return settled.length > 0 ? held : { kind: 'vacuous', needs: '1 instance' }
}
