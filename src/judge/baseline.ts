import type { Exchange, Hindrance, WireResponse } from '../recording/exchange.ts'
import { retryAfterMs, retryAfterPolicy } from '../wire/retry-after.ts'
import type { TargetProblem } from '../model/problem.ts'
import { pathWithQuery } from '../wire/send.ts'
import type { Words } from '../model/words.ts'
import type { Target } from '../model/target.ts'

/**
 * Why nothing can be judged after the first answer, or null.
 * @param anonymous answers the same request without a credential; asked only where it decides
 */
export async function baselineProblem(
  target: Target,
  first: Exchange,
  anonymous: () => Promise<Exchange>,
): Promise<TargetProblem | null> {
  const asked = `GET ${readingUrl(target)}`
  const { outcome } = first
  if (outcome.kind !== 'response') return unanswered(asked, outcome)
  const { status, headers } = outcome.response
  if (status === 401 || status === 403)
    return { verdict: 'unverified', reason: refused(target, status) }
  if (status === 429) return { verdict: 'error', reason: throttled(asked, outcome.response) }
  if (status >= 500)
    return { verdict: 'error', reason: `${asked} answers ${status}; the server is in trouble` }
  if (status >= 300 && status < 400) {
    const location = [headers.location ?? []].flat()[0]
    const to: Words =
      location === undefined ? [] : [' to ', { kind: 'header', name: 'location', value: location }]
    return {
      verdict: 'unverified',
      reason: [
        `${asked} redirects`,
        ...to,
        ` (${status}), which is not followed; is the base URL right?`,
      ],
    }
  }
  if (status !== 404) return null
  const { outcome: other } = await anonymous()
  if (other.kind === 'response' && other.response.status !== 404) return null
  return {
    verdict: 'unverified',
    reason: `${asked} answers 404 with and without a credential; is the base URL right?`,
  }
}

function unanswered(
  asked: string,
  outcome: Exclude<Exchange['outcome'], { kind: 'response' }>,
): TargetProblem {
  const { kind, reason } = outcome
  if (kind === 'no-answer' && isOverLimit(outcome.cause))
    return { verdict: 'error', reason: `${asked} cannot be judged: ${reason}` }
  return {
    verdict: kind === 'not-sent' ? 'unverified' : 'error',
    reason: `no answer: ${reason} (asked ${asked}); is the base URL right?`,
  }
}

function isOverLimit(cause: Hindrance): boolean {
  return cause === 'too-large' || cause === 'over-limit'
}

function readingUrl({ baseUrl, contract: { operation, listing } }: Target): string {
  return baseUrl + pathWithQuery(operation.path, listing.query)
}

function throttled(asked: string, response: WireResponse): string {
  const waitMs = retryAfterMs(response) ?? 0
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

function refused(target: Target, status: number): string {
  const [primary] = target.contract.credentials
  const env =
    (primary && target.credentials.get(primary.role)?.env) ?? primary?.env ?? 'the credential'
  return `the server refuses the credential (${status}); is the value of ${env} right?`
}
