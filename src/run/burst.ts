import type { Contract } from '../model/contract.ts'
import type { Exchange, WireRequest } from '../model/exchange.ts'
import type { Wire } from '../http/wire.ts'
import { judged } from '../checks/judgement.ts'
import type { Judgement } from '../checks/judgement.ts'

/** How far past the limit a burst goes: two windows may meet in the middle of it. */
const windows = 2

/** How many requests of a burst are under way together. */
const together = 8

/**
 * Sends the request past the documented limit, until the first 429.
 * @returns what that shows, and the answers that are no success
 */
export async function burst(
  contract: Contract,
  request: WireRequest,
  wire: Wire,
  now: () => number,
): Promise<{ judgement: Judgement; refusals: Exchange[] }> {
  const { rateLimit } = contract
  if (!rateLimit) throw new Error('the contract was checked, yet has a burst and no limit')
  const most = rateLimit.requests * windows + together
  const refusals: Exchange[] = []
  let sent = 0
  while (sent < most && refusals.length === 0) {
    const batch = await Promise.all(Array.from({ length: together }, () => wire.sendBurst(request)))
    sent += batch.length
    refusals.push(...batch.filter(isRefused))
  }
  const since = now() - rateLimit.seconds * 1000
  const recent = wire.log.filter((exchange) => exchange.sentAt >= since)
  return { judgement: judgeBurst(recent, refusals, rateLimit, sent), refusals }
}

function judgeBurst(
  recent: readonly Exchange[],
  refusals: readonly Exchange[],
  { requests, seconds }: NonNullable<Contract['rateLimit']>,
  sent: number,
): Judgement {
  const unanswered = recent.filter(({ outcome }) => outcome.kind !== 'response').length
  const accepted = recent.filter((exchange) => !isRefused(exchange)).length
  const expected = `429 after ${requests} requests in ${seconds} s`
  if (refusals.length === 0) {
    if (unanswered > 0)
      return {
        kind: 'no-answer',
        reason: `${unanswered} of ${sent} requests of the burst were not answered`,
      }
    return judged([{ expected, actual: `no 429 in ${accepted} requests`, pointer: null }])
  }
  if (accepted >= requests) return { kind: 'held' }
  const actual = `429 after ${accepted} requests (if something else used the account in the last ${seconds} s, run again)`
  return judged([{ expected, actual, pointer: null }])
}

function isRefused({ outcome }: Exchange): boolean {
  return outcome.kind === 'response' && outcome.response.status === 429
}
