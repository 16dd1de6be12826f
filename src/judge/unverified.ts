import type { Behavior } from '../model/contract.ts'
import type { JudgeContext } from './judge-context.ts'
import type { BehaviorOutcome } from './outcome.ts'

/** Why a behavior stays unverified: a flag that was not given, or what the account has not. */
export function lacking(
  behavior: Behavior,
  needs: string | null,
  { recording, account }: Pick<JudgeContext, 'recording' | 'account'>,
): BehaviorOutcome {
  const { optIn } = behavior
  if (optIn && !recording.settings.burst) {
    return {
      kind: 'unverified',
      reason: `needs ${optIn}: it goes past the documented rate limit on purpose`,
      optIn,
    }
  }
  const { length } = account.instances
  const [, count] = /^(\d+) instances?$/.exec(needs ?? '') ?? []
  if (behavior.needs && (needs === null || length > 1 || count === undefined)) {
    return { kind: 'unverified', reason: `needs ${behavior.needs}` }
  }
  return { kind: 'unverified', reason: `needs ${needs ?? '1 instance'}${butHas(count, length)}` }
}

/** What the account has instead; it may have enough, and show nothing with them. */
function butHas(count: string | undefined, length: number): string {
  if (count === undefined) return ''
  if (length < Number(count)) return `, the account has ${length === 0 ? 'none' : length}`
  const which =
    count === '1' ? 'that holds still' : 'that hold still and differ in what is asked for'
  return ` ${which}; the account has ${length}`
}
