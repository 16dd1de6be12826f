import { casesOf } from '../ask/cases.ts'
import type { Case } from '../ask/cases.ts'
import { Plan } from '../ask/plan.ts'
import type { AnsweredCase } from '../ask/plan.ts'
import type { Disturbance } from '../ask/repetitions.ts'
import type { ActiveBehavior } from '../model/contract.ts'
import { relationContext } from './expectation.ts'
import { ruleOf } from './instances/selected-instances.ts'
import { ask } from './inquiry.ts'
import type { Inquiry } from './inquiry.ts'
import type { JudgeContext } from './judge-context.ts'
import { readingRequest } from './snapshots.ts'

/** The cases of a behavior with their answers, or what the account lacks for any. */
export type Exercised =
  { ok: true; answered: readonly AnsweredCase[] } | { ok: false; needs: string }

/**
 * Asks what all behaviors want to see, in the order of what it may leave behind; the account is
 * read in between.
 */
export function* exercise(
  behaviors: readonly ActiveBehavior[],
  context: JudgeContext,
): Inquiry<Map<string, Exercised>> {
  const { contract, recording, account, answers } = context
  const { runs, seed } = recording.settings
  const plan = new Plan(readingRequest(contract, recording), answers)
  const planned = behaviors.map((behavior) => {
    const found = casesOf(behavior, { contract, account, runs, seed })
    if (found.ok)
      for (const one of found.cases) plan.add(behavior, one, disturbanceOf(behavior, one, context))
    return { behavior, found }
  })
  for (const asks of plan.questions(seed)) plan.answered(asks, yield* ask(asks))
  return new Map(
    planned.map(({ behavior, found }) => [
      behavior.id,
      found.ok
        ? { ok: true, answered: found.cases.map((one) => plan.answeredCase(behavior, one)) }
        : found,
    ]),
  )
}

/** What a request may leave behind, by what its behavior expects of the account as it was read. */
function disturbanceOf(
  { expect }: ActiveBehavior,
  { values, request: { as, query } }: Case,
  { contract, timeline }: JudgeContext,
): Disturbance {
  if (!as.genuine) return 'refusal'
  if (as.role !== contract.credentials[0]?.role) return 'credential'
  const usual = contract.listing.query.map(([name]) => name)
  if (query.every(([name]) => usual.includes(name))) return 'none'
  const relation = relationContext({ contract, timeline, values })
  const isFound = expect.some(({ items }) => {
    const rule = items && ruleOf(items, relation)
    return timeline.settled.some((instance) => rule?.ofTimeline(instance) === 'yes')
  })
  return isFound ? 'found' : 'nothing'
}
