import type { BurstBehavior, RateLimit } from '../model/contract.ts'
import type { Exchange } from '../recording/exchange.ts'
import type { Recording } from '../recording/recording.ts'
import { waitAfter } from './set-up.ts'
import { judged } from './judgement.ts'
import type { Judgement } from './judgement.ts'
import type { JudgeContext } from './judge-context.ts'
import type { Inquiry } from './inquiry.ts'
import { findingOf } from './outcome.ts'
import type { BehaviorOutcome } from './outcome.ts'

/** How far past the limit a burst goes: two windows may meet in the middle of it. */
const windows = 2

/** How many requests of a burst are under way together. */
const together = 8

/** How many requests a burst is at most. */
export function mostInBurst({ requests }: RateLimit): number {
  return requests * windows + together
}

/** Sends requests past the documented limit, until the first 429, and says what that shows. */
export function* burstOutcome(
  behavior: BurstBehavior,
  { contract, recording, account }: JudgeContext,
): Inquiry<{ outcome: BehaviorOutcome; exchanges: readonly string[] }> {
  const { rateLimit } = contract
  if (!rateLimit) throw new Error('the contract was checked, yet has a burst and no limit')
  const credential = account.credentials.get(behavior.as)?.[0]
  if (!credential) {
    const reason = `needs a credential of the role "${behavior.as}"`
    return { outcome: { kind: 'unverified', reason }, exchanges: [] }
  }
  const before = recording.exchanges.length
  const request = { as: credential, query: [], headers: {} }
  const cases = [{ behavior: behavior.id, path: '' }]
  const asks = Array.from({ length: together }, () => ({ request, cases }))
  const answers: Exchange[] = []
  const most = mostInBurst(rateLimit)
  while (answers.length < most && !answers.some((one) => isRefused(one) || isUnsent(one))) {
    const batch = yield { pace: 'burst', asks }
    if (batch.includes(null))
      return { outcome: { kind: 'unverified', reason: 'the run was stopped' }, exchanges: [] }
    answers.push(...batch.flatMap((answer) => answer ?? []))
  }
  const outcome = judgeAnswers(answers, recording, rateLimit)
  return { outcome, exchanges: recording.exchanges.slice(before).map(({ id }) => id) }
}

/** What the answers to a burst show. */
interface Burst {
  /** Everything that was sent within the last window. */
  recent: readonly Exchange[]
  refusals: readonly Exchange[]
  /** How many requests the burst was. */
  sent: number
  /** When the last answer came, on the clock of the run. */
  now: number
  /** How long the first refusal asks to wait, in ms; null where it does not say. */
  waitMs: number | null
}

function judgeAnswers(
  answers: readonly Exchange[],
  recording: Recording,
  rateLimit: RateLimit,
): BehaviorOutcome {
  const sent = answers.filter((one) => !isUnsent(one))
  const refusals = sent.filter(isRefused)
  const stopped = answers.find(isUnsent)
  if (refusals.length === 0 && stopped) return unexercised(stopped, sent.length)
  const now = Math.max(...sent.map(({ sentAt, durationMs }) => sentAt + durationMs))
  const recent = recording.exchanges.filter(
    ({ sentAt }) => sentAt >= now - rateLimit.seconds * 1000,
  )
  const waitMs = refusals[0] ? waitAfter(refusals[0], recording.epoch) : null
  const judgement = judgeBurst({ recent, refusals, sent: sent.length, now, waitMs }, rateLimit)
  if (judgement.kind === 'no-answer')
    return { kind: 'error', cases: sent.length, reason: judgement.reason }
  const exchange = refusals[0] ?? recent.at(-1)
  if (judgement.kind !== 'broken' || !exchange) return { kind: 'held', cases: sent.length }
  const findings = judgement.mismatches.map((mismatch) =>
    findingOf(mismatch, exchange, recording.settings.seed),
  )
  return { kind: 'broken', cases: sent.length, brokenCases: 1, findings }
}

function unexercised({ outcome }: Exchange, cases: number): BehaviorOutcome {
  const reason = outcome.kind === 'response' ? '' : outcome.reason
  return outcome.kind === 'not-sent'
    ? { kind: 'unverified', reason }
    : { kind: 'error', cases, reason }
}

function isUnsent({ outcome }: Exchange): boolean {
  return (
    outcome.kind === 'not-sent' || (outcome.kind === 'no-answer' && outcome.cause === 'withheld')
  )
}

function judgeBurst(
  { recent, refusals, sent, now, waitMs }: Burst,
  { requests, seconds }: Pick<RateLimit, 'requests' | 'seconds'>,
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
  if (accepted >= requests)
    return judgeExcess({ recent, refusals, sent, now, waitMs }, { requests, seconds })
  const actual = `429 after ${accepted} requests (if something else used the account in the last ${seconds} s, run again)`
  return judged([{ expected, actual, pointer: null }])
}

/**
 * More than the limit may be right where two windows met during the burst. What the 429 says of the
 * end of its window tells where the window began; without that, nothing is held against the server.
 */
function judgeExcess(
  { recent, refusals: [first], now, waitMs }: Burst,
  { requests, seconds }: Pick<RateLimit, 'requests' | 'seconds'>,
): Judgement {
  // What other credentials sent may or may not count; against the server it does not.
  const own = recent.filter(
    (exchange) => !isRefused(exchange) && exchange.request.as.secret === first?.request.as.secret,
  )
  const expected = `429 after ${requests} requests in ${seconds} s`
  if (own.length > windows * requests + spareOf(own, now, requests / seconds)) {
    return judged([{ expected, actual: `429 after ${own.length} requests`, pointer: null }])
  }
  if (waitMs === null) return { kind: 'held' }
  const began = now + waitMs - seconds * 1000
  const inWindow = own.filter(({ sentAt }) => sentAt >= began)
  if (inWindow.length <= requests + spareOf(inWindow, now, requests / seconds))
    return { kind: 'held' }
  const actual = `429 after ${inWindow.length} requests in one window`
  return judged([{ expected, actual, pointer: null }])
}

/**
 * A bucket that refills lets so many more through, and those that are under way together cannot be
 * told apart.
 * @param rate requests per second
 */
function spareOf([first]: readonly Exchange[], now: number, rate: number): number {
  const elapsed = (now - (first?.sentAt ?? now)) / 1000
  return Math.ceil(elapsed * rate) + together
}

function isRefused({ outcome }: Exchange): boolean {
  return outcome.kind === 'response' && outcome.response.status === 429
}
