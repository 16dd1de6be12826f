import { anonymous } from '../ask/cases.ts'
import type { TargetProblem } from '../model/problem.ts'
import type { Contract } from '../model/contract.ts'
import type { Words } from '../model/words.ts'
import type { Exchange, Hindrance, WireRequest, WireResponse } from '../recording/exchange.ts'
import type { Epoch, Recording } from '../recording/recording.ts'
import { retryAfterMs, retryAfterPolicy } from '../wire/retry-after.ts'
import { pathWithQuery } from '../wire/send.ts'
import { credentialProblem } from './credential-problem.ts'
import { fitsStatus } from './expectation.ts'
import type { Inquiry } from './inquiry.ts'

/** Asks, equal requests once. */
type AskOnce = (request: WireRequest) => Inquiry<Exchange>

/**
 * Why nothing can be judged after the first answer, or null: the server is not there, something else
 * answers in its place, or the credentials are not those of their roles.
 * @param first the answer to the request that reads the whole account
 * @param askOnce asks further only where that decides
 */
export function* setUpProblem(
  contract: Contract,
  recording: Recording,
  first: Exchange,
  askOnce: AskOnce,
): Inquiry<TargetProblem | null> {
  return (
    (yield* answerProblem(contract, recording, first, askOnce)) ??
    (yield* credentialProblem(contract, recording, first, askOnce))
  )
}

function* answerProblem(
  contract: Contract,
  recording: Recording,
  first: Exchange,
  askOnce: AskOnce,
): Inquiry<TargetProblem | null> {
  const path = pathWithQuery(contract.operation.path, contract.listing.query)
  const asked = `GET ${recording.baseUrl}${path}${throughProxy(recording)}`
  const { outcome } = first
  if (outcome.kind !== 'response') return unanswered(asked, outcome, recording)
  const { response } = outcome
  const { status, headers } = response
  if (status === 429)
    return { verdict: 'error', reason: throttled(asked, waitAfter(first, recording.epoch)) }
  if (status >= 500 && status !== 511)
    return { verdict: 'error', reason: `${asked} answers ${status}; the server is in trouble` }
  if (status >= 300 && status < 400)
    return { verdict: 'unverified', reason: redirected(asked, status, headers.location) }
  if (isForeign(response)) return { verdict: 'unverified', reason: foreign(asked, response) }
  if (status === 401 || status === 403)
    return { verdict: 'unverified', reason: refused(contract, recording, status) }
  if (status !== 404) return null
  const { outcome: other } = yield* askOnce({ ...first.request, as: anonymous })
  const without = other.kind === 'response' ? other.response.status : status
  if (without !== status && isDocumented(response, contract)) return null
  const how =
    without === status
      ? `${status} with and without a credential`
      : `${status} with the credential, and ${without} without`
  const reason = `${asked} answers ${how}; is the base URL right, and is ${contract.provider} the provider?`
  return { verdict: 'unverified', reason }
}

/** Statuses that only what stands before an API answers, whatever their body: RFC 9110 and 6585. */
const ofAnIntermediary = new Set([407, 421, 511])

/**
 * Whether something else than the API answers: a front page, a login, a firewall's refusal. A status
 * that is not documented is the API's own fault as long as its body is JSON.
 */
function isForeign({ status, body }: WireResponse): boolean {
  if (ofAnIntermediary.has(status)) return true
  if (body.ok) return false
  const isItsOwn = status < 400 || status === 401 || status === 403
  return body.isPage === true || !isItsOwn
}

function foreign(asked: string, { status, headers, body }: WireResponse): Words {
  const [server] = [headers.server ?? []].flat()
  const from: Words =
    server === undefined ? [] : [', server ', { kind: 'header', name: 'server', value: server }]
  const what = body.ok
    ? 'JSON'
    : body.reason.replace(/^not JSON: /, '').replace('the body is empty', 'an empty body')
  const question =
    status === 407
      ? 'a proxy wants a name and password'
      : 'is the base URL right, and may this machine reach it?'
  return [`this is not the API: ${asked} answers ${what} (${status}`, ...from, `); ${question}`]
}

/** Whether the answer is word for word an error that the API documents: then it is the API that speaks. */
function isDocumented({ status, body }: WireResponse, { behaviors }: Contract): boolean {
  return behaviors.some(
    (one) =>
      one.kind === 'active' &&
      one.expect.some(
        ({ status: wanted, body: shape }) =>
          shape !== null &&
          wanted &&
          fitsStatus(status, wanted) &&
          body.ok &&
          shape.fits(body.value),
      ),
  )
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
  { credentials: [primary], provider }: Contract,
  recording: Recording,
  status: number,
): string {
  const { credentials } = recording
  const given = credentials.find(({ role }) => role === primary?.role)
  const variable = given?.env ?? primary?.env ?? 'the credential'
  const way = throughProxy(recording)
  return `the server refuses the credential (${status})${way}; is the value of ${variable} right, and is ${provider} the provider?`
}
