import { keyOf } from '../ask/cases.ts'
import type { Behavior } from '../model/contract.ts'
import type { Words } from '../model/words.ts'
import type { Exchange, WireResponse } from '../recording/exchange.ts'
import { judgeCase } from './active.ts'
import { activeOutcome, concludePassive } from './conclude.ts'
import type { Conclusion } from './conclude.ts'
import type { Exercised } from './exercise.ts'
import type { Inquiry } from './inquiry.ts'
import type { JudgeContext } from './judge-context.ts'
import { foreignWords, isForeign } from './set-up.ts'
import { listOf, readingRequest } from './snapshots.ts'

/** What ended a run before its time: a key that expired, maintenance that began. */
export interface Ended {
  /** The exchanges from this one on show nothing of the server. */
  since: Exchange
  reason: Words
}

/**
 * Whether the account itself can no longer be read: its plain listing, read last of all, is refused or
 * replaced, and is so again. Where it still can, what stopped working is the server's own fault.
 */
export function* endedEarly(context: JudgeContext): Inquiry<Ended | null> {
  const { contract, recording, snapshots } = context
  const key = keyOf(readingRequest(contract, recording))
  const isOver = (): boolean => {
    const last = recording.exchanges.findLast(({ request }) => keyOf(request) === key)
    return last !== undefined && isEnd(last)
  }
  if (!isOver()) return null
  yield* snapshots.inTurn(1)
  return isOver() ? endedIn(context) : null
}

/** The first exchange after the account's last good answer that is as the last reading is. */
function endedIn({ contract, recording }: JudgeContext): Ended | null {
  const { exchanges, epoch, credentials } = recording
  const [primary] = contract.credentials
  const isAccount = ({ request: { as } }: Exchange): boolean =>
    as.genuine && as.role === primary?.role
  const lastGood = exchanges.findLastIndex(
    (one) => isAccount(one) && listOf(one, contract) !== null,
  )
  if (lastGood < 0) return null
  const since = exchanges
    .slice(lastGood + 1)
    .find((one) => isReplaced(one) || (isAccount(one) && isEnd(one)))
  if (since?.outcome.kind !== 'response') return null
  const at = new Date(epoch.date + since.sentAt - epoch.clock).toISOString()
  const { response } = since.outcome
  const env = credentials.find(({ role }) => role === primary?.role)?.env ?? 'the credential'
  const what: Words = isForeign(response)
    ? ['something else than the API answers: ', ...foreignWords(response)]
    : [`the server refuses the credential (${response.status}); did the value of ${env} expire?`]
  return { since, reason: [`from ${since.id} on, at ${at}, `, ...what] }
}

function isReplaced({ outcome }: Exchange): boolean {
  return outcome.kind === 'response' && isForeign(outcome.response)
}

function isEnd({ request, outcome }: Exchange): boolean {
  return outcome.kind === 'response' && request.as.genuine && isRefusal(outcome.response)
}

function isRefusal(response: WireResponse): boolean {
  const { status } = response
  return isForeign(response) || status === 401 || status === 402 || status === 403 || status === 503
}

/** What was certain before the end: what holds, and what the shape of an answer breaks. */
export function* concludeBefore(
  { since, reason }: Ended,
  behavior: Behavior,
  found: Exercised | undefined,
  context: JudgeContext,
): Inquiry<Conclusion> {
  const { exchanges } = context.recording
  const before = exchanges.slice(0, exchanges.indexOf(since))
  const known = { ...context, recording: { ...context.recording, exchanges: before } }
  const over: Conclusion = { outcome: { kind: 'error', cases: 0, reason }, exchanges: [since.id] }
  if (behavior.kind === 'passive') {
    const concluded = concludePassive(behavior, known)
    const isCertain = behavior.expect.every(({ items }) => items === null)
    return concluded.outcome.kind !== 'broken' || isCertain ? concluded : over
  }
  if (behavior.kind !== 'active' || !found?.ok) return over
  const isWhole = found.answered.every((one) =>
    one.exchanges.every((each) => before.includes(each)),
  )
  const isBroken = found.answered.some((one) => judgeCase(behavior, one, known).kind === 'broken')
  if (!isWhole || isBroken) return over
  const ids = found.answered.flatMap((one) => one.exchanges.map(({ id }) => id))
  return { outcome: yield* activeOutcome(behavior, found, known), exchanges: [...new Set(ids)] }
}
