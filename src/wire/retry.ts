import type { Outcome } from './send.ts'

/** What is tried again, as data. The operation is a GET, so that trying again changes nothing. */
export const retryPolicy = {
  /** Tries of one request. */
  tries: 3,
  /** Retries of a whole run, and one more for so many answers: where more is wrong, it is no passing trouble. */
  perRun: 6,
  answersPerRetry: 4,
  /** A gateway's own troubles, never an answer of the API under test. */
  statuses: [502, 503, 504],
  /** First pause, doubled each time, with jitter. */
  pauseMs: 150,
} as const

/** Where a request stands when it failed. */
export interface Try {
  /** Counted from 1. */
  attempt: number
  /** The server has answered before: one that refuses now has only just gone. */
  hasAnswered: boolean
  /** From 0 to 1. */
  random: () => number
}

/**
 * After how many ms an outcome is worth another try; null where it stands, as every status that may
 * be the API's own does. A 429 is the business of `retry-after.ts`.
 */
export function retryDelay(outcome: Outcome, { attempt, hasAnswered, random }: Try): number | null {
  if (attempt >= retryPolicy.tries || !isPassing(outcome, hasAnswered)) return null
  return retryPolicy.pauseMs * 2 ** (attempt - 1) * (0.5 + random())
}

function isPassing(outcome: Outcome, hasAnswered: boolean): boolean {
  switch (outcome.kind) {
    case 'not-sent':
      return false
    case 'no-answer':
      return outcome.cause === 'lost' || (outcome.cause === 'refused' && hasAnswered)
    case 'response':
      return isGatewayError(outcome.response.status)
  }
}

/** Whether a status is a gateway's, which says nothing of the API behind it. */
export function isGatewayError(status: number): boolean {
  return (retryPolicy.statuses as readonly number[]).includes(status)
}
