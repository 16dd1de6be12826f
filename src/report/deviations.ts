import type { BehaviorReport } from '../model/report.ts'
import type { Disclosure } from './disclosure/disclosure.ts'
import type { Deviation } from '../model/target.ts'

/**
 * Marks failures that are known, and finds entries that no longer deviate.
 * An expired entry counts for nothing; an unverified behavior leaves its entry alone.
 */
export function applyDeviations(
  behaviors: readonly BehaviorReport[],
  deviations: readonly Deviation[],
  today: Date,
  disclosure: Pick<Disclosure, 'given'>,
): { behaviors: BehaviorReport[]; stale: string[] } {
  const day = today.toISOString().slice(0, 10)
  const valid = new Map(
    deviations
      .filter(({ expires }) => expires === null || expires >= day)
      .map((one) => [one.behavior, one]),
  )
  const marked = behaviors.map((behavior) => {
    const entry = valid.get(behavior.id)
    if (!entry || (behavior.verdict !== 'fail' && behavior.verdict !== 'warn')) return behavior
    const { reason, link } = entry
    const known = { reason: disclosure.given(reason), link: link && disclosure.given(link) }
    return { ...behavior, known }
  })
  const holding = behaviors.filter(({ verdict }) => verdict === 'pass' || verdict === 'observed')
  return { behaviors: marked, stale: holding.map(({ id }) => id).filter((id) => valid.has(id)) }
}
