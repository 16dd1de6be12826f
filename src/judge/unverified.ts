import type { Behavior } from '../model/contract.ts'
import type { JudgeContext } from './judge-context.ts'
import type { BehaviorOutcome } from './outcome.ts'

/** How often the account was read as a listing. */
interface Read {
  timeline: Pick<JudgeContext['timeline'], 'readings'>
}

/** What the account has is not known then. */
const unread: BehaviorOutcome = {
  kind: 'unverified',
  reason: "needs the account's listing, and what came is none",
}

/** Why nothing could be judged of a behavior: a flag that was not given, or what the account has not. */
export function lacking(
  behavior: Behavior,
  needs: string | null,
  { recording, account, timeline }: Pick<JudgeContext, 'recording' | 'account'> & Read,
): BehaviorOutcome {
  const { optIn } = behavior
  if (optIn && !recording.settings.burst) {
    return {
      kind: 'unverified',
      reason: `needs ${optIn}: it goes past the documented rate limit on purpose`,
      optIn,
    }
  }
  if (timeline.readings === 0 && isOfListings(behavior)) return unread
  const { length } = account.instances
  if (behavior.needs && (needs === null || length > 1 || countIn(needs) === null))
    return { kind: 'unverified', reason: `needs ${behavior.needs}` }
  // Drawn are values of instances: there may be enough of these, and all alike.
  if (needs !== null && length >= (countIn(needs) ?? Infinity))
    return { kind: 'unverified', reason: `needs ${needs} that differ in what is asked for` }
  return unproven(needs ?? (length === 0 ? '1 instance' : subjectOf(behavior)), {
    account,
    timeline,
  })
}

/** Why the cases of a behavior proved nothing. */
export function unproven(
  needs: string,
  { account, timeline }: Pick<JudgeContext, 'account'> & Read,
): BehaviorOutcome {
  if (timeline.readings === 0 && countIn(needs) !== null) return unread
  return { kind: 'unverified', reason: `needs ${needs}${butHas(needs, account.instances.length)}` }
}

/** Nothing but a listing shows it, or gives the values to ask for it. */
function isOfListings(behavior: Behavior): boolean {
  if (behavior.kind !== 'passive') return behavior.kind === 'active'
  return behavior.on === 'every-item' || behavior.on === 'every-listing'
}

/** What never came that could be judged. */
function subjectOf(behavior: Behavior): string {
  const isOfItems = behavior.kind === 'passive' && behavior.on === 'every-item'
  return `an ${isOfItems ? 'instance' : 'answer'} of the kind that it judges`
}

function countIn(needs: string): number | null {
  const [, count] = /^(\d+) instances?$/.exec(needs) ?? []
  return count === undefined ? null : Number(count)
}

/** What the account has instead; where it has enough, not all of them are there all the time. */
function butHas(needs: string, length: number): string {
  const count = countIn(needs)
  if (count === null) return ''
  if (length < count) return `, the account has ${length === 0 ? 'none' : length}`
  return count === 1 ? ' that holds still' : ' that hold still'
}
