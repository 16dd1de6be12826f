import type { Exchange, Hindrance } from '../recording/exchange.ts'
import { retryAfterMs, retryAfterPolicy } from '../wire/retry-after.ts'
import type { TargetProblem } from '../model/problem.ts'
import { pathWithQuery } from '../wire/send.ts'
import type { Words } from '../model/words.ts'
import type { Contract } from '../model/contract.ts'
import type { Epoch, Recording } from '../recording/recording.ts'
import type { Inquiry } from './inquiry.ts'

/**
 * Why nothing can be judged after the first answer, or null.
 * @param anonymous answers the same request without a credential; asked only where it decides
 */
export function* baselineProblem(
  contract: Contract,
  recording: Recording,
  first: Exchange,
  anonymous: () => Inquiry<Exchange>,
): Inquiry<TargetProblem | null> {
  const path = pathWithQuery(contract.operation.path, contract.listing.query)
  const asked = `GET ${recording.baseUrl}${path}${throughProxy(recording)}`
  const { outcome } = first
  if (outcome.kind !== 'response') return unanswered(asked, outcome, recording)
  const { status, headers } = outcome.response
  if (status === 401 || status === 403)
    return { verdict: 'unverified', reason: refused(contract, recording, status) }
  if (status === 429)
    return { verdict: 'error', reason: throttled(asked, waitAfter(first, recording.epoch)) }
  if (status >= 500)
    return { verdict: 'error', reason: `${asked} answers ${status}; the server is in trouble` }
  if (status >= 300 && status < 400)
    return { verdict: 'unverified', reason: redirected(asked, status, headers.location) }
  if (status !== 404) return null
  const { outcome: other } = yield* anonymous()
  if (other.kind === 'response' && other.response.status !== 404) return null
  return {
    verdict: 'unverified',
    reason: `${asked} answers 404 with and without a credential; is the base URL right?`,
  }
}

function redirected(asked: string, status: number, location: string | string[] | undefined): Words {
  const [value] = [location ?? []].flat()
  const to: Words = value === undefined ? [] : [' to ', { kind: 'header', name: 'location', value }]
  return [
    `${asked} redirects`,
    ...to,
    ` (${status}), which is not followed; is the base URL right?`,
  ]
}

function unanswered(
  asked: string,
  outcome: Exclude<Exchange['outcome'], { kind: 'response' }>,
  { baseUrl }: Recording,
): TargetProblem {
  const { kind, reason } = outcome
  if (kind === 'no-answer' && isOverLimit(outcome.cause))
    return { verdict: 'error', reason: `${asked} cannot be judged: ${reason}` }
  if (kind === 'no-answer' && outcome.cause === 'not-up')
    return { verdict: 'error', reason: `${baseUrl} ${reason}` }
  // These say themselves what to change.
  if (kind === 'no-answer' && outcome.cause === 'proxy')
    return { verdict: 'error', reason: `no answer: ${reason}` }
  if (kind === 'no-answer' && outcome.cause === 'tls')
    return { verdict: 'error', reason: `no answer: ${reason} (asked ${asked})` }
  return {
    verdict: kind === 'not-sent' ? 'unverified' : 'error',
    reason: `no answer: ${reason} (asked ${asked}); is the base URL right?`,
  }
}

function isOverLimit(cause: Hindrance): boolean {
  return cause === 'too-large' || cause === 'over-limit'
}

/** How long an answer asks to wait, in ms after it came; null where it does not say. */
export function waitAfter({ outcome, sentAt, durationMs }: Exchange, epoch: Epoch): number | null {
  const date = epoch.date + sentAt + durationMs - epoch.clock
  return outcome.kind === 'response' ? retryAfterMs(outcome.response, date) : null
}

function throttled(asked: string, asksFor: number | null): string {
  const waitMs = asksFor ?? 0
  const how =
    waitMs > retryAfterPolicy.longestMs
      ? `and asks to wait ${secondsIn(waitMs)}`
      : 'even after waiting'
  return `${asked} answers 429 ${how}; try again later, or set --rate`
}

/** A server's number of more digits may be anything, and anybody's. */
function secondsIn(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return seconds < 1_000_000 ? `${seconds} s` : 'more than 11 days'
}

/** Where a proxy stands between, an answer may be its own. */
function throughProxy({ proxy }: Recording): string {
  return proxy === null ? '' : ` through the proxy ${proxy}`
}

function refused(
  { credentials: [primary] }: Contract,
  recording: Recording,
  status: number,
): string {
  const { credentials } = recording
  const given = credentials.find(({ role }) => role === primary?.role)
  const variable = given?.env ?? primary?.env ?? 'the credential'
  const way = throughProxy(recording)
  return `the server refuses the credential (${status})${way}; is the value of ${variable} right?`
}
